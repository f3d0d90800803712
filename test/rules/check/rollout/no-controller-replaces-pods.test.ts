import { serviceOfMembers } from './members';
import { noControllerReplacesPods as rule } from '../../../../src/rules/check/rollout';
import { controllerOfPods as members } from '../../../../src/rules/check/rollout/controller-examples';
import { verdictsOn } from '../judging';

const pod = (annotations = '{}') => `
apiVersion: v1
kind: Pod
metadata: { name: alone, labels: { app: store }, annotations: ${annotations} }
spec: { containers: [{ name: a, image: 'registry.example.com/a:1' }] }
`;
const found = (change: string) => verdictsOn(rule, change).flatMap(({ object, violations }) =>
  violations.map(({ severity, message, fix }) => [severity ?? rule.severity, `${object.kind} ${object.name}`, message, fix]));

test('fails when only a Pod answers for a Service', () => {
  expect(found(`${pod()}${serviceOfMembers()}`)).toEqual([['error', 'Pod alone',
    'Only Pod alone answers for Service store, and no controller replaces it: when it is evicted, deleted for an update or loses its node, '
    + 'every request fails until it is created by hand.', 'Add a Deployment of another name with the same labels and at least 2 replicas beside it, and remove the Pod when the pods of that are ready.']]);
});

test('fails when a ReplicaSet has no Deployment', () => {
  expect(found(members('ReplicaSet', 'replicas: 3'))).toEqual([['warning', 'ReplicaSet store',
    'ReplicaSet store has no Deployment: a release that changes its pods replaces none of them, and each starts with the new template whenever it is evicted.',
    'Make it a Deployment of another name beside it, and remove the ReplicaSet when the pods of that are ready.']]);
  expect(found(members('ReplicaSet', 'replicas: 3') + serviceOfMembers())[0][3]).toMatch(/, so that its Service always has some\.$/);
});

test('fails for a ReplicationController too, which has labels as its selector', () => {
  const controller = members('ReplicationController', 'replicas: 3').replace('apps/v1', 'v1').replace('{ matchLabels: { app: store } }', '{ app: store }');
  expect(found(controller)).toEqual([['warning', 'ReplicationController store',
    'ReplicationController store has no Deployment: a release that changes its pods replaces none of them, and each starts with the new template whenever it is evicted.',
    'Make it a Deployment of another name beside it, and remove the ReplicationController when the pods of that are ready.']]);
});

test.each([
  ['a Pod that no Service selects', pod()],
  ['a Pod beside those of a Deployment', `${pod()}${serviceOfMembers()}---${members('Deployment', 'replicas: 2')}`],
  ['a Pod that a Helm hook creates', `${pod('{ helm.sh/hook: pre-install }')}${serviceOfMembers()}`],
  ['two Pods, of which one stays', `${pod()}---${pod().replace('name: alone', 'name: second')}${serviceOfMembers()}`],
  ['a ReplicaSet that a Deployment created', members('ReplicaSet', 'replicas: 3').replace('metadata: { name: store }', 'metadata: { name: store, ownerReferences: [{ kind: Deployment, name: store }] }')],
  ['a Deployment', ''],
])('passes %s', (_, change) => {
  expect(found(change)).toEqual([]);
});
