import { limitField } from '../../../analysis/disruption/limits';
import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { podTimes } from '../../../analysis/pod/pod-start';
import { allowedDisruptions, drainDuration, NODE_DRAIN_TIMEOUTS, span, BudgetLimit } from '../../../lifecycle';
import { listAt, rootOf, showPath, stringAt, Workload } from '../../../manifests';
import { showLimit } from '../../fixes/budget';
import { edited } from '../../fixes/edited';
import { spreadOver } from '../../fixes/spread';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const drainExceedsPlatformLimit = budgetRule({
  id: 'drain-exceeds-platform-limit',
  severity: 'warning',
  title: 'Drain that takes longer than the platform waits',
  impact: 'The node upgrade fails (EKS, AKS), or the remaining pods are killed without regard to users (GKE).',
  why: 'A drain evicts as many pods as the budget allows, waits until their replacements are ready, and continues. If all pods are on one node, it waits once for each batch except the first.',
  fix: 'Spread the pods over nodes, allow more evictions at once, or make the pods start faster.',
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html',
  examples: {
    failing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec:
  replicas: 20
  template: { spec: { topologySpreadConstraints: null } }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec:
  replicas: 20
`,
    profile: { platform: 'eks' },
  },
  judge: ({ limit }, { sole }, profile, manifests) => {
    const { platform } = profile;
    if (!platform || !limit || !sole || sole.replicas.min < 2) { return undefined; }
    const times = podTimes(sole, profile, manifests);
    const allowed = allowedDisruptions(limit, sole.replicas.min);
    if (!times || allowed === 0) { return undefined; }
    const pods = isSpread(sole) ? 1 : sole.replicas.min;
    // The stop itself is not counted: the grace period may be far longer than requests need.
    const { worst } = drainDuration({ pods, allowed, timeToReady: times.ready, timeToGone: span(0) })!;
    if (worst <= NODE_DRAIN_TIMEOUTS[platform]) { return []; }
    return [{
      path: limitField(limit).path,
      message: `A drain of a node with all ${pods} pods of ${podOwnerNames([sole])} takes up to ${minutes(worst)} (${showLimit(limit)}, up to ${times.ready.worst} s until a replacement is ready), but ${platform.toUpperCase()} waits for ${minutes(NODE_DRAIN_TIMEOUTS[platform])}.`,
      ...edited(spreadOver([HOSTNAME], sole, profile).map(edit => ({ ...edit, object: sole.object })), { or: `allow more evictions at once: ${largerLimit(limit, pods)}` }),
    }];
  },
});

const SPREAD = [...POD_SPEC, 'topologySpreadConstraints'];
const ANTI_AFFINITY = [...POD_SPEC, 'affinity', 'podAntiAffinity'];
const HOSTNAME = 'kubernetes.io/hostname';

function isSpread({ object }: Workload): boolean {
  const root = rootOf(object.json);
  return listAt(root, SPREAD).some(spread => stringAt(spread, ['topologyKey']) === HOSTNAME)
    || listAt(root, [...ANTI_AFFINITY, 'requiredDuringSchedulingIgnoredDuringExecution']).some(term => stringAt(term, ['topologyKey']) === HOSTNAME)
    || listAt(root, [...ANTI_AFFINITY, 'preferredDuringSchedulingIgnoredDuringExecution'])
      .some(term => stringAt(term, ['podAffinityTerm', 'topologyKey']) === HOSTNAME);
}

function minutes(seconds: number): string {
  return `${Math.ceil(seconds / 60)} minutes`;
}

function largerLimit(limit: BudgetLimit, pods: number): string {
  return 'maxUnavailable' in limit ? `${showPath(limitField(limit).path)} ${Math.ceil(pods / 4)}` : `a lower ${showPath(limitField(limit).path)}`;
}
