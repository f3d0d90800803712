import { parseManifests } from '../../../src/manifests';
import { hostRefusals } from '../../../src/rehearse/plan/served-hosts';

const routes = (text: string) => parseManifests('routes.yaml', text).objects;

const httpRoute = (hosts: string, namespace = '') => routes(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web${namespace && `, namespace: ${namespace}`} }
spec:
  parentRefs: [{ name: public, namespace: infra }]
  hostnames: ${hosts}
  rules: [{ backendRefs: [{ name: web, port: 80 }] }]
`);
const ingress = (host: string, namespace = '') => routes(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web${namespace && `, namespace: ${namespace}`} }
spec:
  ingressClassName: contour
  rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`);

test('a route with the host of a route in another namespace is refused, since it would take requests of its users', () => {
  expect(hostRefusals(httpRoute('[shop.example.com]'), httpRoute('[shop.example.com]', 'shop'))).toEqual([
    expect.stringMatching(/^HTTPRoute web has the host shop\.example\.com, as HTTPRoute web in namespace shop does: .* Give the manifests/),
  ]);
});

test('a host is the same whatever kind of route has it, and in whichever case it is written', () => {
  expect(hostRefusals(httpRoute('[Shop.example.com]'), ingress('shop.example.com', 'shop'))).toHaveLength(1);
});

test('a route of any host is refused where another one takes any host', () => {
  expect(hostRefusals(httpRoute('[]'), httpRoute('[]', 'shop'))).toEqual([expect.stringMatching(/^HTTPRoute web matches every host/)]);
});

test('a route with a host of its own is not refused', () => {
  expect(hostRefusals(httpRoute('[rehearsal.example.com]'), httpRoute('[shop.example.com]', 'shop'))).toEqual([]);
});
