import { routeFiltersChanged as rule } from '../../../../src/rules/diff/routing';
import { said } from '../identity/steps';

const route = (spec: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [${spec}] }
`;
const SERVED = '{ backendRefs: [{ name: web, port: 80 }] }';
const rewritten = (prefix: string) => `{ backendRefs: [{ name: web, port: 80 }], filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: ${prefix} } } }] }`;
const redirect = (more = '') => `{ ${more}filters: [{ type: RequestRedirect, requestRedirect: { hostname: a.example.com } }] }`;

test('fails when a backend is replaced by a redirect', () => {
  expect(said(rule, route(redirect()), route(SERVED))).toEqual([expect.stringMatching(
    /^error HTTPRoute web: Requests to shop\.example\.com.* get a redirect from this release on instead of a response of Service web: .* Keep the backend until /,
  )]);
});

test.each([
  ['added', SERVED, rewritten('/a'), 'a rewrite is added'],
  ['changed', rewritten('/a'), rewritten('/b'), 'the rewrite changes'],
  ['removed', rewritten('/a'), SERVED, 'the rewrite is removed'],
])('fails when a rewrite is %s and the pods stay as they are', (_, before, after, words) => {
  const [message] = said(rule, route(after), route(before));
  expect(message).toContain(`(${words})`);
  expect(message).toMatch(/^error /);
});

test('warns when a rewrite is added and the pods change as well', () => {
  const changed = `${route(rewritten('/a'))}---\nkind: Deployment\nspec: { template: { metadata: { annotations: { x: y } } } }\n`;
  expect(said(rule, changed, route(SERVED))).toEqual([expect.stringMatching(/^warning /)]);
});

test.each([
  ['a rewrite that stays', rewritten('/a'), rewritten('/a')],
  ['a redirect that stays', redirect(), redirect()],
  ['a redirect that changes', redirect(), redirect('matches: [{ path: { value: / } }], ')],
  ['a header that is set', SERVED, '{ backendRefs: [{ name: web, port: 80 }], filters: [{ type: ResponseHeaderModifier }] }'],
  ['another Service that is rewritten for', SERVED, rewritten('/a').replace('name: web', 'name: other')],
  ['another path that is redirected', SERVED, `${SERVED}, ${redirect('matches: [{ path: { value: /old } }], ')}`],
])('passes %s', (_, before, after) => {
  expect(said(rule, route(after), route(before))).toEqual([]);
});

describe('where a rule is of a version', () => {
  const version = (filters: string) => route(`{ matches: [{ path: { value: /v1 } }], backendRefs: [{ name: web, port: 80 }], filters: [${filters}] }`);
  const STRIPPED = '{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }';

  test('fails when its rewrite is removed, and names the version whose clients fail', () => {
    expect(said(rule, version(''), version(STRIPPED))).toEqual([expect.stringContaining('(the rewrite is removed): those that do not know them, including old pods, respond with 404, and clients of v1 fail.')]);
  });

  test('passes when headers of its retirement are added', () => {
    const announced = `${STRIPPED}, { type: ResponseHeaderModifier, responseHeaderModifier: { set: [{ name: Sunset, value: 'Wed, 30 Jun 2027 00:00:00 GMT' }] } }`;
    expect(said(rule, version(announced), version(STRIPPED))).toEqual([]);
  });
});
