import { ConfigReference, configReferencesOf } from '../../../analysis/config/references';
import { addTo, keyOf, ManifestObject, numberAt, rootOf, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { perUpdate, Update } from '../update';

/** A controller or pod that stays, and how its running pods use a ConfigMap, a Secret or a claim. */
export interface RunningUse extends ConfigReference {
  readonly owner: Change<ManifestObject>;
}

/** Pods of these are not created again, whatever a release does. */
const ONCE = ['Pod', 'Job'];

/** The objects that make pods, have some now, and stay. */
export const runningOwners = perUpdate(({ before, objects }): readonly Change<ManifestObject>[] => {
  const running = new Set(before.podOwners.map(({ object }) => object));
  return objects.kept.filter(kept => running.has(kept.before) && !ONCE.includes(kept.before.kind)
    && numberAt(rootOf(kept.before.json), ['spec', 'replicas']) !== 0);
});

/** How the running pods use an object. */
export function runningUses(update: Update, { kind, namespace, name }: Pick<ManifestObject, 'kind' | 'namespace' | 'name'>): readonly RunningUse[] {
  return usesByKey(update).get(keyOf(kind, namespace, name)) ?? [];
}

const usesByKey = perUpdate((update): ReadonlyMap<string, RunningUse[]> => {
  const index = new Map<string, RunningUse[]>();
  for (const owner of runningOwners(update)) {
    for (const use of configReferencesOf(owner.before)) {
      addTo(index, keyOf(use.kind, owner.before.namespace, use.name), { ...use, owner });
    }
  }
  return index;
});

/** Whether the pods that an object will create use something. */
export function stillUses({ after }: Change<ManifestObject>, { kind, name }: Pick<ManifestObject, 'kind' | 'name'>): boolean {
  return configReferencesOf(after).some(use => use.kind === kind && use.name === name && !use.optional);
}

/** `Deployment web`, or `Deployment web and 2 more`. */
export function ownersInWords(all: readonly Change<ManifestObject>[]): string {
  const [{ after: { kind, name } }, ...others] = [...new Set(all)];
  return `${shorten(kind)} ${shorten(name)}${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

/** The only Deployment among these objects; undefined if there are several, or none. */
export function onlyWorkload(update: Update, all: readonly Change<ManifestObject>[]): Workload | undefined {
  const [only, ...others] = [...new Set(all)];
  return only && others.length === 0 ? keptWorkloads(update).get(only.after) : undefined;
}

const keptWorkloads = perUpdate(({ workloads }): ReadonlyMap<ManifestObject, Workload> =>
  new Map(workloads.kept.map(({ after }) => [after.object, after])));
