import { isPruned } from '../../../analysis/config/pruning';
import { isProvided, ObjectReference, outlivesItsWriter, providersOf, referencesOf, routedServices } from '../../../analysis/references';
import { groupedBy, groupOf, ManifestObject, ManifestSet } from '../../../manifests';
import { Change } from '../object-diff';
import { counterparts } from '../routing/service-steps';
import { perUpdate, Update } from '../update';
import { replacementsOf } from './replacements';

/** A reference whose target an update removes. */
export interface LostReference extends ObjectReference {
  /** The objects that refer to it, before and after, all in the same way. */
  readonly from: readonly Change<ManifestObject>[];
  /** The object that provided it before. */
  readonly provider: ManifestObject;
  /** The same object after the update; undefined where it is removed. */
  readonly changed?: ManifestObject;
  /** For a key: the objects that will provide the Secret without it. */
  readonly rest: readonly ManifestObject[];
}

/** The targets that remaining objects still refer to and that no object provides after the update, each once. */
export const lostReferences = perUpdate((update): readonly LostReference[] => {
  // An object that could not be read would look like a removed one.
  if (update.after.isPartial) { return []; }
  const found = update.objects.kept.flatMap(from => lostBy(from, update));
  return [...groupedBy(found, ({ target, loss }) => [`${loss} ${target.key}`]).values()]
    .map(group => ({ ...group[0], from: group.flatMap(({ from }) => from) }));
});

function lostBy(from: Change<ManifestObject>, update: Update): LostReference[] {
  // Most targets are in other manifests, or stay.
  const old = allOf(from.before, update.before).filter(({ target: { key } }) =>
    providersOf(update.before, key).length > 0 && providersOf(update.after, key).length === 0);
  if (old.length === 0) { return []; }
  const now = allOf(from.after, update.after);
  return old.flatMap(reference => {
    // The role of a binding cannot be changed: it keeps referring to the previous one, whatever the release states.
    const still = reference.loss === 'role' ? reference : now.find(isLike(reference));
    const lost = still && lossOf(still, update);
    return lost ? [{ ...lost, from: [from] }] : [];
  });
}

function isLike({ target: { key }, loss }: ObjectReference): (other: ObjectReference) => boolean {
  return other => other.target.key === key && other.loss === loss;
}

function allOf(object: ManifestObject, manifests: ManifestSet): readonly ObjectReference[] {
  return [...referencesOf(object), ...routedServices(manifests).get(object) ?? []];
}

function lossOf(reference: ObjectReference, update: Update): Omit<LostReference, 'from'> | undefined {
  if (isProvided(update.after, reference)) { return undefined; }
  const providers = providersOf(update.before, reference.target.key);
  const { afterOf } = counterparts(update);
  const [provider] = providers;
  const changed = afterOf.get(provider);
  const rest = reference.within ? providersOf(update.after, reference.within.key) : [];
  // A subset that a remaining DestinationRule drops is reported on the route that sends to it.
  const isElsewhere = changed !== undefined && (changed.namespace !== provider.namespace || reference.loss === 'subset');
  const isLeft = providers.some(object => !afterOf.has(object) && !isPruned(object));
  if (isElsewhere || isLeft || isToldOtherwise(reference, provider, rest, update)) { return undefined; }
  const isRenewed = ['secret', 'certificate', 'server certificate', 'pull'].includes(reference.loss) && outlivesItsWriter(provider);
  return { ...reference, loss: isRenewed ? 'renewal' : reference.loss, provider, changed, rest };
}

/** Whether other rules report the removal: of a Secret that pods use, and of a Service that is moved or renamed. */
function isToldOtherwise(
  { loss }: ObjectReference, provider: ManifestObject, rest: readonly ManifestObject[], update: Update,
): boolean {
  if (loss === 'secret') { return groupOf(provider) === ''; }
  if (loss === 'key') { return rest.length === 0 || (groupOf(provider) === '' && rest.every(object => groupOf(object) === '')); }
  return loss === 'service' && replacementsOf(update).has(provider);
}
