import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { sessionAffinityChanged as rule } from '../../../../src/rules/diff/routing';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const STICKY = 'kind: Service\nspec: { sessionAffinity: ClientIP }\n';
const FREE = 'kind: Service\nspec: { sessionAffinity: null }\n';

test('warns when clients no longer stay on their pod', () => {
  const [violation] = violationsOn(rule, FREE, STICKY);
  expect(violation.severity).toBeUndefined();
  expect(violation.message).toBe('The Service no longer keeps clients on their pod: as soon as the release is applied, each new connection is sent to any pod, which does not know the client.');
  expect(violation.path).toEqual(['spec', 'sessionAffinity']);
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Leave spec.sessionAffinity at ClientIP until sessions are in a store that all pods share. '
    + 'Release this change, but with spec.sessionAffinity of Service web set to ClientIP.');
});

test('informs when clients are tied to a pod', () => {
  const [violation] = violationsOn(rule, STICKY, '');
  expect(violation.severity).toBe('info');
  expect(violation.message).toBe('From this release on, the Service keeps each client on one pod: all clients behind one address load the same pod.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Leave spec.sessionAffinity at None, and keep sessions in a store that all pods share. '
    + 'Release this change, but leave out spec.sessionAffinity of Service web.');
});

test('passes when it stays, or when the default is set explicitly', () => {
  expect(messagesOn(rule, 'kind: Service\nspec: { sessionAffinity: None }\n', '')).toEqual([]);
  expect(messagesOn(rule, 'kind: Service\nspec: { sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } }\n', STICKY)).toEqual([]);
  expect(appliesTo(rule, FREE, '')).toBe(true);
});

