import { isVerticalAutoscaler, resizeTarget } from './vertical-autoscaler';
import { groupedBy, groupOf, keyOf, ManifestObject, ManifestSet, numberAt, rootOf, ScaleTarget } from '../../manifests';
import { isController, isMade } from '../identity/controllers';
import { areAlike } from '../identity/names';
import { perCluster } from '../memoize';
import { mayHaveForeignPods } from '../traffic/foreign-pods';

/**
 * The controller that an autoscaler most likely means, instead of one that is not in the manifests. That one may be elsewhere, so
 * there must be more: no other autoscaler scales this one, and it has the name of the autoscaler, or it alone has a similar
 * name, and the labels of the autoscaler or leaves its replicas to an autoscaler.
 */
export function intendedTarget(
  autoscaler: ManifestObject, { group, kind, name }: ScaleTarget, manifests: ManifestSet,
): ManifestObject | undefined {
  const { namespace } = autoscaler;
  if (name === '' || mayHaveForeignPods(manifests, namespace) || existing(manifests).has(name)) { return undefined; }
  const words = new Set([...wordsOf(name), ...wordsOf(autoscaler.name)]);
  const near = new Set([...words].flatMap(word => controllers(manifests).get(keyOf(namespace, kind, word)) ?? []));
  const alike = [...near].filter(object => groupOf(object) === (group ?? groupOf(object)) && replicasOf(object) !== 0);
  const similar = onlyOne(alike.filter(object => areAlike(object.name, name)));
  const found = onlyOne(alike.filter(object => isSameApplication(autoscaler, object) && areAlike(object.name, name)))
    ?? alike.find(object => object.name === autoscaler.name.replace(SUFFIX, ''))
    ?? (similar && replicasOf(similar) === undefined ? similar : undefined);
  if (!found || mayBeBeside(found, name, autoscaler) || isOther(autoscaler, found)) { return undefined; }
  return isScaled(autoscaler, found, manifests) ? undefined : found;
}

/** Whether the name may be that of something beside an application, such as its canary or its cache, which is elsewhere. */
function mayBeBeside(application: ManifestObject, name: string, autoscaler: ManifestObject): boolean {
  return name.startsWith(`${application.name}-`)
    && (replicasOf(application) !== undefined || autoscaler.name.replace(SUFFIX, '') === name);
}

const SUFFIX = /[-.](?:hpa|vpa|autoscaler|scaler|scaledobject)$/;

/** By the words of their names, since similar names share one. */
const controllers = perCluster(({ objects }) => groupedBy(objects.filter(object => isController(object) && !isMade(object)),
  ({ namespace, kind, name }) => wordsOf(name).map(word => keyOf(namespace, kind, word))));

function wordsOf(name: string): string[] {
  return [...new Set(name.split(/[-.]/))];
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function replicasOf({ json }: ManifestObject): number | undefined {
  return numberAt(rootOf(json), ['spec', 'replicas']);
}

const OF_PODS = new Set(['Service', 'PodDisruptionBudget']);

/** Names of controllers here, and of others to which Services and budgets here show that they are elsewhere. */
const existing = perCluster(({ objects, selected }) => new Set(objects
  .filter(object => isController(object) || (OF_PODS.has(object.kind) && selected.get(object)?.length === 0))
  .map(({ name }) => name)));

const APPLICATION = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];
const COMPONENT = 'app.kubernetes.io/component';
const NAMING = [...APPLICATION, COMPONENT, 'app', 'k8s-app', 'component'];

function isSameApplication({ labels }: ManifestObject, other: ManifestObject): boolean {
  return APPLICATION.every(key => labels[key] !== undefined && labels[key] === other.labels[key])
    && labels[COMPONENT] === other.labels[COMPONENT];
}

/** Whether labels show that they belong to different applications. */
function isOther({ labels }: ManifestObject, other: ManifestObject): boolean {
  return NAMING.some(key => labels[key] !== undefined && other.labels[key] !== undefined && labels[key] !== other.labels[key]);
}

/** Whether an autoscaler of the same sort scales it. */
function isScaled(autoscaler: ManifestObject, { namespace, name }: ManifestObject, manifests: ManifestSet): boolean {
  return (isVerticalAutoscaler(autoscaler) ? resized : scaled)(manifests).has(keyOf(namespace, name));
}

const scaled = perCluster(({ autoscalers }) =>
  new Set(autoscalers.map(({ object: { namespace }, target }) => keyOf(namespace, target.name))));

const resized = perCluster(({ objects }) => new Set(objects.filter(isVerticalAutoscaler)
  .map(object => keyOf(object.namespace, resizeTarget(object).name))));
