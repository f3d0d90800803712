import { serviceOfMembers } from './members';
import { onlyPodOfNodeStopsFirst as rule } from '../../../../src/rules/check/rollout';
import { controllerOfPods as members } from '../../../../src/rules/check/rollout/controller-examples';
import { appliesTo, verdictsOn } from '../judging';

const LOCAL = serviceOfMembers('internalTrafficPolicy: Local, ');
const update = (limits: string) => `updateStrategy: { rollingUpdate: ${limits} }`;

test.each(['{}', '{ maxUnavailable: 1 }', '{ maxSurge: 0 }', '{ maxSurge: "0%" }'])('fails when the pod of a node stops before its replacement starts (%s)', limits => {
  const [{ violations: [violation] }] = verdictsOn(rule, members('DaemonSet', update(limits)) + LOCAL);
  expect(violation).toMatchObject({
    path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'],
    message: 'Service store sends callers only to the pod of their own node, but each update stops that pod before its replacement starts: '
      + 'until it is ready, every request from its node fails.',
    edits: [
      { path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'], value: 0 },
      { path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'], value: 1 },
    ],
  });
});

test.each(['{ maxSurge: 1, maxUnavailable: 0 }', '{ maxSurge: "10%", maxUnavailable: 0 }'])('passes %s', limits => {
  expect(verdictsOn(rule, members('DaemonSet', update(limits)) + LOCAL)[0].violations).toEqual([]);
});

const HOST_PORT = members('DaemonSet', 'minReadySeconds: 1').replace('containerPort: 80', 'containerPort: 80, hostPort: 80');

test('warns if a host port leaves no room for a second pod, and does not propose maxSurge alone', () => {
  const [{ violations }] = verdictsOn(rule, HOST_PORT + LOCAL);
  expect(violations).toEqual([{
    path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'],
    severity: 'warning',
    message: expect.stringMatching(/^Service store sends callers only to the pod of their own node, and container store uses port 80 of its node, so the new pod starts only after the old one has stopped: until it is ready, every request from its node fails\.$/),
    fix: 'Set spec.internalTrafficPolicy of Service store to Cluster, so that pods on other nodes answer, or remove spec.template.spec.containers[0].ports[0].hostPort and set maxSurge to 1 and maxUnavailable to 0.',
  }]);
});

test.each([
  ['a host port without internalTrafficPolicy Local', HOST_PORT + serviceOfMembers()],
  ['callers on all nodes', members('DaemonSet', 'minReadySeconds: 1') + serviceOfMembers()],
  ['a headless Service', members('DaemonSet', 'minReadySeconds: 1') + serviceOfMembers('clusterIP: None, internalTrafficPolicy: Local, ')],
  ['OnDelete', members('DaemonSet', 'updateStrategy: { type: OnDelete }') + LOCAL],
  ['a Deployment', ''],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
