import { ingressNginxPath as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const NGINX = 'nginx.ingress.kubernetes.io';
const BACKEND = '{ service: { name: web, port: { name: http } } }';
const at = (path: string, pathType: string) => `{ path: '${path}', pathType: ${pathType}, backend: ${BACKEND} }`;
const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\n';
const rulesFor = (paths: string) => `rules: [{ http: { paths: [${paths}] } }]`;
const ingress = (paths: string, annotations: Record<string, string> = {}, more = 'ingressClassName: nginx') =>
  `${HEAD}metadata: ${JSON.stringify({ name: 'web', annotations })}\nspec: { ${more}${more && ', '}${rulesFor(paths)} }\n`;
const rewriting = (target: string) => ({ [`${NGINX}/rewrite-target`]: target });
const severities = (change: string) => verdictsOn(rule, change)
  .flatMap(({ violations }) => violations.map(({ severity }) => severity));

test('fails when the path lacks the group of rewrite-target', () => {
  expect(verdictsOn(rule, ingress(at('/', 'Prefix'), rewriting('/$1')))[0].violations).toEqual([{
    path: ['metadata', 'annotations', `${NGINX}/rewrite-target`],
    severity: undefined,
    message: 'The rewrite-target /$1 uses group 1 of the path, but / (spec.rules[0].http.paths[0].path) has none: each request is sent to the Service as /.',
    fix: 'Remove the annotation, or write spec.rules[0].http.paths[0].path with a group, such as /(.*), and pathType ImplementationSpecific.',
  }]);
});

test('fails when the path has fewer groups than rewrite-target uses', () => {
  const [{ message, fix }] = verdictsOn(rule, ingress(at('/api/(?:v1|v2)/(.*)', 'ImplementationSpecific'), rewriting('/x/$1/$2')))[0].violations;
  expect(message).toContain('uses group 2 of the path, but /api/(?:v1|v2)/(.*) (spec.rules[0].http.paths[0].path) has only 1: each request is sent to the Service as /x/$1/.');
  expect(fix).toContain('with 2 groups, such as (/|$)(.*), and');
});

test('fails when one of several paths lacks the group, as a warning', () => {
  expect(severities(ingress(`${at('/api/(.*)', 'ImplementationSpecific')}, ${at('/', 'Prefix')}`, rewriting('/$1')))).toEqual(['warning']);
});

test.each(['Prefix', 'Exact'])('fails when a regular expression has pathType %s, as a warning', type => {
  expect(verdictsOn(rule, ingress(at('/api(/|$)(.*)', type), rewriting('/$2')))[0].violations).toEqual([{
    path: ['spec', 'rules', 0, 'http', 'paths', 0, 'pathType'],
    severity: 'warning',
    message: `The path /api(/|$)(.*) is a regular expression, but its pathType is ${type}: from version 1.12 on, the webhook of ingress-nginx refuses the release, and older versions match it only with use-regex.`,
    fix: 'Set spec.rules[0].http.paths[0].pathType to ImplementationSpecific.',
    edits: [{ path: ['spec', 'rules', 0, 'http', 'paths', 0, 'pathType'], value: 'ImplementationSpecific' }],
  }]);
});

test.each([
  ['an unknown class, with the annotation', ingress(at('/', 'Prefix'), rewriting('/$1'), 'ingressClassName: internal')],
  ['no class, with the annotation', ingress(at('/', 'Prefix'), rewriting('/$1'), '')],
  ['no annotation', ingress(at('/matches/[^/]+/map', 'Prefix'))],
])('fails with %s', (_, change) => {
  expect(messagesOn(rule, change)).toHaveLength(1);
});

test.each([
  ['the path has the group', ingress(at('/api/(.*)', 'ImplementationSpecific'), rewriting('/$1'))],
  ['a named group counts', ingress(at('/api/(?<rest>.*)', 'ImplementationSpecific'), rewriting('/$1'))],
  ['the target is a plain path', ingress(at('/', 'Prefix'), rewriting('/app'))],
  ['a plain path has pathType Prefix', ingress(at('/.well-known/acme-challenge_1', 'Prefix'))],
  ['the default backend has no path', ingress(at('/(.*)', 'ImplementationSpecific'), rewriting('/$1'), `ingressClassName: nginx, defaultBackend: ${BACKEND}`)],
])('passes if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['another controller', ingress(at('/*', 'Prefix'), rewriting('/$1'), 'ingressClassName: alb')],
  ['another controller of a custom class', ingress(at('/', 'Prefix'), rewriting('/$1'), 'ingressClassName: haproxy')],
  ['an unknown class without the annotation', ingress(at('/a(b)', 'Prefix'), {}, 'ingressClassName: internal')],
  ['the controller of NGINX', ingress(at('/a(b)', 'Prefix'), { 'nginx.org/path-regex': 'case_sensitive' })],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
