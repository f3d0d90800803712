import { usesTerminatingEndpoints } from '../../../src/analysis/traffic/terminating-endpoints';
import { ROUTERS } from '../../../src/lifecycle';
import { ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

function uses(change: string, target: Partial<ClusterProfile> = {}): boolean {
  const manifests = manifestsIn(exampleManifests(change));
  return usesTerminatingEndpoints(manifests.workloads[0], { ...TARGET, ...target }, manifests);
}

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;

test('a stopping pod still gets requests through kube-proxy in the cluster', () => {
  expect(uses('')).toBe(true);
});

test('a stopping pod gets no requests from an ingress or a proxy', () => {
  expect(uses(INGRESS)).toBe(false);
  expect(uses('', { router: ROUTERS.envoy })).toBe(false);
});

test.each(['LoadBalancer', 'NodePort'])('a stopping pod may get no requests through a Service of type %s', type => {
  expect(uses(`kind: Service\nspec: { type: ${type} }\n`)).toBe(false);
  expect(uses(`apiVersion: v1\nkind: Service\nmetadata: { name: other }\nspec: { selector: { app: web }, type: ${type}, ports: [{ port: 81 }] }\n`)).toBe(false);
});
