import { appliedOf } from './applied';
import { ClusterState, Plan, PlannedPhase, PlanOptions, WorkloadUnderTest } from './plan';
import { predict, Predicted, Side, underTest } from './predictions';
import { refusalsOf } from './refusals';
import { ClusterProfile } from '../../analysis/cluster-profile';
import { addSpans, Span, span } from '../../lifecycle';
import { clustersOf, isRoute, ManifestObject, ManifestSet, Workload } from '../../manifests';
import { shorten } from '../../text';
import { Disturbance } from '../rehearsal';
import { isScaledBy } from '../scaled-by';

/** The margin beyond the prediction before a disturbance counts as unfinished. */
const PATIENCE = { factor: 1.5, seconds: 30 };
/** The time for an eviction that a budget never allows: enough for a few refusals. */
const REFUSED_FOR = 30;

/** The actions of a rehearsal, their duration, and reasons against it: derived only from the input. */
export function planOf(
  options: PlanOptions, before: readonly ManifestObject[] | undefined, after: readonly ManifestObject[], state: ClusterState,
  profile: ClusterProfile,
): Plan {
  const { disturbance, namespace, inPlace } = options;
  const to = appliedOf(after, namespace, state);
  const from = before === undefined ? to : appliedOf(before, namespace, state);
  const sides = { before: setOf(from.objects), after: setOf(to.objects) };
  const pairs = pairsOf(sides.before, sides.after);
  const workloads = pairs.map(({ now }) => withLiveAutoscaler(underTest(now.workload), state));
  const predicted = pairs.map(({ was, now }) => predict(disturbance, before && was, now, namespace, profile));
  const phases = phasesOf(options, predicted, before !== undefined);
  const worst = longest(predicted.map(each => each.disturbance ?? span(0, REFUSED_FOR))).worst;
  return {
    id: options.id,
    context: options.context.name,
    namespace,
    makesNamespace: !inPlace,
    namespaceLabels: (to.namespaceObject ?? from.namespaceObject)?.labels ?? {},
    disturbance,
    repeat: options.repeat,
    before: from.objects,
    after: to.objects,
    saved: inPlace ? state.live.filter(object => has([...from.objects, ...to.objects], object)) : [],
    workloads,
    phases,
    predictions: predicted.map(each => ({ label: each.label, controller: each.controller, predicted: each.disturbance })),
    deadline: options.deadline ?? Math.ceil(worst * PATIENCE.factor + PATIENCE.seconds),
    requests: requestsOf(options, phases),
    cordons: disturbance.kind === 'drain' ? disturbance.node : undefined,
    contextToConfirm: options.context.isNamed ? undefined : options.context.name,
    notes: [
      ...new Set([...from.leftOut, ...to.leftOut].map(({ why }) => why)),
      ...routeNotes(options, to.objects, state),
      ...disturbanceNotes(disturbance, namespace),
      ...predicted.filter(each => each.disturbance === undefined).map(({ label }) => `${label}: its budget allows no eviction, so none is expected to succeed.`),
      ...from.objects.filter(object => !has(to.objects, object))
        .map(({ kind, name }) => `${kind} ${shorten(name)} is only in BEFORE, and stays, since \`kubectl apply\` does not delete objects.`),
    ],
    refusals: refusalsOf(options, before, after, workloads, state),
  };
}

function has(objects: readonly ManifestObject[], { kind, name }: ManifestObject): boolean {
  return objects.some(each => each.kind === kind && each.name === name);
}

function setOf(objects: readonly ManifestObject[]): ManifestSet | undefined {
  return clustersOf(objects).clusters[0];
}

interface Pair {
  readonly was?: Side;
  readonly now: Side;
}

function pairsOf(before: ManifestSet | undefined, after: ManifestSet | undefined): Pair[] {
  const find = ({ kind, name }: Workload): Workload | undefined =>
    before?.workloads.find(each => each.kind === kind && each.name === name);
  return (after?.workloads ?? []).map(workload => {
    const was = find(workload);
    return { was: was && before && { workload: was, manifests: before }, now: { workload, manifests: after! } };
  });
}

function withLiveAutoscaler(workload: WorkloadUnderTest, { autoscalers }: ClusterState): WorkloadUnderTest {
  return { ...workload, hasAutoscaler: workload.hasAutoscaler || isScaledBy(autoscalers, workload) };
}

function phasesOf(options: PlanOptions, predicted: readonly Predicted[], hasBefore: boolean): PlannedPhase[] {
  const { disturbance, inPlace, namespace, load, quiet, after } = options;
  const gone = longest(predicted.map(({ restore }) => restore));
  const first = hasBefore ? 'BEFORE' : 'the manifests';
  return [
    {
      name: 'prepare',
      what: inPlace
        ? `save the objects of namespace ${namespace} that will change, apply ${first}, wait until it is available`
        : `create namespace ${namespace}, apply ${first}, wait until it is available`,
      seconds: longest(predicted.map(({ start }) => start)),
    },
    { name: 'quiet', what: 'load without a change', seconds: span(load.ramp + quiet) },
    { name: 'disturbance', what: doing(disturbance), seconds: longest(predicted.map(each => each.disturbance ?? span(REFUSED_FOR))) },
    { name: 'after', what: 'load after the last old pod is removed', seconds: span(after) },
    inPlace
      ? { name: 'restore', what: 'restore the saved objects, delete added ones', seconds: gone }
      : { name: 'restore', what: `delete namespace ${namespace}`, seconds: span(0, gone.worst) },
  ];
}

function doing(disturbance: Disturbance): string {
  switch (disturbance.kind) {
    case 'update': return 'apply AFTER';
    case 'restart': return 'restart each workload with `kubectl rollout restart`';
    case 'evict': return 'evict every pod through the Eviction API, again every 5 s if a budget does not allow it';
    case 'drain': return `cordon node ${disturbance.node}, evict the pods under test from it, uncordon it`;
    case 'scale': return `scale each workload to ${disturbance.replicas}`;
    case 'rollback': return 'apply AFTER, then `kubectl rollout undo`';
  }
}

function routeNotes({ inPlace }: PlanOptions, objects: readonly ManifestObject[], { routesElsewhere }: ClusterState): string[] {
  const route = objects.find(isRoute);
  return route === undefined || inPlace || routesElsewhere ? [] : [
    `${route.kind} ${shorten(route.name)} is applied as it is. Routes of other namespaces could not be listed: if one of them has the same host, requests of users `
    + 'are sent to the rehearsal.',
  ];
}

function disturbanceNotes(disturbance: Disturbance, namespace: string): string[] {
  return disturbance.kind === 'drain'
    ? [`Only the pods under test in namespace ${namespace} are evicted from node ${disturbance.node}; all others stay. While it is cordoned, `
      + 'new pods of other namespaces are scheduled elsewhere, too.']
    : [];
}

/** A slow request counts as one. */
function requestsOf({ load: { rate, ramp }, repeat }: PlanOptions, phases: readonly PlannedPhase[]): Span {
  const { best, worst } = addSpans(...phases.filter(({ name }) => name !== 'prepare' && name !== 'restore').map(({ seconds }) => seconds));
  // While it rises, the rate is half of itself on average.
  const sent = (seconds: number): number => Math.round((seconds - ramp / 2) * rate * repeat);
  return span(sent(best), sent(worst));
}

/** All at the same time. */
function longest(spans: readonly Span[]): Span {
  return span(Math.max(0, ...spans.map(({ best }) => best)), Math.max(0, ...spans.map(({ worst }) => worst)));
}
