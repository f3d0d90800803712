import { routeTimeoutTooShort as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const REF = 'backendRefs: [{ name: web, port: 80 }]';
const route = (rules: string, name = 'web'): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: ${name} }\nspec: { parentRefs: [{ name: public }], rules: [${rules}] }\n`;
const longest = (text: string): string => `---\nkind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/longest-request: ${text} } }\n`;

test('fails when no rule allows the longest request', () => {
  expect(verdictsOn(rule, rule.examples.failing)).toMatchObject([{
    object: { kind: 'HTTPRoute', name: 'web' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'rules', 0, 'timeouts', 'request'],
      severity: undefined,
      message: 'The router abandons requests after 10 s, but the longest request of web takes up to 60 s: users get 504 for requests in between.',
      fix: 'Set spec.rules[0].timeouts.request to 60s or more, or state a shorter longest-request.',
    }],
  }]);
});

test('is an info up to the longest request that the construct assumes by default', () => {
  const severities = (text: string) => verdictsOn(rule, route(`{ timeouts: { request: 10s }, ${REF} }`) + longest(text)).flatMap(({ violations }) => violations.map(({ severity }) => severity));
  expect(severities('30s')).toEqual(['info']);
  expect(severities('31s')).toEqual([undefined]);
});

test('passes if one path allows it, or only the router knows the timeout', () => {
  const short = `{ timeouts: { request: 10s }, ${REF} }`;
  expect(messagesOn(rule, route(`${short}, { matches: [{ path: { value: /export } }], timeouts: { request: 60s }, ${REF} }`) + longest('60s'))).toEqual([]);
  expect(messagesOn(rule, route(`${short}, { matches: [{ path: { value: /export } }], ${REF} }`) + longest('60s'))).toEqual([]);
  expect(messagesOn(rule, `${route(short)}---\n${route(`{ ${REF} }`, 'other')}${longest('60s')}`)).toEqual([]);
  expect(messagesOn(rule, route(`{ timeouts: { request: 0s }, ${REF} }`) + longest('60s'))).toEqual([]);
});

test('a rule that leads elsewhere does not count', () => {
  const elsewhere = '{ timeouts: { request: 1h }, backendRefs: [{ name: other, port: 80 }] }';
  expect(messagesOn(rule, route(`{ timeouts: { request: 10s }, ${REF} }, ${elsewhere}`) + longest('60s'))).toHaveLength(1);
});

test('the limit of Envoy counts if an HTTPProxy does not set one', () => {
  const proxy = 'apiVersion: projectcontour.io/v1\nkind: HTTPProxy\nmetadata: { name: web }\nspec: { virtualhost: { fqdn: shop.example.com }, routes: [{ services: [{ name: web, port: 80 }] }] }\n';
  expect(messagesOn(rule, proxy + longest('60s'))).toEqual([
    'The router abandons requests after 15 s, but the longest request of web takes up to 60 s: users get 504 for requests in between.',
  ]);
});

test('does not apply without a stated longest request, nor without routes', () => {
  expect(appliesTo(rule, route(`{ timeouts: { request: 10s }, ${REF} }`))).toBe(false);
  expect(appliesTo(rule, longest('60s'))).toBe(false);
});
