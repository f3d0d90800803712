import { controllerOfPods } from '../../../../../src/rules/check/rollout/controller-examples';
import { members as rule } from '../../../../../src/rules/check/rollout/max-unavailable-too-high/members';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';
import { serviceOfMembers } from '../members';

const set = (maxUnavailable: string, replicas = 3, more = '') => controllerOfPods('StatefulSet',
  `replicas: ${replicas}, serviceName: store, updateStrategy: { rollingUpdate: { maxUnavailable: ${maxUnavailable} }${more} }`.replace(/, (?=serviceName|updateStrategy)/g, '\n  '));
const SERVED = serviceOfMembers();
const WITH_FIELD = { kubernetesMinor: 37 };

test('fails when an update may stop all pods of a StatefulSet that serves', () => {
  expect(verdictsOn(rule, set('100%') + SERVED, WITH_FIELD)[0].violations).toEqual([{
    path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
    message: 'Each update stops all 3 pods at once, as spec.updateStrategy.rollingUpdate.maxUnavailable allows: every request fails until a pod is back.',
    fix: 'Set spec.updateStrategy.rollingUpdate.maxUnavailable to 1.',
    edits: [{ path: ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'], value: 1 }],
    severity: undefined,
  }]);
});

test('fails when the cluster does not support the field yet, as a warning with the condition', () => {
  expect(verdictsOn(rule, set('3') + SERVED)[0].violations).toMatchObject([{
    message: expect.stringContaining('every request fails until a pod is back, once the cluster supports this field (from Kubernetes 1.37 on, before with a feature gate).'),
    severity: 'warning',
  }]);
});

test('fails when an update stops half of the pods, as a warning', () => {
  expect(verdictsOn(rule, set('50%', 4) + SERVED, WITH_FIELD)[0].violations).toMatchObject([{
    message: expect.stringContaining('Each update stops 2 of 4 pods at once, as spec.updateStrategy.rollingUpdate.maxUnavailable allows: the other 2 must carry all requests.'),
    severity: 'warning',
  }]);
});

test.each([['1', 2], ['2', 5], ['50%', 3]])('passes maxUnavailable %s of %s pods', (maxUnavailable, replicas) => {
  expect(messagesOn(rule, set(maxUnavailable, replicas) + SERVED, WITH_FIELD)).toEqual([]);
});

test('members below the partition are not updated', () => {
  const partitioned = (partition: number, maxUnavailable = '3') => `${set(maxUnavailable).replace('{ maxUnavailable', `{ partition: ${partition}, maxUnavailable`)}${SERVED}`;
  expect(messagesOn(rule, partitioned(1), WITH_FIELD)).toEqual([expect.stringContaining('Each update stops 2 of 3 pods at once')]);
  expect(messagesOn(rule, partitioned(2), WITH_FIELD)).toEqual([]);
  expect(messagesOn(rule, partitioned(4), WITH_FIELD)).toEqual([]);
});

test.each([
  ['pods without a Service', set('100%')],
  ['a single pod', set('100%', 1) + SERVED],
  ['an update by hand', set('100%', 3, ', type: OnDelete') + SERVED],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change, WITH_FIELD)).toBe(false);
});
