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

test('says what users notice', () => {
  const [{ violations }] = verdictsOn(rule, PUBLISHED);
  expect(violations).toMatchObject([{
    path: ['spec', 'publishNotReadyAddresses'],
    message: 'The Service sends to pods that are not ready, since publishNotReadyAddresses is true: in each update and restart requests reach '
      + 'processes that cannot answer yet, and a failing readiness probe does not keep requests away.',
    fix: 'Remove spec.publishNotReadyAddresses.',
    edits: [{ path: ['spec', 'publishNotReadyAddresses'], value: undefined }],
    byHand: 'that no pods use this Service to find each other before they are ready: they need a headless Service',
  }]);
});

test('passes if it is missing, false, or not a boolean', () => {
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

describe('does not apply to a Service by which pods find each other', () => {
  const other = '---\napiVersion: v1\nkind: Service\nmetadata: { name: users }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }\n';
  const image = (name: string) => `---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: ${name} }] } } }\n`;
  const stateful = '---\nkind: Deployment\n$patch: delete\n---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db, namespace: shop }\n'
    + 'spec: { serviceName: web, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: db, image: db }] } } }\n';
  const operator = '---\nkind: Deployment\n$patch: delete\n---\napiVersion: example.com/v1\nkind: Database\nmetadata: { name: a, namespace: shop }\n';

  test.each([
    ['of a StatefulSet', stateful],
    ['of pods that an operator creates', operator],
    ['of a server that forms a cluster', image('hazelcast/hazelcast:5.4')],
    ['beside one that users use', other],
  ])('%s', (_, more) => {
    expect(appliesTo(rule, `${PUBLISHED}${more}`)).toBe(more === other);
    expect(messagesOn(rule, `${PUBLISHED}${more}`)).toEqual([]);
  });

  test.each(['gossip', 'tcp-cluster', 'akka-remoting'])('by a port called %s', name => {
    expect(appliesTo(rule, `kind: Service\nspec: { publishNotReadyAddresses: true, ports: [{ port: 80, name: http, $patch: delete }, { port: 7000, name: ${name} }] }\n`)).toBe(false);
  });

  test('but requests of users that a route sends there still fail', () => {
    expect(messagesOn(rule, `${PUBLISHED}${stateful}${route('web')}`)).toHaveLength(1);
    expect(messagesOn(rule, 'kind: Service\nspec: { publishNotReadyAddresses: true, type: LoadBalancer, ports: [{ port: 80, name: cluster }] }\n')).toHaveLength(1);
  });
});
