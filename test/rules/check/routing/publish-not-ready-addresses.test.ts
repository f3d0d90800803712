import { publishNotReadyAddresses } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = publishNotReadyAddresses;
const PUBLISHED = 'kind: Service\nspec: { publishNotReadyAddresses: true }\n';
const HEADLESS = 'kind: Service\nspec: { publishNotReadyAddresses: true, clusterIP: None }\n';

function route(name: string, namespace = 'shop'): string {
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: ${namespace} }
spec: { rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }] }
`;
}

test('says what users feel', () => {
  const [{ violations }] = verdictsOn(rule, PUBLISHED);
  expect(violations).toEqual([{
    path: ['spec', 'publishNotReadyAddresses'],
    message: 'The Service sends to pods that are not ready, since publishNotReadyAddresses is true: in each update and each restart requests reach '
      + 'processes that cannot answer yet, and a readiness probe that fails keeps nobody away.',
    fix: 'Remove spec.publishNotReadyAddresses.',
  }]);
});

test('passes where it is left out, false, or no truth value', () => {
  expect(messagesOn(rule, '')).toEqual([]);
  expect(messagesOn(rule, PUBLISHED.replace('true', 'false'))).toEqual([]);
  expect(messagesOn(rule, PUBLISHED.replace('true', '"true"'))).toEqual([]);
});

test('does not apply to a headless Service, by which peers find each other', () => {
  expect(appliesTo(rule, HEADLESS)).toBe(false);
  expect(appliesTo(rule, `${HEADLESS}${route('other')}`)).toBe(false);
  expect(appliesTo(rule, `${HEADLESS}${route('web', 'elsewhere')}`)).toBe(false);
});

test('finds a headless Service that a route sends to', () => {
  expect(messagesOn(rule, `${HEADLESS}${route('web')}`)).toHaveLength(1);
});

test('does not apply without a selector', () => {
  expect(appliesTo(rule, 'kind: Service\nspec: { publishNotReadyAddresses: true, selector: null }\n')).toBe(false);
});
