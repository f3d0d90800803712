import { reusedConnectionsOf } from '../../../src/analysis/traffic/reused-connections';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

const ingress = (annotations = '', spec = 'ingressClassName: alb, ', name = 'web') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: { example.com/any: x${annotations} } }
spec: { ${spec}defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
const ALB = 'alb.ingress.kubernetes.io';
const idle = (value: string) => `, ${ALB}/load-balancer-attributes: '${value}'`;

function reused(change: string, platform?: 'gke') {
  const manifests = manifestsIn(exampleManifests(change));
  const workload = manifests.workloads.find(({ name }) => name === 'web')!;
  return reusedConnectionsOf(workload, { ...TARGET, platform }, manifests)
    .map(({ by, idle: seconds, source, isShared, container, port }) =>
      ({ by: by.name, idle: seconds, source, isShared, container: container.name, port }));
}

const FOUND = { by: 'web', idle: 60, source: 'default', isShared: false, container: 'web', port: 8080 };

test('an ALB keeps connections for 60 s by default, whether it sends to pods or to nodes', () => {
  expect(reused(ingress())).toEqual([FOUND]);
  expect(reused(ingress(`, ${ALB}/target-type: ip`))).toEqual([FOUND]);
  expect(reused(ingress(`, ${ALB}/target-type: instance`))).toEqual([FOUND]);
});

test.each<[string, number]>([
  ['idle_timeout.timeout_seconds=120', 120],
  ['routing.http2.enabled=true, idle_timeout.timeout_seconds = 4', 4],
])('an attribute of the Ingress sets another time: %s', (attributes, seconds) => {
  expect(reused(ingress(idle(attributes)))).toEqual([{ ...FOUND, idle: seconds, source: 'stated' }]);
});

test('a time that is not a number is unknown', () => {
  expect(reused(ingress(idle('idle_timeout.timeout_seconds=$IDLE')))).toEqual([]);
});

test('Ingresses of one group share a load balancer, and others may belong to it', () => {
  const group = `, ${ALB}/group.name: public`;
  expect(reused(ingress(group))).toEqual([{ ...FOUND, isShared: true }]);
  const other = `---\n${ingress(`${group}${idle('idle_timeout.timeout_seconds=30')}`, 'ingressClassName: alb, ', 'admin').replace('name: web, port', 'name: admin, port')}`;
  expect(reused(`${ingress(group)}${other}`)).toEqual([{ ...FOUND, idle: 30, source: 'stated' }]);
});

const IP_CLASS = (parameters: string) => `---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: alb }\nspec: { controller: ingress.k8s.aws/alb${parameters} }\n`;
const NAMED = ', parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: public }';
const PARAMS = (spec: string) => `---\napiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: { name: public }\nspec: { ${spec} }\n`;

test('the parameters of the class override annotations, and are unknown if the manifests do not have them', () => {
  expect(reused(`${ingress()}${IP_CLASS('')}`)).toEqual([FOUND]);
  expect(reused(`${ingress()}${IP_CLASS(NAMED)}`)).toEqual([]);
  expect(reused(`${ingress()}${IP_CLASS(NAMED)}${PARAMS('scheme: internal')}`)).toEqual([FOUND]);
  expect(reused(`${ingress()}${IP_CLASS(NAMED)}${PARAMS('group: { name: public }')}`)).toEqual([{ ...FOUND, isShared: true }]);
  expect(reused(`${ingress(idle('idle_timeout.timeout_seconds=9'))}${IP_CLASS(NAMED)}${PARAMS('loadBalancerAttributes: [{ key: idle_timeout.timeout_seconds, value: "90" }]')}`))
    .toEqual([{ ...FOUND, idle: 90, source: 'stated' }]);
});

test('over HTTP/2 the load balancer knows which requests to send again', () => {
  expect(reused(ingress(`, ${ALB}/backend-protocol-version: GRPC`))).toEqual([]);
  expect(reused(ingress(`, ${ALB}/backend-protocol-version: HTTP1`))).toEqual([FOUND]);
});

const GOOGLE = { ...FOUND, idle: 600, source: 'fixed' };

test('a load balancer of Google Cloud keeps connections for 600 s', () => {
  expect(reused(ingress(', kubernetes.io/ingress.class: gce', ''))).toEqual([GOOGLE]);
  expect(reused(ingress('', ''), 'gke')).toEqual([GOOGLE]);
  expect(reused(ingress('', ''))).toEqual([]);
  const gateway = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public }\nspec: { gatewayClassName: CLASS }\n---\n'
    + 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web }\nspec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }\n';
  expect(reused(gateway.replace('CLASS', 'gke-l7-global-external-managed'))).toEqual([GOOGLE]);
  expect(reused(gateway.replace('CLASS', 'istio'))).toEqual([]);
});

test('no other router counts, nor the load balancer of Alibaba Cloud with the same name', () => {
  expect(reused(ingress('', 'ingressClassName: nginx, '))).toEqual([]);
  expect(reused(ingress('', ''))).toEqual([]);
  expect(reused(`${ingress()}${IP_CLASS('').replace('ingress.k8s.aws', 'ingress.k8s.alibabacloud')}`)).toEqual([]);
});

test('the proxy of a mesh in the pod receives the requests', () => {
  expect(reused(`${ingress()}---\nkind: Deployment\nspec: { template: { metadata: { labels: { sidecar.istio.io/inject: 'true' } } } }\n`)).toEqual([]);
});

test('the container is that which has the port of the Service', () => {
  const two = (port: string) => `${ingress()}---\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ name: http, port: 80, targetPort: ${port} }] }\n---\n`
    + 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: proxy, image: "registry.example.com/proxy:1", ports: [{ name: proxy, containerPort: 9000 }] }] } } }\n';
  expect(reused(two('proxy'))).toMatchObject([{ container: 'proxy', port: 9000 }]);
  expect(reused(two('9000'))).toMatchObject([{ container: 'proxy', port: 9000 }]);
  expect(reused(two('8080'))).toMatchObject([{ container: 'web', port: 8080 }]);
  expect(reused(two('7000'))).toEqual([]);
});

test('a port that the only container does not list is its port', () => {
  const change = `${ingress()}---\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ name: http, port: 80, targetPort: 7000 }] }\n`;
  expect(reused(change)).toMatchObject([{ container: 'web', port: 7000 }]);
});
