import { ingressNginxSnippet } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = ingressNginxSnippet;

function ingress(annotation: string, className = 'nginx'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { ${annotation}: x } }
spec: { ingressClassName: ${className}, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
}

test('says which routes a mistake freezes', () => {
  const key = 'nginx.ingress.kubernetes.io/server-snippet';
  expect(verdictsOn(rule, ingress(key))[0].violations).toMatchObject([{
    path: ['metadata', 'annotations', key],
    message: 'The annotation is copied unchanged into the configuration of nginx: if nginx ever rejects it, changes to the routes of this controller no longer take effect, and requests are still sent to pods that no longer exist.',
    fix: `Remove metadata.annotations['${key}'], or acknowledge this if no annotation does the same.`,
  }]);
});

test.each([
  'nginx.ingress.kubernetes.io/configuration-snippet', 'nginx.ingress.kubernetes.io/stream-snippet', 'nginx.ingress.kubernetes.io/auth-snippet',
  'nginx.ingress.kubernetes.io/modsecurity-snippet', 'nginx.org/location-snippets', 'nginx.org/server-snippets',
])('finds %s, whatever the name of the class', key => {
  expect(messagesOn(rule, ingress(key))).toHaveLength(1);
  expect(messagesOn(rule, ingress(key, 'public'))).toHaveLength(1);
});

test.each([
  'nginx.ingress.kubernetes.io/proxy-body-size', 'x-nginx.org/server-snippets', 'nginx.org/server-snippets-x', 'nginx.ingress.kubernetes.io/auth-snippet-x',
  'x-nginx.ingress.kubernetes.io/auth-snippet',
])('passes %s', key => {
  expect(appliesTo(rule, ingress(key))).toBe(true);
  expect(messagesOn(rule, ingress(key))).toEqual([]);
});

test('does not apply to other controllers', () => {
  expect(appliesTo(rule, ingress('a', 'traefik'))).toBe(false);
});
