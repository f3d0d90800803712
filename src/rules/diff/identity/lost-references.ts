import { isPruned } from '../../../analysis/config/pruning';
import { isProvided, ObjectReference, outlivesItsWriter, providersOf, referencesOf, routedServices } from '../../../analysis/references';
import { groupedBy, groupOf, ManifestObject, ManifestSet } from '../../../manifests';
import { Change } from '../object-diff';
import { counterparts } from '../routing/service-steps';
import { perUpdate, Update } from '../update';
import { replacementsOf } from './replacements';

/** A reference that an update leaves without what it names. */
export interface LostReference extends ObjectReference {
  /** What names it, before and after; several name it in the same way. */
  readonly from: readonly Change<ManifestObject>[];
  /** What provided it so far. */
  readonly provider: ManifestObject;
  /** The same as it will be; undefined where it is removed. */
  readonly changed?: ManifestObject;
  /** Of a key: what will provide the Secret without it. */
  readonly rest: readonly ManifestObject[];
}

/** What objects that stay still name, and what nothing provides any more: each once, however many name it. */
export const lostReferences = perUpdate((update): readonly LostReference[] => {
  // What could not be read would seem to be removed.
  if (update.after.isPartial) { return []; }
  const found = update.objects.kept.flatMap(from => lostBy(from, update));
  return [...groupedBy(found, ({ target, loss }) => [`${loss} ${target.key}`]).values()]
    .map(group => ({ ...group[0], from: group.flatMap(({ from }) => from) }));
});

function lostBy(from: Change<ManifestObject>, update: Update): LostReference[] {
  // Most of what is named stands elsewhere, or stays.
  const old = allOf(from.before, update.before).filter(({ target: { key } }) =>
    providersOf(update.before, key).length > 0 && providersOf(update.after, key).length === 0);
  if (old.length === 0) { return []; }
  const now = allOf(from.after, update.after);
  return old.flatMap(reference => {
    // The role of a binding cannot be changed: it refers to that of before, whatever the release says.
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
  // What a DestinationRule that stays drops is told where the route sends to it.
  const isElsewhere = changed !== undefined && (changed.namespace !== provider.namespace || reference.loss === 'subset');
  const isLeft = providers.some(object => !afterOf.has(object) && !isPruned(object));
  if (isElsewhere || isLeft || isToldOtherwise(reference, provider, rest, update)) { return undefined; }
  const isRenewed = ['secret', 'certificate', 'server certificate', 'pull'].includes(reference.loss) && outlivesItsWriter(provider);
  return { ...reference, loss: isRenewed ? 'renewal' : reference.loss, provider, changed, rest };
}

/** Whether other rules say what the removal means: of a Secret to the pods that use it, and of a Service that moves or has another name. */
function isToldOtherwise(
  { loss }: ObjectReference, provider: ManifestObject, rest: readonly ManifestObject[], update: Update,
): boolean {
  if (loss === 'secret') { return groupOf(provider) === ''; }
  if (loss === 'key') { return rest.length === 0 || (groupOf(provider) === '' && rest.every(object => groupOf(object) === '')); }
  return loss === 'service' && replacementsOf(update).has(provider);
}
