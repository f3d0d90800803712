import { ClusterProfile } from '../../../analysis/cluster-profile';
import { hookTimeOf } from '../../../analysis/pod/stop-delay';
import { annotationOf, loadBalancersOf } from '../../../analysis/traffic/load-balancer';
import { routerOf } from '../../../analysis/traffic/router';
import { Container, ManifestObject, rootOf, Service, SERVICE_PATHS, showPath, stringAt, Workload } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';
import { raisedGracePeriodClause, withGracePeriod } from '../../fixes/prestop';
import { Rule, RuleResult, Violation } from '../../rule';
import { hookPath } from '../../wording/containers';

const PATH = SERVICE_PATHS.externalTrafficPolicy;

export const externalTrafficPolicyLocal: Rule = {
  id: 'external-traffic-policy-local',
  severity: 'warning',
  title: 'externalTrafficPolicy Local with pods that stop too early',
  impact: 'Requests from outside the cluster are lost for seconds whenever the last pod of a node stops.',
  why: 'With externalTrafficPolicy Local only nodes with a pod answer. The load balancer learns from its health checks that the pod has stopped: '
    + 'after interval times threshold, and the pod must keep serving that long.',
  fix: 'Make the preStop sleep at least as long as the health checks need, or use externalTrafficPolicy Cluster.',
  reference: 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/1669-proxy-terminating-endpoints',
  examples: {
    failing: `
kind: Service
spec: { type: LoadBalancer, externalTrafficPolicy: Local }
---
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 10 } } } }] } } }
`,
    passing: `
kind: Service
spec: { type: LoadBalancer, externalTrafficPolicy: Local }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 65, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 30 } } } }] } } }
`,
    profile: { platform: 'eks' },
  },
  judge: (manifests, profile) => manifests.workloads.flatMap(workload => {
    const local = workload.services.filter(isLocal);
    const balancers = new Set(local.length > 0 ? loadBalancersOf(workload, profile, manifests).map(({ by }) => by) : []);
    return local.filter(({ object }) => !balancers.has(object)).flatMap((service): RuleResult[] => {
      const violations = findViolations(workload, service, profile, routerOf(workload, profile, manifests).minimum);
      return violations ? [{ object: service.object, workload, violations }] : [];
    });
  }),
};

function isLocal({ type, object }: Service): boolean {
  return type === 'LoadBalancer' && stringAt(rootOf(object.json), PATH) === 'Local';
}

const TERMINATING_ENDPOINTS_SINCE = 26;

// Other rules report a missing hook, and one that is too short without this policy.
function findViolations(
  workload: Workload,
  { object }: Service,
  profile: ClusterProfile,
  minimum: number,
): Violation[] | undefined {
  const { serving, intent } = workload;
  const delay = hookTimeOf(workload);
  if (!serving || delay === undefined || delay < minimum || intent.deregistrationDelay !== undefined) { return undefined; }
  const needed = detection(object, profile);
  if (profile.kubernetesMinor >= TERMINATING_ENDPOINTS_SINCE && delay >= needed) { return []; }
  return [{
    path: PATH,
    message: profile.kubernetesMinor < TERMINATING_ENDPOINTS_SINCE
      ? `The load balancer needs up to ${needed} s to notice that a node no longer has a pod, and before Kubernetes 1.26 nothing on that node answers meanwhile.`
      : `The load balancer needs up to ${needed} s to notice that a node no longer has a pod, but container ${serving.name} gets SIGTERM after ${delay} s: `
        + 'requests that reach the node in between are lost.',
    ...profile.kubernetesMinor < TERMINATING_ENDPOINTS_SINCE
      ? edited([{ path: PATH, value: 'Cluster' }], { byHand: BY_CLUSTER })
      : longerHook(workload, serving, needed, delay, profile),
  }];
}

const BY_CLUSTER = 'that the pods do not need the addresses of clients';

// Only a hook that sleeps can be extended here.
function longerHook(workload: Workload, serving: Container, needed: number, delay: number, profile: ClusterProfile): Fix {
  const cluster = `set ${showPath(PATH)} to Cluster`;
  if (serving.preStop?.kind !== 'sleep') {
    const grace = raisedGracePeriodClause(needed, delay, workload, profile, ' and set');
    return { fix: `Make the preStop hook of container ${serving.name} sleep ${needed} s${grace}, or ${cluster}.` };
  }
  const { edits = [] } = withGracePeriod({ path: hookPath(serving), value: needed }, needed, delay, workload, profile);
  return edited(edits.map(edit => ({ ...edit, object: workload.object })), { or: cluster });
}

// The defaults of the cloud controllers. Azure has the shortest, which is assumed for other platforms.
const CHECKS = {
  eks: { interval: 10, threshold: 3 },
  gke: { interval: 8, threshold: 3 },
  aks: { interval: 5, threshold: 2 },
};
/** Those of both AWS controllers for a Network Load Balancer and this policy. */
const NLB = { interval: 10, threshold: 2 };

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';

/** `interval * threshold`: until health checks have failed often enough. */
function detection(service: ManifestObject, profile: ClusterProfile): number {
  const { interval, threshold } = checksOf(service, profile);
  return (numberIn(service, `${AWS}-healthcheck-interval`) ?? interval) * (numberIn(service, `${AWS}-healthcheck-unhealthy-threshold`) ?? threshold);
}

// The Service itself may show the platform.
function checksOf(service: ManifestObject, { platform }: ClusterProfile): typeof NLB {
  const isNlb = /^(?:nlb|external)/.test(annotationOf(service, `${AWS}-type`) ?? '')
    || stringAt(rootOf(service.json), ['spec', 'loadBalancerClass']) === 'service.k8s.aws/nlb';
  if (isNlb) { return NLB; }
  const isGoogle = annotationOf(service, 'networking.gke.io/load-balancer-type') ?? annotationOf(service, 'cloud.google.com/l4-rbs');
  return CHECKS[platform ?? (isGoogle === undefined ? 'aks' : 'gke')];
}

function numberIn(object: ManifestObject, key: string): number | undefined {
  const digits = /^\d{1,4}$/.exec(annotationOf(object, key) ?? '');
  return digits ? Number(digits[0]) : undefined;
}
