import {
  Container, containerOf, FieldCursor, groupedBy, groupOf, isControllerView, keyOf, LabelSelector, listAt, ManifestObject,
  ManifestSet, mappingAt, matcherOf, Path, PodOwner, rootOf, selectorAt, Service, stringAt,
} from '../../manifests';
import { labelIndex } from '../label-index';
import { once, perCluster } from '../memoize';
import { wordsAt } from '../pod/containers';
import { imageParts, isInjected } from '../pod/image-reference';

/** Pods of a built-in kind, or of an Argo Rollout: all containers are in their template. */
export interface KnownPods {
  readonly object: ManifestObject;
  readonly podLabels: PodOwner['podLabels'];
  /** Containers that run while the pod serves, including native sidecars. */
  readonly containers: Container[];
  readonly portNumbers: ReadonlySet<number>;
  /** By `name/protocol`. */
  readonly portNames: ReadonlySet<string>;
  /** The images without tag and digest. */
  readonly images: ReadonlySet<string>;
  /** Whether a probe, an argument, a variable or an annotation names the port: a process listens there, declared or not. */
  mentions(port: number): boolean;
}

const TEMPLATES: Record<string, Path> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/Pod': [],
  '/ReplicationController': ['spec', 'template'],
};

/** The containers of pods; undefined if their kind may add containers that its template does not have. */
export const knownPodsOf = once((owner: PodOwner): KnownPods | undefined => {
  const { object, podLabels } = owner;
  const kind = `${groupOf(object)}/${object.kind}`;
  if (!Object.hasOwn(TEMPLATES, kind)) { return undefined; }
  const template = mappingAt(rootOf(object.json), TEMPLATES[kind]);
  const init = listAt(template, ['spec', 'initContainers']).filter(place => stringAt(place, ['restartPolicy']) === 'Always');
  const places = [...listAt(template, ['spec', 'containers']), ...init];
  const containers = isControllerView(owner) ? [...owner.containers, ...owner.sidecars] : places.map(containerOf);
  if (containers.some(isInjected)) { return undefined; }
  const ports = containers.flatMap(container => container.ports);
  let mentioned: ReadonlySet<number> | undefined;
  return {
    object,
    podLabels,
    containers,
    portNumbers: new Set(ports.map(({ number }) => number)),
    portNames: new Set(ports.flatMap(({ name, protocol }) => name === undefined ? [] : [`${name}/${protocol}`])),
    images: new Set(containers.map(({ image }) => imageParts(image).repository).filter(image => image !== '')),
    mentions: port => {
      mentioned ??= mentionedNumbers(places, template);
      return mentioned.has(port) || containers.some(container => probePorts(container).includes(port));
    },
  };
});

/** The numbers in commands, arguments and variables of containers, and the port of their metrics. */
function mentionedNumbers(containers: readonly FieldCursor[], template: FieldCursor): ReadonlySet<number> {
  return new Set([...containers.flatMap(writtenIn), ...annotationsOf(template)].flatMap(numbersIn));
}

function writtenIn(container: FieldCursor): string[] {
  const values = listAt(container, ['env']).map(variable => stringAt(variable, ['value']) ?? '');
  return [...wordsAt(container), ...values];
}

function annotationsOf(template: FieldCursor): string[] {
  return [stringAt(template, ['metadata', 'annotations', 'prometheus.io/port']) ?? ''];
}

function numbersIn(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

function probePorts({ startup, readiness, liveness }: Container): unknown[] {
  return [startup, readiness, liveness].map(probe => probe && 'port' in probe.check ? probe.check.port : undefined);
}

/** Whether two controllers select each other's pods. */
export function overlap(one: KnownPods, other: KnownPods): boolean {
  return selects(one, other) && selects(other, one);
}

function selects({ object }: KnownPods, { podLabels }: KnownPods): boolean {
  const selector = selectorAt(rootOf(object.json), ['spec', 'selector']);
  return selector !== undefined && matcherOf(selector)(podLabels);
}

type Namespace = string | undefined;

const podIndex = perCluster(({ podOwners }) => labelIndex(podOwners));
const podsByName = perCluster(({ podOwners }) =>
  groupedBy(podOwners, ({ namespace, object: { name } }) => [keyOf(namespace, name)]));

export function podsIn(manifests: ManifestSet, namespace: Namespace): readonly PodOwner[] {
  return podIndex(manifests).in(namespace);
}

/** Enough for real manifests; hostile files have more, and checking all of them would take minutes. */
const MOST_LOOKED_AT = 100;

/** Whether a selector matches no pod of its namespace. */
export function selectsNothing(manifests: ManifestSet, namespace: Namespace, selector: LabelSelector): boolean {
  const candidates = podIndex(manifests).near(namespace, selector.matchLabels);
  const matches = matcherOf(selector);
  return candidates.length < 10 * MOST_LOOKED_AT && !candidates.some(({ podLabels }) => matches(podLabels));
}

const elsewhere = perCluster(({ podOwners, services, selected }) => {
  const served = new Set(services.flatMap(({ object }) => selected.get(object)!).map(({ object }) => object));
  const unserved = podOwners.filter(({ object, namespace }) => namespace !== undefined && !served.has(object));
  return groupedBy(unserved, ({ podLabels }) => Object.entries(podLabels).map(pair => keyOf(...pair)));
});

/** Pods of another namespace that match a Service and that no Service of their namespace selects. */
export function podsOfOtherNamespace(manifests: ManifestSet, { object: { namespace }, selector }: Service): PodOwner | undefined {
  if (namespace === undefined) { return undefined; }
  const matches = matcherOf({ matchLabels: selector, matchExpressions: [] });
  const groups = Object.entries(selector).map(pair => elsewhere(manifests).get(keyOf(...pair)) ?? []);
  // The Service itself selects matching pods of its own namespace.
  return groups.reduce((one, other) => other.length < one.length ? other : one, groups[0] ?? []).slice(0, MOST_LOOKED_AT)
    .find(({ podLabels }) => matches(podLabels));
}

/** The most likely intended pods of a namespace: those that share most labels with a selector, or else the name. */
export function closestPods(
  manifests: ManifestSet, { namespace, name }: ManifestObject, labels: Readonly<Record<string, string>>,
): PodOwner | undefined {
  const shared = new Map<PodOwner, number>();
  for (const [key, value] of Object.entries(labels)) {
    for (const pods of podIndex(manifests).near(namespace, { [key]: value }).slice(0, MOST_LOOKED_AT)) {
      shared.set(pods, (shared.get(pods) ?? 0) + 1);
    }
  }
  const most = [...shared.values()].reduce((one, other) => Math.max(one, other), 0);
  const best = [...shared].filter(([, count]) => count === most).map(([pods]) => pods);
  return best.find(pods => pods.object.name === name) ?? best[0]
    ?? podsByName(manifests).get(keyOf(namespace, name))?.[0] ?? podsIn(manifests, namespace)[0];
}
