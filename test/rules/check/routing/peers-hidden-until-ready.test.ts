import { peersHiddenUntilReady as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn } from '../judging';

const MEMBERS = rule.examples.failing;

test('fails when the only headless Service of the members lists only ready pods', () => {
  expect(messagesOn(rule, MEMBERS)).toEqual([
    'Members of etcd find each other by this Service, which lists a pod only when it is ready: if a member is ready only in a quorum, '
    + 'no member finds another after all have stopped, and the store stays down.',
  ]);
});

test('passes if another headless Service lists all members', () => {
  const other = `---
apiVersion: v1
kind: Service
metadata: { name: etcd-peers }
spec: { clusterIP: None, publishNotReadyAddresses: true, selector: { app: etcd }, ports: [{ port: 2380 }] }
`;
  expect(messagesOn(rule, MEMBERS + other)).toEqual([]);
});

test.each([
  ['of a single member', 'replicas: 3', 'replicas: 1'],
  ['that is ready when its port is open', 'httpGet: { path: /health, port: 2379 }', 'tcpSocket: { port: 2379 }'],
  ['of another image', 'etcd:v3.5.9', 'web:1.2.3'],
  ['without a headless Service', 'clusterIP: None, ', ''],
])('does not apply to a StatefulSet %s', (_, from, to) => {
  expect(appliesTo(rule, MEMBERS.replace(from, to))).toBe(false);
});