describe('by the cookie of a router', () => {
  const NGINX = 'nginx.ingress.kubernetes.io';
  const TRAEFIK = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
  const ALB = 'alb.ingress.kubernetes.io/target-group-attributes';
  const annotated = (kind: string, annotations: string, spec = '') => kind === 'Service'
    ? `apiVersion: v1\nkind: Service\nmetadata: { name: web, annotations: { ${annotations} } }\n`
    : `apiVersion: networking.k8s.io/v1\nkind: ${kind}\nmetadata: { name: web, annotations: { ${annotations} } }\nspec: { ${spec}rules: [{ host: a.example.com }] }\n`;
  const none = (keys: string[]) => keys.map(key => `${key}: null`).join(', ');

  test('warns when ingress-nginx no longer sets it', () => {
    const before = annotated('Ingress', `${NGINX}/affinity: cookie, ${NGINX}/session-cookie-name: route`);
    const [violation] = violationsOn(rule, annotated('Ingress', none([`${NGINX}/affinity`, `${NGINX}/session-cookie-name`])), before);
    expect(violation.message).toBe('Ingress-nginx no longer keeps clients on their pod: as soon as the release is applied, each request is sent to any pod, which does not know the client.');
    expect(violation.severity).toBeUndefined();
    expect(violation.path).toEqual(['metadata', 'annotations', `${NGINX}/affinity`]);
    expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe(`Leave metadata.annotations['${NGINX}/affinity'] as it was until sessions are in a store that all pods share. `
      + `Release this change, but with metadata.annotations['${NGINX}/affinity'] of Ingress web set to cookie and with metadata.annotations['${NGINX}/session-cookie-name'] of Ingress web set to route.`);
  });

  test.each([
    ['Ingress', `${NGINX}/affinity: cookie`, none([`${NGINX}/affinity`]), 'Ingress-nginx no longer'],
    ['Ingress', `${NGINX}/affinity: cookie`, `${NGINX}/affinity: ip`, 'Ingress-nginx no longer'],
    ['Service', `${TRAEFIK}: "true"`, none([TRAEFIK]), 'Traefik no longer'],
    ['Service', `${TRAEFIK}: "true"`, `${TRAEFIK}: "false"`, 'Traefik no longer'],
    ['Ingress', `${ALB}: "stickiness.enabled=true, slow_start.duration_seconds=30"`, `${ALB}: slow_start.duration_seconds=30`, 'AWS\' load balancer no longer'],
    ['Service', `${ALB}: "a=b, stickiness.enabled=true"`, `${ALB}: "a=b, stickiness.enabled=false"`, 'AWS\' load balancer no longer'],
  ])('warns when a cookie is no longer set: %s %s', (kind, before, after, message) => {
    expect(messagesOn(rule, annotated(kind, after), annotated(kind, before))).toEqual([expect.stringContaining(message)]);
    expect(violationsOn(rule, annotated(kind, before), annotated(kind, after)).map(({ severity }) => severity)).toEqual(['info']);
  });

  test('informs when a cookie is added', () => {
    const [violation] = violationsOn(rule, annotated('Service', `${TRAEFIK}: "true", ${TRAEFIK}.name: shop`), '');
    expect(violation.message).toBe('From this release on, Traefik keeps each client on one pod: when a pod is replaced, its clients lose their sessions.');
    expect(violation.fix).toBe(`Leave metadata.annotations['${TRAEFIK}'] as it was, and keep sessions in a store that all pods share.`);
    expect(recipeInWords(violation.recipe!)).toBe(`Release this change, but leave out metadata.annotations['${TRAEFIK}'] of Service web and leave out metadata.annotations['${TRAEFIK}.name'] of Service web.`);
  });

  test.each([
    ['Ingress', `${NGINX}/affinity: cookie`, `${NGINX}/session-cookie-name: route`, 'Ingress-nginx looks for the cookie route instead of INGRESSCOOKIE, which', `${NGINX}/session-cookie-name`],
    ['Service', `${TRAEFIK}: "true"`, `${TRAEFIK}.name: route`, 'Traefik looks for the cookie route instead of a generated name, which', `${TRAEFIK}.name`],
    ['Ingress', `${ALB}: "stickiness.enabled=true,stickiness.app_cookie.cookie_name=a"`, `${ALB}: "stickiness.enabled=true,stickiness.app_cookie.cookie_name=b"`, 'AWS\' load balancer looks for the cookie b instead of a', ALB],
  ])('warns when a cookie has another name: %s %s', (kind, before, after, message, key) => {
    const [violation, ...others] = violationsOn(rule, annotated(kind, after), annotated(kind, before));
    expect(others).toEqual([]);
    expect(violation.message).toContain(message);
    expect(violation.path).toEqual(['metadata', 'annotations', key]);
    expect(violation.severity).toBeUndefined();
  });

  test.each([
    ['another annotation changes', 'Ingress', `${NGINX}/affinity: cookie`, `${NGINX}/proxy-body-size: 20m`],
    ['the default is written', 'Ingress', `${NGINX}/affinity: cookie`, `${NGINX}/session-cookie-name: INGRESSCOOKIE`],
    ['another attribute changes', 'Service', `${ALB}: stickiness.enabled=true`, `${ALB}: "stickiness.enabled=true,deregistration_delay.timeout_seconds=60"`],
    ['ingress-nginx ignores annotations of a Service', 'Service', `${NGINX}/affinity: cookie`, none([`${NGINX}/affinity`])],
  ])('passes when %s', (_, kind, before, after) => {
    expect(appliesTo(rule, annotated(kind, after), annotated(kind, before))).toBe(true);
    expect(messagesOn(rule, annotated(kind, after), annotated(kind, before))).toEqual([]);
  });

  test.each([
    ['a route without any', annotated('Ingress', `${NGINX}/proxy-body-size: 20m`), annotated('Ingress', `${NGINX}/session-cookie-name: route`)],
    ['a route that moves to another router', annotated('Ingress', none([`${NGINX}/affinity`]), 'ingressClassName: traefik, '), annotated('Ingress', `${NGINX}/affinity: cookie`, 'ingressClassName: nginx, ')],
    ['a route of another kind', annotated('HTTPRoute', none([`${NGINX}/affinity`])), annotated('HTTPRoute', `${NGINX}/affinity: cookie`).replace('networking', 'gateway.networking')],
  ])('does not apply to %s', (_, change, before) => {
    const headless = 'kind: Service\nspec: { clusterIP: None }\n';
    expect(appliesTo(rule, change, `${headless}---\n${before}`)).toBe(false);
  });
});

test.each([
  ['a headless Service', 'kind: Service\nspec: { clusterIP: None }\n'],
  ['a Service without a selector', 'kind: Service\nspec: { selector: null }\n'],
])('does not apply to %s', (_, before) => {
  expect(appliesTo(rule, STICKY, before)).toBe(false);
});
