import { Budget, groupOf, LabelSelector, ManifestSet, numberAt, rootOf } from '../../manifests';

/** Pods that an operator creates and that belong to an object without the subresource scale, as the labels that only they have show. */
export interface PodsWithoutScale {
  /** The kind of the object that owns them. */
  readonly owner: string;
  /** The operator, if it writes a budget for them. */
  readonly guardedBy?: string;
  /** How many there are, if the manifests state it. */
  readonly pods?: number;
}

/** The values that a selector requires of labels; empty for a label that must only exist. */
type Required = ReadonlyMap<string, readonly string[]>;

/** The pods of an operator that a budget selects, if their controller cannot tell how many there should be. */
export function podsWithoutScale(budget: Budget, manifests: ManifestSet): PodsWithoutScale | undefined {
  const required = budget.selector ? requiredBy(budget.selector) : new Map<string, readonly string[]>();
  const has = (key: string): boolean => required.has(key);
  if (FOUNDATION_DB.some(has)) { return { owner: 'FoundationDBCluster', pods: processesOf(budget, required, manifests) }; }
  if (RAY.some(has)) { return { owner: 'RayCluster' }; }
  return isOfStrimzi(required) ? { owner: 'StrimziPodSet', guardedBy: 'Strimzi' } : undefined;
}

const FOUNDATION_DB = ['fdb-cluster-name', 'fdb-process-class', 'fdb-process-group-id'].map(name => `foundationdb.org/${name}`);
const RAY = ['cluster', 'node-type', 'group', 'is-ray-node'].map(name => `ray.io/${name}`);

function requiredBy({ matchLabels, matchExpressions }: LabelSelector): Required {
  const expressions = matchExpressions.filter(({ operator }) => operator === 'In' || operator === 'Exists');
  return new Map<string, readonly string[]>([
    ...expressions.map(({ key, values }) => [key, values] as const),
    ...Object.entries(matchLabels).map(([key, value]) => [key, [value]] as const),
  ]);
}

/** Labels that only pods of a StrimziPodSet have; the bridge, the exporter and others are Deployments. */
const POD_SETS = ['controller-name', 'pod-name', 'pool-name', 'broker-role', 'controller-role'].map(name => `strimzi.io/${name}`);
const OF_POD_SETS: Readonly<Record<string, RegExp>> = {
  'strimzi.io/controller': /^strimzipodset$/,
  'strimzi.io/component-type': /^(?:kafka|zookeeper|kafka-connect|kafka-mirror-maker-2)$/,
  'strimzi.io/name': /-(?:kafka|zookeeper|connect|mirrormaker2)$/,
};

function isOfStrimzi(required: Required): boolean {
  const isAll = (key: string, pattern: RegExp): boolean => {
    const values = required.get(key) ?? [];
    return values.length > 0 && values.every(value => pattern.test(value));
  };
  const parts = Object.entries(OF_POD_SETS).filter(([key]) => required.has(key));
  if (parts.some(([key, pattern]) => !isAll(key, pattern))) { return false; }
  // Those of a Kafka cluster include its brokers.
  return parts.length > 0 || POD_SETS.some(key => required.has(key)) || isAll('strimzi.io/kind', /^Kafka(?:Connect|MirrorMaker2)?$/);
}

/** The pods of one class of a FoundationDBCluster in the manifests. */
function processesOf({ object: { namespace } }: Budget, required: Required, { objects }: ManifestSet): number | undefined {
  const [[name, ...names], [processes, ...others]] = FOUNDATION_DB.slice(0, 2).map(key => required.get(key) ?? []);
  const cluster = objects.find(object => object.kind === 'FoundationDBCluster' && groupOf(object) === 'apps.foundationdb.org'
    && object.namespace === namespace && object.name === name);
  if (!cluster || processes === undefined || names.length + others.length > 0) { return undefined; }
  const spec = (...path: string[]): number | undefined => numberAt(rootOf(cluster.json), ['spec', ...path]);
  const pods = spec('processCounts', processes);
  return (spec(`${processes}ServersPerPod`) ?? 1) === 1 && pods !== undefined && pods > 0 ? pods : undefined;
}
