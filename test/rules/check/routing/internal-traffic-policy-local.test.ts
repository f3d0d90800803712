import { internalTrafficPolicyLocal } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = internalTrafficPolicyLocal;
const LOCAL = 'kind: Service\nspec: { internalTrafficPolicy: Local }\n';

function pods(kind: string, apiVersion = 'apps/v1'): string {
  return `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: agent }
spec: { template: { metadata: { labels: { app: agent } }, spec: { containers: [{ name: a, image: a }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: agent }
spec: { selector: { app: agent }, internalTrafficPolicy: Local, ports: [{ port: 80 }] }
`;
}

test('says which callers get no answer', () => {
  const [{ violations }] = verdictsOn(rule, LOCAL);
  expect(violations).toMatchObject([{
    path: ['spec', 'internalTrafficPolicy'],
    message: 'Callers reach only pods on their own node, but Deployment web does not run a pod on each node: '
      + 'elsewhere every request is dropped, and each update and each drain moves the pods to other nodes.',
    fix: 'Set spec.internalTrafficPolicy to Cluster.',
  }]);
});

test.each([['Deployment', 'apps/v1'], ['StatefulSet', 'apps/v1'], ['ReplicaSet', 'apps/v1'], ['Rollout', 'argoproj.io/v1alpha1']])('finds a %s', (kind, apiVersion) => {
  expect(messagesOn(rule, pods(kind, apiVersion))).toHaveLength(1);
});

test('passes Cluster, and the default', () => {
  expect(messagesOn(rule, LOCAL.replace('Local', 'Cluster'))).toEqual([]);
  expect(appliesTo(rule, '')).toBe(true);
  expect(messagesOn(rule, '')).toEqual([]);
});

describe('does not apply', () => {
  test('to a DaemonSet, which has a pod on each node', () => {
    expect(verdictsOn(rule, pods('DaemonSet')).map(({ object }) => object.name)).toEqual(['web']);
    expect(appliesTo(rule, `${LOCAL}${pods('DaemonSet').replaceAll('app: agent', 'app: web')}`)).toBe(false);
  });

  test('to pods of other kinds', () => {
    expect(verdictsOn(rule, pods('Runner', 'example.com/v1')).map(({ object }) => object.name)).toEqual(['web']);
  });

  test('to a headless Service', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { internalTrafficPolicy: Local, clusterIP: None }\n')).toBe(false);
  });

  test('if no pods are known', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { internalTrafficPolicy: Local, selector: { app: other } }\n')).toBe(false);
  });
});
