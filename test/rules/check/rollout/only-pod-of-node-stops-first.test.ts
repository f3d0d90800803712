import { serviceOfMembers } from './members';
import { onlyPodOfNodeStopsFirst as rule } from '../../../../src/rules/check/rollout';
import { controllerOfPods as members } from '../../../../src/rules/check/rollout/controller-examples';
import { appliesTo, verdictsOn } from '../judging';

const LOCAL = serviceOfMembers('internalTrafficPolicy: Local, ');
const update = (limits: string) => `updateStrategy: { rollingUpdate: ${limits} }`;

test.each(['{}', '{ maxUnavailable: 1 }', '{ maxSurge: 0 }', '{ maxSurge: "0%" }'])('fails when the pod of a node stops before its successor starts (%s)', limits => {
  const [{ violations: [violation] }] = verdictsOn(rule, members('DaemonSet', update(limits)) + LOCAL);
  expect(violation).toMatchObject({
    path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'],
    message: 'Service store sends callers only to the pod of their own node, but each update stops that one before its successor starts: '
      + 'until that is ready, every request from its node fails.',
    edits: [
      { path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'], value: 0 },
      { path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'], value: 1 },
    ],
  });
});

test.each(['{ maxSurge: 1, maxUnavailable: 0 }', '{ maxSurge: "10%", maxUnavailable: 0 }'])('passes %s', limits => {
  expect(verdictsOn(rule, members('DaemonSet', update(limits)) + LOCAL)[0].violations).toEqual([]);
});

test.each([
  ['callers of all nodes', members('DaemonSet', 'minReadySeconds: 1') + serviceOfMembers()],
  ['a headless Service', members('DaemonSet', 'minReadySeconds: 1') + serviceOfMembers('clusterIP: None, internalTrafficPolicy: Local, ')],
  ['OnDelete', members('DaemonSet', 'updateStrategy: { type: OnDelete }') + LOCAL],
  ['a host port, which leaves no room for a second pod', members('DaemonSet', 'minReadySeconds: 1').replace('containerPort: 80', 'containerPort: 80, hostPort: 80') + LOCAL],
  ['a Deployment', ''],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
