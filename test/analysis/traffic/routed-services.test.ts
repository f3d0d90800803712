import { isRouted } from '../../../src/analysis/traffic/routed-services';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function routed(backend: string, object: { namespace: string | undefined; name: string } = { namespace: 'shop', name: 'web' }): boolean {
  const manifests = manifestsIn(exampleManifests(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: other }
spec: { rules: [{ backendRefs: [{ name: other }] }, { backendRefs: [{ name: another }, { ${backend} }] }] }
`));
  const [service] = manifests.services;
  return isRouted(manifests, { ...service.object, ...object });
}

test('a Service is routed if any backend of any route is that Service', () => {
  expect(routed('name: web')).toBe(true);
  expect(routed('name: other')).toBe(false);
});

test('a Service is not routed if the route sends to one of another namespace', () => {
  expect(routed('name: web, namespace: infra')).toBe(false);
  expect(routed('name: web, namespace: infra', { namespace: 'infra', name: 'web' })).toBe(true);
  expect(routed('name: web', { namespace: undefined, name: 'web' })).toBe(false);
});
