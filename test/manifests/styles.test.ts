import { join } from 'node:path';
import { clustersOf, ManifestSet, readManifests, Workload } from '../../src/manifests';

const FIXTURES = join(__dirname, '..', 'fixtures', 'manifests');

function clusterIn(...files: string[]): ManifestSet {
  const { objects, problems } = readManifests(files.map(file => join(FIXTURES, file)));
  const { clusters, problems: more } = clustersOf(objects);
  expect([...problems, ...more]).toEqual([]);
  expect(clusters).toHaveLength(1);
  return clusters[0];
}

/** The names of what a workload was joined with. */
function joined({ services, budgets, autoscalers, routes, serving }: Workload): object {
  const names = (parts: { object: { kind: string; name: string } }[]) => parts.map(({ object: { kind, name } }) => `${kind}/${name}`);
  return { parts: names([...services, ...budgets, ...autoscalers, ...routes]), serving: serving?.name };
}

const timing = { initialDelay: 0, period: 10, timeout: 1, failureThreshold: 3, successThreshold: 1 };

test('YAML as kubernetes.io shows it', () => {
  const { objects, workloads: [nginx] } = clusterIn('kubectl-style.yaml');
  expect(objects).toHaveLength(3);
  expect(nginx).toMatchObject({
    name: 'nginx-deployment',
    namespace: undefined,
    declaredReplicas: 3,
    replicas: { min: 3, max: 10 },
    strategy: { type: 'RollingUpdate', maxSurge: '25%', maxUnavailable: '25%' },
    gracePeriod: 30,
    progressDeadline: 600,
    containers: [{ name: 'nginx', image: 'nginx:1.14.2', ports: [{ number: 80 }], preStop: { kind: 'exec', seconds: 15 } }],
  });
  expect(joined(nginx)).toEqual({ parts: ['Service/nginx', 'HorizontalPodAutoscaler/nginx'], serving: 'nginx' });
  expect(nginx.object.lineOf([...nginx.containers[0].path, 'lifecycle', 'preStop'])).toBe(23);
});

test('the output of a Helm chart', () => {
  const { objects, workloads: [shop] } = clusterIn('helm-output.yaml');
  expect(objects.map(({ kind }) => kind)).toEqual(['PodDisruptionBudget', 'Service', 'Deployment', 'Ingress', 'Pod']);
  expect(shop).toMatchObject({
    name: 'release-name-shop',
    namespace: 'default',
    declaredReplicas: undefined,
    replicas: { min: 1, max: 1 },
    strategy: { type: 'RollingUpdate', maxSurge: '25%', maxUnavailable: 1 },
    containers: [{
      name: 'shop',
      liveness: { timing, check: { kind: 'httpGet', path: '/', port: 'http', scheme: 'HTTP' } },
      readiness: { timing: { ...timing, initialDelay: 5, timeout: 3 } },
      startup: undefined,
      preStop: undefined,
    }],
    initContainers: [{ name: 'migrate' }],
    sidecars: [{ name: 'istio-proxy', preStop: { kind: 'sleep', seconds: 10 } }],
    podAnnotations: { 'checksum/config': '8a0b1c2d' },
    budgets: [{ limit: { minAvailable: '50%' }, unhealthyPodEviction: 'IfHealthyBudget' }],
    routes: [{ routers: ['nginx'], hosts: ['shop.example.com'] }],
  });
  expect(joined(shop)).toEqual({
    parts: ['Service/release-name-shop', 'PodDisruptionBudget/release-name-shop', 'Ingress/release-name-shop'], serving: 'shop',
  });
  expect(shop.object.lineOf(['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'])).toBe(59);
});

test('the output of kustomize', () => {
  const { workloads: [payments] } = clusterIn('kustomize-output.yaml');
  expect(payments).toMatchObject({
    replicas: { min: 4, max: 40 },
    strategy: { type: 'RollingUpdate', maxSurge: '100%', maxUnavailable: 0 },
    minReady: 15,
    gracePeriod: 90,
    containers: [{
      startup: { timing: { ...timing, period: 1, failureThreshold: 60 }, check: { kind: 'exec', command: ['/bin/grpc_health_probe', '-addr=:50051'] } },
      readiness: { timing: { ...timing, period: 3 }, check: { kind: 'grpc', port: 50051 } },
      preStop: { kind: 'httpGet', path: '/drain', port: 8081 },
    }],
    services: [{ headless: true }],
    budgets: [{ limit: { maxUnavailable: '25%' } }],
    routes: [{ routers: ['public'] }],
  });
  expect(joined(payments)).toEqual({
    parts: ['Service/prod-payments', 'PodDisruptionBudget/prod-payments', 'ScaledObject/prod-payments', 'HTTPRoute/prod-payments'], serving: 'server',
  });
});

test('a List from kubectl get, with Windows line ends', () => {
  const { workloads: [api] } = clusterIn('list-crlf.yaml');
  expect(api).toMatchObject({ declaredReplicas: 2, strategy: { type: 'Recreate' }, containers: [{ image: 'api:3' }], services: [{ type: 'ClusterIP' }] });
  expect(api.object.lineOf(['spec', 'strategy', 'type'])).toBe(22);
  expect(api.services[0].object.lineOf(['spec', 'ports', 0, 'targetPort'])).toBe(53);
});

test('all of them together are one cluster', () => {
  expect(clusterIn('kubectl-style.yaml', 'helm-output.yaml', 'kustomize-output.yaml', 'list-crlf.yaml').workloads).toHaveLength(4);
});
