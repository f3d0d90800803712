import { coveringIn, pathsOf, perRequests } from '../../../../src/rules/diff/routing/route-paths';
import { manifestsIn } from '../../check/judging';

const ROUTE = (name: string, host: string, type: string = 'PathPrefix', path: string = '/a'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec: { hostnames: [${host}], parentRefs: [{ name: public }], rules: [{ matches: [{ path: { type: ${type}, value: ${path} } }], backendRefs: [{ name: web, port: 80 }] }] }
`;

test('what a thousand routes with the same requests need is computed once', () => {
  const manifests = manifestsIn(Array.from({ length: 1000 }, (_, i) => ROUTE(`r${i}`, 'a.example')).join('---'));
  let computed = 0;
  const covering = perRequests((among, path) => {
    computed++;
    return coveringIn(among, path).length;
  });
  expect(new Set(manifests.routes.flatMap(pathsOf).map(path => covering(manifests, path)))).toEqual(new Set([1000]));
  expect(computed).toBe(1);
});

test('other hosts, paths, types of matches and manifests are other requests', () => {
  const all = [ROUTE('a', 'a.example'), ROUTE('b', 'b.example'), ROUTE('c', 'a.example', 'Exact'), ROUTE('d', 'a.example', 'PathPrefix', '/b')].join('---');
  const [one, other] = [manifestsIn(all), manifestsIn(all)];
  const found: string[] = [];
  const named = perRequests((_, { route }) => found.push(route.object.name));
  for (const manifests of [one, one, other]) { manifests.routes.flatMap(pathsOf).forEach(path => named(manifests, path)); }
  expect(found).toEqual(['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']);
});
