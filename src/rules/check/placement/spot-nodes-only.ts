import { POD_SPEC, podSpecOf } from '../../../analysis/pod/pod-spec';
import { servesRequests } from '../../../analysis/traffic/router';
import { keysAt, listAt, mappingAt, Path, FieldCursor, rootOf, stringAt, stringsAt, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { FixEdit } from '../../rule';
import { workloadRule } from '../workload-rule';

/** Node labels of spot capacity: the value that marks it, its provider, and the seconds from the notice until the node is removed. */
const SPOT: Readonly<Record<string, { readonly value: RegExp; readonly owner: string; readonly notice: number }>> = {
  'eks.amazonaws.com/capacityType': { value: /^SPOT$/, owner: 'EKS', notice: 120 },
  'karpenter.sh/capacity-type': { value: /^spot$/, owner: 'Karpenter', notice: 120 },
  'kubernetes.azure.com/scalesetpriority': { value: /^spot$/, owner: 'AKS', notice: 30 },
  'cloud.google.com/gke-spot': { value: /^true$/, owner: 'GKE', notice: 15 },
  'cloud.google.com/gke-preemptible': { value: /^true$/, owner: 'GKE', notice: 15 },
  'cloud.google.com/gke-provisioning': { value: /^(spot|preemptible)$/, owner: 'GKE', notice: 15 },
};

export const spotNodesOnly = workloadRule({
  id: 'spot-nodes-only',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'All pods on spot nodes',
  impact: 'When the cloud reclaims its spot capacity, all pods of the service stop within the same minutes, and no node is available for new ones.',
  why: 'The pods may run on spot nodes only. Spot nodes of one kind are reclaimed together, at short notice and without regard to budgets.',
  fix: 'Prefer spot nodes instead of requiring them, so that pods run elsewhere when spot nodes are not available.',
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { nodeSelector: { karpenter.sh/capacity-type: spot } } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 50
              preference: { matchExpressions: [{ key: karpenter.sh/capacity-type, operator: In, values: [spot] }] }
`,
  },
  judge: workload => {
    if (!servesRequests(workload)) { return undefined; }
    const { name, gracePeriod } = workload;
    const pins = pinsOf(workload);
    return pins.slice(0, 1).map(({ label, path }) => {
      const { owner, notice } = SPOT[label];
      const cut = gracePeriod > notice ? `, although a pod may take ${gracePeriod} s to stop` : '';
      return {
        path,
        message: `All pods of ${name} must run on spot nodes of ${owner}, which are reclaimed together, about ${notice} s after a notice${cut}.`,
        ...edited(preferred(pins, workload), { byHand: 'what nodes cost that are not spot nodes' }),
        // Pods without a Service work through a queue, which can wait.
        severity: workload.services.length === 0 ? 'info' as const : undefined,
      };
    });
  },
});

interface Pin {
  readonly label: string;
  readonly path: Path;
  readonly values: readonly string[];
  /** The term of an affinity that requires it; a node needs to match only one term. */
  readonly term?: FieldCursor;
}

const NODE_AFFINITY = [...POD_SPEC, 'affinity', 'nodeAffinity'];
const PREFERRED = [...NODE_AFFINITY, 'preferredDuringSchedulingIgnoredDuringExecution'];
const REQUIRED = [...NODE_AFFINITY, 'requiredDuringSchedulingIgnoredDuringExecution'];

/** Turns required spot nodes into preferred ones. */
function preferred(pins: readonly Pin[], { object }: Workload): FixEdit[] {
  const first = pins.find(({ term }) => term !== undefined);
  const moved = [...pins.filter(({ term }) => term === undefined), ...first ? [first] : []];
  const before = listAt(rootOf(object.json), PREFERRED).length;
  return [
    ...moved.map(({ label, values }, i) => ({
      path: [...PREFERRED, before + i],
      value: { weight: 100, preference: { matchExpressions: [{ key: label, operator: 'In', values }] } },
    })),
    ...moved.map(({ path, term }) => ({ path: term && isAlone(term) ? REQUIRED : path, value: undefined })),
  ];
}

// A term without conditions matches no node at all.
function isAlone(term: FieldCursor): boolean {
  return listAt(term, ['matchExpressions']).length + listAt(term, ['matchFields']).length === 1;
}

/** The fields that restrict the pods to spot nodes. */
function pinsOf(workload: Workload): Pin[] {
  const pod = podSpecOf(workload);
  const nodes = mappingAt(pod, ['nodeSelector']);
  const bySelector = keysAt(nodes, []).filter(label => isSpot(label, [stringAt(nodes, [label]) ?? '']))
    .map((label): Pin => ({ label, path: [...nodes.path, label], values: [stringAt(nodes, [label]) ?? ''] }));
  // A node needs to match only one of the terms.
  const terms = listAt(pod, ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms']).map(pinOfTerm);
  return [...bySelector, ...terms.every(pin => pin !== undefined) ? terms : []];
}

function pinOfTerm(term: FieldCursor): Pin | undefined {
  return listAt(term, ['matchExpressions'])
    .filter(expression => stringAt(expression, ['operator']) === 'In')
    .map(expression => ({ label: stringAt(expression, ['key']) ?? '', values: stringsAt(expression, ['values']), path: expression.path, term }))
    .find(({ label, values }) => isSpot(label, values));
}

function isSpot(label: string, values: readonly string[]): boolean {
  return Object.hasOwn(SPOT, label) && values.length > 0 && values.every(value => SPOT[label].value.test(value));
}
