import { servesRequests } from '../../../analysis/traffic/router';
import { Path, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

export const evictionDisabled = workloadRule({
  id: 'eviction-disabled',
  severity: 'warning',
  title: 'Annotation that forbids all evictions',
  impact: 'Their nodes are not replaced and miss security fixes until an administrator removes them by force, with all their pods.',
  why: 'The annotation tells the node autoscaler never to evict the pods, while a budget allows evictions one at a time.',
  fix: 'Remove the annotation. A PodDisruptionBudget protects the service and still allows nodes to be removed.',
  reference: 'https://karpenter.sh/docs/concepts/disruption/#pod-level-controls',
  examples: {
    failing: `
kind: Deployment
spec: { template: { metadata: { annotations: { karpenter.sh/do-not-disrupt: "true" } } } }
`,
    passing: `
kind: Deployment
spec: { template: { metadata: { annotations: { karpenter.sh/do-not-disrupt: "false" } } } }
`,
  },
  judge: workload => {
    if (!servesRequests(workload)) { return undefined; }
    return HOLDS.filter(hold => isHeld(workload, hold)).map(({ annotation, value, who }) => ({
      path: pathOf(annotation),
      message: `The annotation ${annotation} "${value}" forbids ${who} to evict these pods: their nodes stay, without updates, until they are removed by force.`,
      ...edited([{ path: pathOf(annotation), value: undefined }], { byHand: 'whether a pod may be stopped at any time' }),
    }));
  },
});

interface Hold {
  readonly annotation: string;
  readonly value: string;
  readonly who: string;
}

const HOLDS: Hold[] = [
  { annotation: 'karpenter.sh/do-not-disrupt', value: 'true', who: 'Karpenter' },
  { annotation: 'karpenter.sh/do-not-evict', value: 'true', who: 'Karpenter' },
  { annotation: 'cluster-autoscaler.kubernetes.io/safe-to-evict', value: 'false', who: 'the cluster autoscaler' },
];

function isHeld({ podAnnotations }: Workload, { annotation, value }: Hold): boolean {
  return Object.hasOwn(podAnnotations, annotation) && podAnnotations[annotation] === value;
}

function pathOf(annotation: string): Path {
  return [...WORKLOAD_PATHS.podAnnotations, annotation];
}
