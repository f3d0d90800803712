import { POD_SPEC, podSpecOf } from '../../../analysis/pod/pod-spec';
import { servesRequests } from '../../../analysis/traffic/router';
import { keysAt, listAt, mappingAt, Path, FieldCursor, rootOf, stringAt, stringsAt, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { FixEdit } from '../../rule';
import { workloadRule } from '../workload-rule';

/** Node labels of spot capacity: which value means it, whose it is, and how long pods have from the notice to the end, in seconds. */
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
  title: 'All pods on spot nodes',
  impact: 'When the cloud takes its spot capacity back, all pods of the service go within the same minutes, and new ones find no node.',
  why: 'The pods may run on spot nodes only. Spot nodes of one kind are reclaimed together, at short notice and without regard to budgets.',
  fix: 'Prefer spot nodes instead of requiring them, so that pods run elsewhere when there are none.',
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
      const cut = gracePeriod > notice ? `, though a pod may take ${gracePeriod} s to stop` : '';
      return {
        path,
        message: `All pods of ${name} have to run on spot nodes of ${owner}, which are taken back together, about ${notice} s after a notice${cut}.`,
        ...edited(preferred(pins, workload), { byHand: 'what nodes cost that are not spot' }),
        // What no Service selects works through a queue, which waits.
        severity: workload.services.length === 0 ? 'info' as const : undefined,
      };
    });
  },
});

interface Pin {
  readonly label: string;
  readonly path: Path;
  readonly values: readonly string[];
  /** The term of an affinity that asks for it; a node need fit only one of them. */
  readonly term?: FieldCursor;
}

const NODE_AFFINITY = [...POD_SPEC, 'affinity', 'nodeAffinity'];
const PREFERRED = [...NODE_AFFINITY, 'preferredDuringSchedulingIgnoredDuringExecution'];
const REQUIRED = [...NODE_AFFINITY, 'requiredDuringSchedulingIgnoredDuringExecution'];

/** Prefers spot nodes where they are required. */
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

// A term without conditions fits no node at all.
function isAlone(term: FieldCursor): boolean {
  return listAt(term, ['matchExpressions']).length + listAt(term, ['matchFields']).length === 1;
}

/** What keeps the pods off all but spot nodes. */
function pinsOf(workload: Workload): Pin[] {
  const pod = podSpecOf(workload);
  const nodes = mappingAt(pod, ['nodeSelector']);
  const bySelector = keysAt(nodes, []).filter(label => isSpot(label, [stringAt(nodes, [label]) ?? '']))
    .map((label): Pin => ({ label, path: [...nodes.path, label], values: [stringAt(nodes, [label]) ?? ''] }));
  // A node need fit only one of the terms.
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
