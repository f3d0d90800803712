import { ManifestSet, Route, Service, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

const NEG = 'cloud.google.com/neg';
const GCE_ROUTER = /^gce\b|gke-l7/;

const NEG_GATE = `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 95
      readinessGates: [{ conditionType: cloud.google.com/load-balancer-neg-ready }]
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 60 } } } }]
---
kind: Service
`;

export const readinessGateWithoutController = workloadRule({
  id: 'readiness-gate-without-controller',
  severity: 'warning',
  title: 'Readiness gate that no controller sets',
  impact: 'No new pod is ever ready: the update gets stuck, and pods that an autoscaler adds never serve users.',
  why: 'A pod is ready once every condition of its readiness gates is true. A controller must set each of them: a missing condition counts as false.',
  fix: 'Remove the gate, or install and configure the controller that sets its condition.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
  examples: {
    failing: `${NEG_GATE}
spec: { type: ClusterIP }
`,
    passing: `${NEG_GATE}
metadata: { annotations: { cloud.google.com/neg: '{"exposed_ports": {"80": {}}}' } }
`,
  },
  judge: (workload, _profile, manifests) => {
    const { readinessGates } = workload;
    if (readinessGates.length === 0) { return undefined; }
    return readinessGates.flatMap((gate, index) => {
      const why = neverTrue(gate, workload, manifests);
      const path = [...WORKLOAD_PATHS.readinessGates, index];
      return why === undefined ? [] : [{
        path,
        message: `No controller sets the condition ${shorten(gate)} of a readiness gate: ${why}. No pod is ever ready.`,
        ...edited([{ path, value: undefined }], {
          ...why === NO_GROUP && { or: `give the Service the annotation ${NEG}` },
          byHand: 'that nothing outside these manifests sets the condition',
        }),
      }];
    });
  },
});

const NO_GROUP = 'no Service or route here requests a network endpoint group from Google Cloud';

function neverTrue(gate: string, { services, routes }: Workload, { isPartial }: ManifestSet): string | undefined {
  if (gate === 'Ready') { return 'a pod is ready only after all its gates, so this gate waits for itself'; }
  if (gate.startsWith('target-health.alb.ingress.k8s.aws/')) { return 'the AWS load balancer controller has written target-health.elbv2.k8s.aws since version 2'; }
  return gate === 'cloud.google.com/load-balancer-neg-ready' && !isPartial && services.length > 0 && !services.some(asksForGroup) && !routes.some(isOfGoogle) ? NO_GROUP : undefined;
}

function asksForGroup({ object: { annotations } }: Service): boolean {
  return Object.hasOwn(annotations, NEG);
}

function isOfGoogle({ routers, object: { kind } }: Route): boolean {
  // The name of a Gateway does not tell its controller, and any controller may serve an Ingress without a class.
  return kind !== 'Ingress' || routers.length === 0 || routers.some(name => GCE_ROUTER.test(name));
}
