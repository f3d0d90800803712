import { serviceOfMembers } from './members';
import { updateStrategyOnDelete as rule } from '../../../../src/rules/check/rollout';
import { controllerOfPods as members } from '../../../../src/rules/check/rollout/controller-examples';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const ON_DELETE = 'updateStrategy: { type: OnDelete }';

test.each(['StatefulSet', 'DaemonSet'])('fails when the pods of a %s must be deleted by hand', kind => {
  expect(messagesOn(rule, members(kind, ON_DELETE))[0]).toContain(`With OnDelete, an update of the ${kind} replaces no pod`);
});

test('recommends that a DaemonSet behind internalTrafficPolicy Local starts the new pod first, if a node has room for two', () => {
  const edits = (change: string) => verdictsOn(rule, change)
    .flatMap(({ violations }) => violations.flatMap(({ edits: found = [] }) => found))
    .map(({ path, value }) => `${path.join('.')}=${String(value)}`);
  const local = serviceOfMembers('internalTrafficPolicy: Local, ');
  expect(edits(members('DaemonSet', ON_DELETE))).toEqual(['spec.updateStrategy.type=RollingUpdate']);
  expect(edits(members('DaemonSet', ON_DELETE) + local)).toEqual([
    'spec.updateStrategy.type=RollingUpdate', 'spec.updateStrategy.rollingUpdate.maxUnavailable=0', 'spec.updateStrategy.rollingUpdate.maxSurge=1',
  ]);
  expect(edits(members('DaemonSet', ON_DELETE).replace('containerPort: 80', 'containerPort: 80, hostPort: 80') + local))
    .toEqual(['spec.updateStrategy.type=RollingUpdate']);
  expect(edits(members('StatefulSet', ON_DELETE) + local)).toEqual(['spec.updateStrategy.type=RollingUpdate']);
});

test('passes a RollingUpdate, the default', () => {
  expect(messagesOn(rule, members('StatefulSet', 'replicas: 3'))).toEqual([]);
  expect(appliesTo(rule, members('StatefulSet', 'replicas: 3'))).toBe(true);
});

test('does not apply to a Deployment, nor to a StatefulSet without pods', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, members('StatefulSet', `replicas: 0\n  ${ON_DELETE}`))).toBe(false);
});
