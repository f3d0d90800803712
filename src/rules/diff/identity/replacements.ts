import { BY_NAME, BY_PODS, isMovable, ReplacementMatcher } from './replacement-matchers';
import { hasPods, isController, servicesBy } from '../../../analysis/identity/controllers';
import { isConstructRename } from '../../../analysis/identity/names';
import { groupedBy, ManifestObject, Service } from '../../../manifests';
import { perUpdate, Update } from '../update';

/** A removed object and the added object that replaces it. */
export interface Replacement {
  readonly before: ManifestObject;
  readonly after: ManifestObject;
  readonly how: ReplacementMatcher['how'];
}

/** The added objects that replace removed ones. */
export const replacementsOf = perUpdate((update): ReadonlyMap<ManifestObject, Replacement> => {
  const [added, removed] = [update.objects.added, update.objects.removed].map(objects => objects.filter(isMovable).sort(byName));
  const found = new Map<ManifestObject, Replacement>();
  const claimed = new Set<ManifestObject>();
  const pick = picker(claimed);
  const claim = (
    before: ManifestObject, candidates: Candidates, how: Replacement['how'], fits: (after: ManifestObject) => boolean = () => true,
  ): void => {
    const after = pick(candidates, fits);
    if (after === undefined) { return; }
    claimed.add(after);
    found.set(before, { before, after, how: how === 'name' && isConstructRename(before.name, after.name) ? 'construct' : how });
  };
  const find = (likeness: (update: Update) => ReplacementMatcher, among: readonly ManifestObject[]): void => {
    const open = among.filter(object => !found.has(object));
    if (added.length === 0 || open.length === 0) { return; }
    const { how, before, after, fits } = likeness(update);
    const index = groupedBy(added, after);
    for (const object of open) {
      const candidates = before(object).map(key => index.get(key) ?? []);
      claim(object, candidates, how, other => fits?.(object, other) ?? true);
    }
  };
  const controllers = removed.filter(isController);
  for (const likeness of BY_NAME) { find(likeness, removed); }
  for (const likeness of BY_PODS) { find(likeness, controllers); }
  for (const service of update.services.removed.filter(({ object }) => !found.has(object))) {
    claim(service.object, [successors(service, update, found)], 'name');
  }
  return found;
});

/** Groups of added objects, the most likely group first. */
type Candidates = readonly (readonly ManifestObject[])[];

type PickOne = (candidates: Candidates, fits: (object: ManifestObject) => boolean) => ManifestObject | undefined;

/** Picks the first that fits. One that is already claimed is used again only where no other fits. */
function picker(claimed: ReadonlySet<ManifestObject>): PickOne {
  // Where many have the same labels, those at the beginning are soon all claimed.
  const starts = new Map<readonly ManifestObject[], number>();
  const startOf = (group: readonly ManifestObject[]): number => {
    let start = starts.get(group) ?? 0;
    while (start < group.length && claimed.has(group[start])) { start++; }
    starts.set(group, start);
    return start;
  };
  return (candidates, fits) => {
    for (const group of candidates) {
      for (let i = startOf(group); i < group.length; i++) {
        if (!claimed.has(group[i]) && fits(group[i])) { return group[i]; }
      }
    }
    for (const group of candidates) {
      const known = group.find(fits);
      if (known) { return known; }
    }
    return undefined;
  };
}

/** The same, by the added object. */
export const replacedBy = perUpdate((update): ReadonlyMap<ManifestObject, Replacement[]> =>
  groupedBy(replacementsOf(update).values(), ({ after }) => [after]));

/** The removed controllers that have pods, and what replaces them. */
export function replacedControllers(update: Update, how: Replacement['how'], after: ManifestObject): Replacement[] {
  const found = replacedBy(update).get(after) ?? [];
  return found.filter(({ how: its, before }) => its === how && isController(before) && hasPods(update.before, before));
}

/** The new Services that send to the pods of an old one, or to what replaces them. */
function successors(service: Service, update: Update, found: ReadonlyMap<ManifestObject, Replacement>): ManifestObject[] {
  const added = new Set(update.services.added);
  const others = [...podsLater(service, update, found)].flatMap(pods => servicesBy(update.after).get(pods) ?? []);
  return others.filter(other => added.has(other) && sendsAlike(service, other)).map(({ object }) => object).sort(byName);
}

/** The controllers, under whichever name, that will remain of those that a Service sends to now. */
export function podsLater(service: Service, update: Update, found = replacementsOf(update)): ReadonlySet<ManifestObject> {
  const kept = keptBy(update);
  const pods = (update.before.selected.get(service.object) ?? [])
    .map(({ object }) => kept.get(object) ?? found.get(object)?.after);
  return new Set(pods.filter(object => object !== undefined).filter(({ namespace }) => namespace === service.object.namespace));
}

const keptBy = perUpdate(({ objects }) => new Map(objects.kept.map(({ before, after }) => [before, after])));

/** Whether clients of one Service can use the other instead. */
export function sendsAlike(one: Service, other: Service): boolean {
  return one.object.namespace === other.object.namespace
    && one.ports
      .some(({ port, targetPort }) => other.ports.some(found => found.port === port || found.targetPort === targetPort));
}

function byName(one: ManifestObject, other: ManifestObject): number {
  const [left, right] = [one, other].map(({ namespace, name }) => `${namespace ?? ''}/${name}`);
  if (left < right) { return -1; }
  return left > right ? 1 : 0;
}
