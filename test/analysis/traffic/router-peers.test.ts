import { admissionsTo } from '../../../src/analysis/traffic/admissions';
import { admitsRouter } from '../../../src/analysis/traffic/router-peers';
import { routersTo } from '../../../src/analysis/traffic/router-places';
import { RouterPlace } from '../../../src/analysis/traffic/router-products';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const ingress = (name: string) => `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { ${name ? `ingressClassName: ${name}, ` : ''}rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }`;
const gateway = (name: string) => `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public }\nspec: { gatewayClassName: ${name}, listeners: [] }\n---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web }\nspec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`;

test.each<[string, string, RouterPlace[]]>([
  ['an ingress class', ingress('traefik'), ['traefik']],
  ['a longer ingress class', ingress('nginx-internal'), ['nginx']],
  ['a load balancer of AWS', ingress('alb'), ['outside']],
  ['a gateway class', gateway('istio'), ['istio']],
  ['a gateway class of Google', gateway('gke-l7-global-external-managed'), ['outside']],
  ['a class of an unknown product', ingress('edge'), ['somewhere']],
  ['a Service with a load balancer', 'kind: Service\nspec: { type: LoadBalancer }', ['outside']],
  ['nothing', '', []],
])('the router of %s', (_, change, places) => {
  const manifests = manifestsIn(exampleManifests(change));
  expect(routersTo(manifests.services[0], manifests)).toEqual(places);
});

const space = (name: string) => `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }`;

test.each<[string, RouterPlace, boolean]>([
  [space('traefik'), 'traefik', true],
  [space('edge'), 'traefik', true],
  [space('ingress-nginx'), 'traefik', false],
  [space('monitoring'), 'traefik', false],
  [space('monitoring'), 'somewhere', false],
  [space('ingress-monitoring'), 'somewhere', true],
  ['{ namespaceSelector: {} }', 'traefik', true],
  ['{ namespaceSelector: {} }', 'outside', false],
  ['{ ipBlock: { cidr: 10.0.0.0/8 } }', 'outside', true],
  ['{ podSelector: { matchLabels: { app: api } } }', 'somewhere', false],
  ['{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [kong, nginx] }] } }', 'kong', true],
  ['{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [ingress-nginx] }] } }', 'traefik', true],
])('%s allows %s: %s', (peer, place, isIn) => {
  const manifests = manifestsIn(exampleManifests(`apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec: { podSelector: {}, ingress: [{ from: [${peer}] }] }`));
  const [admission] = admissionsTo(manifests, manifests.workloads[0])!;
  expect(admitsRouter(admission, place, manifests)).toBe(isIn);
});
