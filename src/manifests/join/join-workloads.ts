import { comparisonBudget, ComparisonBudget } from './comparison-budget';
import { podFinder } from './pod-index';
import { groupedBy } from '../groups';
import { keyOf } from '../key';
import { ManifestObject } from '../manifest-object';
import { Autoscaler, Budget, isForMetrics, ReplicaRange, RecordedContract, Route, Service } from '../resources';
import { ControllerView } from '../workload/controller';
import { DAEMON_SET_PODS } from '../workload/daemon-set';
import { PodOwner } from '../workload/pod-owner';
import { servingContainer } from '../workload/serving-container';
import { Workload, WorkloadRelations } from '../workload/workload';

/** The objects of one cluster by kind. */
export interface ParsedResources {
  readonly pods: ControllerView[];
  /** Those of other kinds. */
  readonly others: PodOwner[];
  readonly services: Service[];
  readonly budgets: Budget[];
  readonly autoscalers: Autoscaler[];
  readonly routes: Route[];
  readonly contracts: RecordedContract[];
}

/** The joined workloads of one cluster. */
export interface JoinedWorkloads {
  readonly workloads: Workload[];
  readonly selected: Map<ManifestObject, PodOwner[]>;
}

/** Joins each Deployment with what belongs to it. */
export function joinWorkloads({ pods, others, services, budgets, autoscalers, routes }: ParsedResources): JoinedWorkloads {
  const spend = comparisonBudget();
  const podsOf = podFinder<PodOwner>([...pods, ...others], spend);
  const selected = new Map<ManifestObject, PodOwner[]>([
    ...services.map(({ object, selector }): [ManifestObject, PodOwner[]] =>
      [object, Object.keys(selector).length === 0 ? [] : podsOf(object, { matchLabels: selector, matchExpressions: [] })]),
    ...budgets.map(({ object, selector }): [ManifestObject, PodOwner[]] => [object, selector ? podsOf(object, selector) : []]),
  ]);
  const servicesBy = groupedBy(services, ({ object }) => selected.get(object)!);
  const budgetsBy = groupedBy(budgets, ({ object }) => selected.get(object)!);
  const autoscalersBy = groupedBy(autoscalers, targetFinder(pods));
  const routesBy = groupedBy(
    routes,
    ({ backends }) => new Set(backends.map(({ namespace, service }) => keyOf(namespace, service))),
  );

  const workloads = pods.map(pod => {
    const own = servicesBy.get(pod) ?? [];
    const ownAutoscalers = autoscalersBy.get(keyOf(pod.kind, pod.namespace, pod.name)) ?? [];
    return workloadOf(pod, {
      replicas: rangeOf(pod, ownAutoscalers),
      services: own,
      budgets: budgetsBy.get(pod) ?? [],
      autoscalers: ownAutoscalers,
      ...routesAndServing(pod, own, routesBy, spend),
    });
  });
  return { workloads, selected };
}

/** By the pods, as they were joined last. */
const joined = new WeakMap<ControllerView, Workload>();

/** The same workload for each release that has it with the same relations, so that facts about it are found once. */
function workloadOf(pod: ControllerView, relations: WorkloadRelations): Workload {
  const known = joined.get(pod);
  if (known && hasRelations(known, relations)) { return known; }
  const workload: Workload = { ...pod, ...relations };
  joined.set(pod, workload);
  return workload;
}

function hasRelations({ replicas, serving, ...lists }: WorkloadRelations, other: WorkloadRelations): boolean {
  const isSame = (one: readonly object[], two: readonly object[]): boolean =>
    one.length === two.length && one.every((item, i) => item === two[i]);
  return replicas.min === other.replicas.min && replicas.max === other.replicas.max && serving === other.serving
    && (['services', 'budgets', 'autoscalers', 'routes'] as const).every(list => isSame(lists[list], other[list]));
}

function routesAndServing(
  pod: ControllerView, services: Service[], routesBy: Map<string, Route[]>, spend: ComparisonBudget,
): Pick<Workload, 'routes' | 'serving'> {
  const routesOf = ({ object }: Service): Route[] => routesBy.get(keyOf(object.namespace, object.name)) ?? [];
  for (const service of services) { spend(1 + routesOf(service).length + service.ports.length, service.object); }
  // Users notice what is reached from outside; a Service beside it may only serve metrics.
  const routed = services.filter(service => routesOf(service).length > 0);
  const used = services.filter(service => !isForMetrics(service, pod));
  return {
    // The workloads behind one Service have the same list, so that what its routes mean is found once.
    routes: routed.length === 1 ? routesOf(routed[0]) : [...new Set(routed.flatMap(routesOf))],
    serving: servingContainer(pod, [...routed, ...used, ...services]),
  };
}

function rangeOf({ kind, declaredReplicas = 1 }: ControllerView, autoscalers: Autoscaler[]): ReplicaRange {
  if (kind === 'DaemonSet') { return { min: DAEMON_SET_PODS, max: DAEMON_SET_PODS }; }
  if (autoscalers.length === 0) { return { min: declaredReplicas, max: declaredReplicas }; }
  return autoscalers.map(({ replicas }) => replicas)
    .reduce((one, other) => ({ min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) }));
}

/** The target of an autoscaler: the workload with the name in its namespace, or the only one with the name if one of the two states no namespace. */
function targetFinder(pods: readonly ControllerView[]): (autoscaler: Autoscaler) => string[] {
  const keyOfPod = ({ kind, namespace, name }: ControllerView): string => keyOf(kind, namespace, name);
  const known = new Set(pods.map(keyOfPod));
  const byName = groupedBy(pods, ({ kind, name }) => [keyOf(kind, name)]);
  return ({ object: { namespace }, target: { group, kind, name } }) => {
    if (!['apps', 'extensions', kind === 'Rollout' ? 'argoproj.io' : undefined, undefined].includes(group)) { return []; }
    const key = keyOf(kind, namespace, name);
    if (known.has(key)) { return [key]; }
    const [one, ...others] = byName.get(keyOf(kind, name)) ?? [];
    const isMeant = one !== undefined && others.length === 0 && (namespace === undefined || one.namespace === undefined);
    return [isMeant ? keyOfPod(one) : key];
  };
}
