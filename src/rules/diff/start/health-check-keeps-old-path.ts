import { probePath } from '../../../analysis/pod/probes';
import { googleHealthCheckOf } from '../../../analysis/traffic/google-health-check';
import { LoadBalancer, loadBalancersOf } from '../../../analysis/traffic/load-balancer';
import { Container, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { workloadChangeRule } from '../change-rules';
import { keptServing } from '../kept-containers';
import { set } from '../recipe';

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { kubernetes.io/ingress.class: gce } }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
kind: Service
metadata: { annotations: { cloud.google.com/neg: '{"ingress": true}' } }
---
kind: Deployment
spec:
  minReadySeconds: 60
  progressDeadlineSeconds: 900
  template: { spec: { terminationGracePeriodSeconds: 95, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 60 } } } }] } }
`;

export const healthCheckKeepsOldPath = workloadChangeRule({
  id: 'health-check-keeps-old-path',
  severity: 'warning',
  title: 'Readiness probe path changed behind a load balancer that copied it',
  impact: 'The load balancer considers every new pod unhealthy although all are ready, and answers every request with 502.',
  why: 'GKE derives the health check of a load balancer from the readiness probe when the Ingress is created, and does not update it when the probe changes. Pods that no longer answer the old path fail it.',
  fix: 'Let the new version answer the old path as well, or state the path in a BackendConfig first.',
  reference: 'https://cloud.google.com/kubernetes-engine/docs/concepts/ingress#health_checks',
  examples: {
    before: INGRESS,
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /healthz } } }] } } }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { periodSeconds: 4 } }] } } }
`,
  },
  judge: ({ before, after }, update, profile) => {
    const serving = keptServing({ before, after });
    const [old, next] = serving ? [pathOf(serving.before), pathOf(serving.after)] : [];
    if (!serving || old === undefined || next === undefined) { return undefined; }
    const copying = loadBalancersOf(after, profile, update.after).filter(balancer => isCopying(balancer) && googleHealthCheckOf(balancer.service, update.after) === 'inferred');
    const known = new Set(loadBalancersOf(before, profile, update.before).filter(isCopying).map(({ by, service }) => `${by.name} ${service.object.name}`));
    const balancer = copying.find(({ by, service }) => known.has(`${by.name} ${service.object.name}`));
    if (!balancer) { return undefined; }
    if (old === next) { return []; }
    const path = [...probePath(serving.after, 'readiness'), 'httpGet', 'path'];
    return [{
      path,
      message: `The health check of ${balancer.called} was derived from the readiness probe when ${displayName(balancer.by)} was created, and keeps requesting ${shorten(old)}: if the new version does not answer it, every request is answered with 502.`,
      fix: `Let the new version answer ${shorten(old)} as well, or first give ${displayName(balancer.service.object)} a BackendConfig with spec.healthCheck.requestPath, one release before ${showPath(path)} changes.`,
      recipe: [{ edits: [set(after.object, path, old)] }],
    }];
  },
});

function pathOf({ readiness }: Container): string | undefined {
  return readiness?.check.kind === 'httpGet' ? readiness.check.path : undefined;
}

// A Gateway requests / unless a HealthCheckPolicy sets another path.
function isCopying({ kind, by }: LoadBalancer): boolean {
  return kind === 'gcp' && by.kind === 'Ingress';
}
