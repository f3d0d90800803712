import { admissionsTo } from '../../../src/analysis/traffic/admissions';
import { RouterPlace } from '../../../src/analysis/traffic/router-products';
import { mayRunBeside } from '../../../src/analysis/traffic/routers-beside';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const beside = (name: string, labels: string, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { selector: { matchLabels: { ${labels} } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: ${name}, image: "${image}" }] } } }
---
`;
const policy = (selector: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { ${selector} } }] }] }
`;

function isBeside(selector: string, place: RouterPlace, others: string): boolean {
  const manifests = manifestsIn(exampleManifests(others + policy(selector)));
  const web = manifests.workloads.find(({ podLabels }) => podLabels.app === 'web')!;
  return mayRunBeside(admissionsTo(manifests, web)![0], place, manifests);
}

const named = (value: string) => `matchLabels: { app.kubernetes.io/name: ${value} }`;

test.each<[string, string, RouterPlace, string]>([
  ['an application whose name ends in gateway', named('build-gateway'), 'traefik', ''],
  ['an application whose name begins with gateway', named('gateway-bff'), 'traefik', ''],
  ['two words of routers together', named('proxy-gateway'), 'traefik', ''],
  ['oauth2-proxy', named('oauth2-proxy'), 'nginx', ''],
  ['an expression of such names', 'matchExpressions: [{ key: app, operator: In, values: [gateway-bff, payment-gateway] }]', 'traefik', ''],
  ['a pod with the name gateway that runs an application', 'matchLabels: { app: gateway }', 'traefik', beside('gateway', 'app: gateway', 'registry.example.com/gateway:1.0.0')],
  ['a pod with the name proxy that runs a plain nginx', 'matchLabels: { app: proxy }', 'nginx', beside('proxy', 'app: proxy', 'nginxinc/unprivileged:1.27')],
  ['all pods, of which one is an API gateway', '', 'traefik', beside('api-gateway', 'app: api-gateway', 'registry.example.com/api:1.0.0')],
  ['an application without such a word', 'matchLabels: { app: metrics }', 'somewhere', ''],
])('%s is not the router', (_, selector, place, others) => {
  expect(isBeside(selector, place, others)).toBe(false);
});

test.each<[string, string, RouterPlace, string]>([
  ['a name of the product', named('traefik'), 'traefik', ''],
  ['a longer name of the product', named('traefik-gateway'), 'traefik', ''],
  ['the product in a key', 'matchLabels: { traefik.example.com/gateway: "true" }', 'traefik', ''],
  ['the word ingress', 'matchLabels: { role: ingress-proxy }', 'traefik', ''],
  ['the word router', 'matchLabels: { app: edge-router }', 'nginx', ''],
  ['a label of the Gateway API', 'matchLabels: { gateway.networking.k8s.io/gateway-name: public }', 'nginx', ''],
  ['the plain name gateway', 'matchLabels: { app: gateway }', 'traefik', ''],
  ['the plain name reverse-proxy', 'matchExpressions: [{ key: app, operator: In, values: [reverse-proxy] }]', 'nginx', ''],
  ['the name gateway for a pod that runs Traefik', 'matchLabels: { app: gateway }', 'traefik', beside('gateway', 'app: gateway', 'docker.io/library/traefik:v3.3')],
  ['any name for a pod that runs an ingress controller', 'matchLabels: { app: edge }', 'nginx', beside('edge', 'app: edge', 'registry.k8s.io/ingress-nginx/controller:v1.12.0')],
  ['any label of a pod with the name of the product', 'matchLabels: { tier: edge }', 'traefik', beside('traefik', 'tier: edge', 'registry.example.com/edge:3')],
  ['all pods, of which one is the router', '', 'traefik', beside('traefik', 'app: traefik', 'traefik:v3.3')],
  ['a name chosen for a Gateway of Istio', 'matchLabels: { app: shop-gateway }', 'istio', ''],
  ['a name chosen for a Gateway of Envoy', 'matchLabels: { app: shop-gateway }', 'envoy', ''],
  ['any such name where the product is not known', 'matchLabels: { app: gateway-bff }', 'somewhere', ''],
])('%s may select the router', (_, selector, place, others) => {
  expect(isBeside(selector, place, others)).toBe(true);
});

describe('pods behind the router', () => {
  const behind = (name: string, image: string, className: string) => `${beside(name, `app: ${name}`, image)}apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec: { ingressClassName: ${className}, defaultBackend: { service: { name: ${name}, port: { number: 80 } } } }
---
`;

  test.each<[string, RouterPlace, string]>([
    ['named after an ingress', 'nginx', behind('ingresstest', 'registry.example.com/test:1', 'nginx')],
    ['that run a plain nginx', 'nginx', behind('nginx', 'nginxinc/unprivileged:1.27', 'nginx')],
    ['named api-gateway, behind Istio', 'istio', behind('api-gateway', 'registry.example.com/api:1', 'istio')],
    ['named llm-router, behind an unknown product', 'somewhere', behind('llm-router', 'registry.example.com/llm:1', 'edge')],
  ])('%s are not that router', (_, place, others) => {
    expect(isBeside('', place, others)).toBe(false);
  });

  test.each<[string, RouterPlace, string]>([
    ['of the router itself, which serves its dashboard', 'traefik', behind('dashboard', 'docker.io/library/traefik:v3.3', 'traefik')],
    ['of the controller itself', 'nginx', behind('edge', 'registry.k8s.io/ingress-nginx/controller:v1.12.0', 'nginx')],
    ['behind a load balancer in front of the router', 'nginx', behind('nginx', 'registry.example.com/nginx:1', 'alb')],
    ['behind another router', 'nginx', behind('edge-router', 'registry.example.com/edge:1', 'traefik')],
  ])('%s may be the router', (_, place, others) => {
    expect(isBeside('', place, others)).toBe(true);
  });
});
