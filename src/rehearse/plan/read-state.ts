import { ClusterState } from './plan';
import { Tracker, trackerKey, trackersOf } from './trackers';
import { isMapping, isRoute, ManifestObject, mappingAt, rootOf, stringAt, valueAt } from '../../manifests';
import { objectOf } from '../../manifests/object-of';
import { resourcesArgs, resourcesIn, scopeKey } from '../api-resources';
import { answerOf, Kubectl } from '../kubectl';
import { MADE_BY_REHEARSAL } from '../labels';
import { Disturbance } from '../rehearsal';

/** Reads the state on which a plan depends. Throws a sentence if it cannot be read. */
export async function readState(
  kubectl: Kubectl, objects: readonly ManifestObject[], disturbance: Disturbance,
): Promise<ClusterState> {
  const [version, namespaces, resources] = await Promise.all([
    answerOf(kubectl, ['version', '--output=json']),
    answerOf(kubectl, ['get', 'namespace', kubectl.namespace, '--ignore-not-found', '--output=json']),
    answerOf(kubectl, resourcesArgs(false)),
  ]);
  const clusterScoped = new Set(resourcesIn(resources).keys());
  const [namespace] = objectsIn(namespaces);
  const inIt = namespace
    ? await Promise.all([liveOf(kubectl, objects), list(kubectl, 'horizontalpodautoscalers'), list(kubectl, 'configmaps', `--selector=${MADE_BY_REHEARSAL}`)])
    : [await liveOf(kubectl, objects.filter(object => clusterScoped.has(scopeKey(object)))), [], []];
  const [live, autoscalers, journals] = inIt;
  return {
    kubernetes: (stringAt(rootOf(JSON.parse(version)), ['serverVersion', 'gitVersion']) ?? '').replace(/^v/, ''),
    namespace: namespace && { labels: namespace.labels },
    live,
    autoscalers,
    clusterScoped,
    unfinished: [...new Set(journals.map(({ labels }) => labels[MADE_BY_REHEARSAL]))]
      .filter(id => id !== namespace?.labels[MADE_BY_REHEARSAL]),
    routesElsewhere: await routesElsewhere(kubectl, objects),
    suspended: await suspendedOf(kubectl, [...objects, ...live].flatMap(trackersOf)),
    node: disturbance.kind === 'drain' ? await nodeOf(kubectl, disturbance.node) : undefined,
  };
}

/** The objects as the cluster has them, with all fields. */
export async function liveOf(kubectl: Kubectl, objects: readonly ManifestObject[]): Promise<ManifestObject[]> {
  // kubectl fails if one of the objects states a namespace other than the given one.
  const named = objects.filter(({ name, namespace }) => !name.endsWith('*') && [undefined, kubectl.namespace].includes(namespace));
  if (named.length === 0) { return []; }
  const items = named.map(({ apiVersion, kind, name, namespace }) => ({ apiVersion, kind, metadata: { name, namespace } }));
  const answer = await kubectl.call(['get', '--filename=-', '--ignore-not-found', '--show-managed-fields', '--output=json'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  // Unknown kinds have no live objects: applying them will fail.
  if (answer.code !== 0 && !/no matches for kind/.test(answer.stderr)) { return objectsIn(await answerOf({ ...kubectl, call: async () => answer }, [])); }
  return objectsIn(answer.stdout);
}

async function list(kubectl: Kubectl, resource: string, ...args: string[]): Promise<ManifestObject[]> {
  return objectsIn(await answerOf(kubectl, ['get', resource, ...args, '--output=json']));
}

/** The objects in the output of kubectl: one, a List, or none. */
export function objectsIn(json: string): ManifestObject[] {
  if (json.trim() === '') { return []; }
  const value: unknown = JSON.parse(json);
  const items = isMapping(value) && Array.isArray(value.items) ? value.items : [value];
  return items.flatMap(item => objectOf(item, { file: 'cluster', document: 0, place: [], lineOf: () => 1 }).object ?? []);
}

/** Routes of the kinds among the objects, in all namespaces but this one. */
async function routesElsewhere(kubectl: Kubectl, objects: readonly ManifestObject[]): Promise<ManifestObject[] | undefined> {
  const kinds = [...new Set(objects.filter(isRoute).map(({ kind, apiVersion }) => `${kind}.${apiVersion.split('/').reverse().join('.')}`))];
  if (kinds.length === 0) { return []; }
  const { stdout, code } = await kubectl.call(['get', kinds.join(','), '--all-namespaces', '--output=json']);
  return code === 0 ? objectsIn(stdout).filter(({ namespace }) => namespace !== kubectl.namespace) : undefined;
}

async function nodeOf(kubectl: Kubectl, name: string): Promise<ClusterState['node']> {
  const text = await answerOf(kubectl, ['get', 'nodes', name, '--ignore-not-found', '--output=json']);
  return text.trim() === '' ? undefined : { isCordoned: valueAt(rootOf(JSON.parse(text)), ['spec', 'unschedulable']) === true };
}

const RESOURCES: Record<Tracker['tool'], string> = {
  'Argo CD Application': 'applications.argoproj.io',
  'Flux Kustomization': 'kustomizations.kustomize.toolkit.fluxcd.io',
  'Flux HelmRelease': 'helmreleases.helm.toolkit.fluxcd.io',
};

/** Controllers that are known not to revert changes; one that cannot be read counts as active. */
async function suspendedOf(kubectl: Kubectl, trackers: readonly Tracker[]): Promise<Set<string>> {
  const different = new Map(trackers.map(tracker => [trackerKey(tracker), tracker]));
  const found = await Promise.all([...different].map(async ([key, { tool, name, namespace }]) => {
    const { stdout, code } = await kubectl.call(['get', RESOURCES[tool], name, `--namespace=${namespace ?? 'argocd'}`, '--output=json']);
    const json: unknown = code === 0 ? JSON.parse(stdout) : undefined;
    if (!isMapping(json)) { return []; }
    const spec = mappingAt(rootOf(json), ['spec']);
    const isIdle = tool === 'Argo CD Application' ? valueAt(spec, ['syncPolicy', 'automated']) === undefined : valueAt(spec, ['suspend']) === true;
    return isIdle ? [key] : [];
  }));
  return new Set(found.flat());
}

