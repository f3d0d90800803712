import { HELM_HOOK } from './hook-annotations';
import { groupOf, keyOf, ManifestObject, ManifestSet, rootOf, stringAt } from '../../manifests';
import { perCluster } from '../memoize';

/** Whether a tool keeps an object in the cluster that is no longer in the manifests, by default or by an option. */
export function isPruned({ annotations }: ManifestObject): boolean {
  return !KEPT.some(([key, value]) => Object.hasOwn(annotations, key) && annotations[key].split(',').some(option => option.trim() === value))
    && !Object.hasOwn(annotations, HELM_HOOK);
}

/** Whether it is removed only after everything else has become healthy. */
export function isPrunedLast({ annotations }: ManifestObject): boolean {
  return Object.hasOwn(annotations, SYNC_OPTIONS) && annotations[SYNC_OPTIONS].split(',').some(option => option.trim() === 'PruneLast=true');
}

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const KEPT = [
  ['helm.sh/resource-policy', 'keep'],
  [SYNC_OPTIONS, 'Prune=false'],
  [SYNC_OPTIONS, 'Prune=confirm'],
  ['kustomize.toolkit.fluxcd.io/prune', 'disabled'],
  ['kustomize.toolkit.fluxcd.io/prune', 'Disabled'],
] as const;

const NAMES = [['metadata', 'name'], ['spec', 'target', 'name'], ['spec', 'secretName'], ['spec', 'template', 'metadata', 'name'], ['spec', 'destination', 'name']];
const MAKERS = /(?:Secret|ConfigMap|Certificate|Bundle)/;

/** Objects that custom resources create in the cluster, such as the Secret of an ExternalSecret or of a Certificate. */
const madeNames = perCluster(({ objects }: ManifestSet) => new Set(objects.filter(object => groupOf(object) !== '' && MAKERS.test(object.kind))
  .flatMap(object => namesOf(object).map(name => keyOf(object.namespace, name)))));

// An ExternalSecret creates a Secret with its own name only if it does not name another.
function namesOf({ kind, json }: ManifestObject): (string | undefined)[] {
  const target = kind === 'ExternalSecret' ? stringAt(rootOf(json), ['spec', 'target', 'name']) : undefined;
  return target ? [target] : NAMES.map(path => stringAt(rootOf(json), path));
}

/** Whether another object will create an object of this name. */
export function isMade(manifests: ManifestSet, { namespace, name }: ManifestObject): boolean {
  return madeNames(manifests).has(keyOf(namespace, name));
}
