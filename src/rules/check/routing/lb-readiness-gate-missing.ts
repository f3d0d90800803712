import { ClusterProfile } from '../../../analysis/cluster-profile';
import { hasReadinessGates } from '../../../analysis/pod/pod-start';
import { LoadBalancer, loadBalancersOf } from '../../../analysis/traffic/load-balancer';
import { namespaces } from '../../../analysis/traffic/mesh';
import { routerOf } from '../../../analysis/traffic/router';
import { ManifestSet, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { workloadRule } from '../workload-rule';

export const lbReadinessGateMissing = workloadRule({
  id: 'lb-readiness-gate-missing',
  severity: 'warning',
  title: 'Missing readiness gate of the load balancer',
  impact: 'In an update old pods stop before the load balancer sends to the new ones: users get 502 and 503, up to an outage.',
  why: 'A pod is ready when its probe succeeds, but a load balancer takes a minute or more to register it and find it healthy.',
  fix: 'Make the load balancer controller add its readiness gate to the pods, or set minReadySeconds to the registration time.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
  examples: {
    failing: `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip, ${'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes'}: deregistration_delay.timeout_seconds=30 } }
spec: { type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb }
---
kind: Deployment
spec:
  template: { spec: { terminationGracePeriodSeconds: 185, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 150 } } } }] } }
`,
    passing: `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip, ${'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes'}: deregistration_delay.timeout_seconds=30 } }
spec: { type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb }
---
kind: Deployment
spec:
  template: { spec: { terminationGracePeriodSeconds: 185, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 150 } } } }] } }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { elbv2.k8s.aws/pod-readiness-gate-inject: enabled } }
`,
  },
  judge: (workload, profile, manifests) => {
    // Google's controller adds its gate to the pods by itself.
    const late = loadBalancersOf(workload, profile, manifests).filter(({ kind }) => kind !== 'gcp');
    if (late.length === 0) { return statedAlone(workload, profile, manifests); }
    const balancer = late.find(found => !hasGate(found, workload, manifests) && workload.minReady < found.times.registrationTime);
    if (!balancer) { return []; }
    const { called, times: { registrationTime } } = balancer;
    return [{
      path: WORKLOAD_PATHS.minReady,
      message: tooSoon(workload, called, registrationTime),
      ...isAws(balancer) ? gated(workload, registrationTime, manifests) : waiting(registrationTime),
    }];
  },
});

// The route may be in another release, or created by hand.
function statedAlone(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  if (workload.intent.exposure === undefined) { return undefined; }
  const { called, registrationTime } = routerOf(workload, profile, manifests);
  if (hasReadinessGates(workload) || workload.minReady >= registrationTime) { return []; }
  return [{
    path: WORKLOAD_PATHS.minReady,
    message: tooSoon(workload, called, registrationTime),
    ...waiting(registrationTime),
  }];
}

function waiting(seconds: number): Fix {
  return edited([{ path: WORKLOAD_PATHS.minReady, value: seconds }], { byHand: `that an update may take ${seconds} s longer for each pod` });
}

// The label cannot be set on a Namespace that is not in the manifests.
function gated({ namespace }: Workload, seconds: number, manifests: ManifestSet): Fix {
  const or = `set ${showPath(WORKLOAD_PATHS.minReady)} to ${seconds}`;
  const object = namespaces(manifests).get(namespace);
  if (!object) {
    return { fix: `Label ${namespace === undefined ? 'the Namespace' : `Namespace ${shorten(namespace)}`} with ${GATE_LABELS[0]}: enabled, or ${or}.` };
  }
  return edited([{ object, path: ['metadata', 'labels', GATE_LABELS[0]], value: 'enabled' }], {
    or, byHand: 'that the load balancer controller runs in this cluster, with its webhook for pods',
  });
}

function tooSoon({ minReady }: Workload, called: string, registrationTime: number): string {
  return `A new pod counts as available ${minReady} s after it is ready, but ${called} may need ${registrationTime} s until it sends requests to it: `
    + 'the update stops old pods before that, and with the last of them every request fails.';
}

const GATE_LABELS = ['elbv2.k8s.aws/pod-readiness-gate-inject', 'eks.amazonaws.com/pod-readiness-gate-inject'];
const GATES = /^target-health\.(?:elbv2\.k8s\.aws|alb\.ingress\.k8s\.aws|eks\.amazonaws\.com)\//;

function isAws({ kind }: LoadBalancer): boolean {
  return kind === 'alb' || kind === 'nlb';
}

function hasGate(balancer: LoadBalancer, { readinessGates, namespace, intent }: Workload, manifests: ManifestSet): boolean {
  if (intent.readinessGates !== undefined || manifests.isPartial) { return true; }
  const labels = namespaces(manifests).get(namespace)?.labels ?? {};
  return isAws(balancer) && (readinessGates.some(gate => GATES.test(gate)) || GATE_LABELS.some(key => Object.hasOwn(labels, key) && labels[key] === 'enabled'));
}
