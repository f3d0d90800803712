import { peersHiddenUntilReady as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn } from '../judging';

const MEMBERS = rule.examples.failing;

test('fails when only the headless Service of the members names pods, and only ready ones', () => {
  expect(messagesOn(rule, MEMBERS)).toEqual([
    'Members of etcd find each other by this Service, which names a pod only when it is ready: if a member is ready only in a quorum, '
    + 'none finds another after all were gone, and the store stays down.',
  ]);
});

test('passes where another headless Service names all members', () => {
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
