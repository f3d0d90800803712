import { loadBalancerClassesOf } from '../../../src/analysis/traffic/load-balancer-class';
import { ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

function classes(change: string, target: Partial<ClusterProfile> = {}): string[] {
  const manifests = manifestsIn(exampleManifests(change));
  return loadBalancerClassesOf(manifests.routes[0], { ...TARGET, ...target }, manifests);
}

function ingress(className: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ${className ? `ingressClassName: ${className}, ` : ''}defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
}

function httpRoute(...parents: string[]): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [${parents.map(parent => `{ ${parent} }`).join(', ')}], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
`;
}

function other(apiVersion: string, kind: string, name: string, spec: string, namespace?: string): string {
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${namespace ? `, namespace: ${namespace}` : ''} }\nspec: { ${spec} }\n`;
}

const GATEWAYS = 'gateway.networking.k8s.io/v1';
const INGRESSES = 'networking.k8s.io/v1';

test.each([
  ['alb', 'alb'], ['alb-internal', 'alb'], ['ingress.k8s.aws/alb', 'alb'], ['ingress.k8s.alibabacloud/alb', 'other'], ['albatross', 'other'], ['my-alb', 'other'], ['a/alb-b', 'other'],
  ['gke-l7-rilb', 'gke-gateway'], ['networking.gke.io/gateway', 'gke-gateway'], ['my-gke-l7', 'other'], ['my.networking.gke.io/gateway', 'other'],
  ['gce', 'gce'], ['gce-internal', 'gce'], ['gcenter', 'other'], ['my-gce', 'other'],
  ['azure/application-gateway', 'agic'], ['azure-application-gateway', 'agic'], ['my-azure-application-gateway', 'other'],
  ['nginx', 'nginx'], ['my-nginx-2', 'nginx'], ['webapprouting.kubernetes.azure.com', 'nginx'],
  ['traefik', 'traefik'], ['my-traefik-2', 'traefik'], ['contour', 'other'],
])('an Ingress of the class %s belongs to %s', (className, found) => {
  expect(classes(ingress(className))).toEqual([found]);
});

test('an Ingress without a class belongs to GKE on GKE, and to an unknown controller elsewhere', () => {
  expect(classes(ingress(''), { platform: 'gke' })).toEqual(['gce']);
  expect(classes(ingress(''), { platform: 'eks' })).toEqual([]);
  expect(classes(ingress(''))).toEqual([]);
});

test('a route without a Gateway belongs to an unknown controller, even on GKE', () => {
  expect(classes(httpRoute(), { platform: 'gke' })).toEqual([]);
});

test('the controller of an IngressClass overrides its name', () => {
  expect(classes(`${ingress('nginx')}${other(INGRESSES, 'IngressClass', 'nginx', 'controller: traefik.io/ingress-controller')}`)).toEqual(['traefik']);
});

test.each([
  ['of another name', other(INGRESSES, 'IngressClass', 'public', 'controller: traefik.io/ingress-controller')],
  ['of another group', other('example.com/v1', 'IngressClass', 'nginx', 'controller: traefik.io/ingress-controller')],
  ['without a controller', other(INGRESSES, 'IngressClass', 'nginx', 'parameters: null')],
  ['whose controller is empty', other(INGRESSES, 'IngressClass', 'nginx', 'controller: ""')],
  ['that is a GatewayClass', other(GATEWAYS, 'GatewayClass', 'nginx', 'controllerName: traefik.io/gateway')],
  ['that is another object with a controller', other(INGRESSES, 'NetworkPolicy', 'nginx', 'controller: traefik.io/ingress-controller')],
])('the name of a class counts beside a class %s', (_, change) => {
  expect(classes(`${ingress('nginx')}${change}`)).toEqual(['nginx']);
});

describe('a Gateway', () => {
  const gateway = (className: string, namespace: string, group = GATEWAYS) => other(group, 'Gateway', 'public', `gatewayClassName: ${className}`, namespace);

  test('is found in the namespace that the route sets, or else in its own', () => {
    expect(classes(`${httpRoute('name: public, namespace: infra')}${gateway('traefik', 'infra')}`)).toEqual(['traefik']);
    expect(classes(`${httpRoute('name: public')}${gateway('traefik', 'shop')}`)).toEqual(['traefik']);
    expect(classes(`${httpRoute('name: public')}${gateway('traefik', 'infra')}`)).toEqual(['other']);
    expect(classes(`${httpRoute('name: public, namespace: infra')}${gateway('traefik', 'shop')}`)).toEqual(['other']);
  });

  test('has a class, which may name its controller', () => {
    const route = `${httpRoute('name: public')}${gateway('ours', 'shop')}`;
    expect(classes(route)).toEqual(['other']);
    expect(classes(`${route}${other(GATEWAYS, 'GatewayClass', 'ours', 'controllerName: networking.gke.io/gateway')}`)).toEqual(['gke-gateway']);
    expect(classes(`${route}${other(GATEWAYS, 'GatewayClass', 'theirs', 'controllerName: networking.gke.io/gateway')}`)).toEqual(['other']);
  });

  test('of another API group does not count, such as that of Istio', () => {
    expect(classes(`${httpRoute('name: public')}${gateway('traefik', 'shop', 'networking.istio.io/v1')}`)).toEqual(['other']);
  });

  test('that is not in the manifests is recognized by its name', () => {
    expect(classes(httpRoute('name: nginx-public'))).toEqual(['nginx']);
  });

  test('is each parent that is not a Service', () => {
    expect(classes(httpRoute('name: nginx', 'kind: Gateway, name: traefik', 'kind: Service, name: gce'))).toEqual(['nginx', 'traefik']);
    expect(classes(httpRoute('kind: Gateway', 'name: ""'))).toEqual([]);
  });
});
