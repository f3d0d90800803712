import { autoscaled, RECREATE, rolling, WITHOUT_SERVICE } from './changes';
import { rollingUpdateCannotProgress } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const PATH = ['spec', 'strategy', 'rollingUpdate', 'maxSurge'];
const FIX = 'Set spec.strategy.rollingUpdate.maxUnavailable to 0, and spec.strategy.rollingUpdate.maxSurge to 1.';

test.each([['0', '0'], ['0%', '0'], ['0', '0%'], ['0%', '0%']])('%s and %s are refused', (surge, unavailable) => {
  const change = rolling(`maxSurge: ${surge}, maxUnavailable: ${unavailable}`);
  expect(verdictsOn(rollingUpdateCannotProgress, change)).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: PATH,
      message: 'Both maxSurge and maxUnavailable are 0: the API server refuses the Deployment, and the release stops.',
      fix: FIX,
    }],
  }]);
  expect(messagesOn(rollingUpdateCannotProgress, change + WITHOUT_SERVICE)).toHaveLength(1);
});

test('a percentage that rounds down to 0 still stops one pod', () => {
  expect(verdictsOn(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: 25%'))[0].violations).toMatchObject([{
    path: PATH,
    message: 'At 3 pods maxSurge 0 and maxUnavailable 25% both come to 0: the controller then stops one of them before its replacement is ready, although the manifest does not allow it.',
    fix: FIX,
    severity: 'warning',
  }]);
});

test('half of the pods, or the only one, is an error', () => {
  expect(verdictsOn(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: 25%', 2))[0].violations[0].severity).toBeUndefined();
  expect(verdictsOn(rollingUpdateCannotProgress, rolling('maxSurge: 0%, maxUnavailable: 99%', 1))[0].violations).toMatchObject([{
    path: PATH,
    message: 'At 1 pod maxSurge 0% and maxUnavailable 99% both come to 0: the controller then stops the only pod before the new one is ready, and every request in between fails.',
    fix: FIX,
  }]);
});

test('one whole pod of either field is enough', () => {
  for (const fields of ['maxSurge: 0, maxUnavailable: 25%', 'maxSurge: 1%, maxUnavailable: 0', 'maxSurge: 0, maxUnavailable: 1']) {
    expect(messagesOn(rollingUpdateCannotProgress, rolling(fields, 4))).toEqual([]);
    expect(appliesTo(rollingUpdateCannotProgress, rolling(fields, 4))).toBe(true);
  }
});

test('checks every number of replicas that an autoscaler may choose', () => {
  expect(messagesOn(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: 10%') + autoscaled(5, 20))).toEqual([expect.stringMatching(/^At 5 pods /)]);
  expect(messagesOn(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: 10%') + autoscaled(10, 20))).toEqual([]);
});

test('uses the default of a missing field', () => {
  expect(messagesOn(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: null'))).toHaveLength(1);
  expect(messagesOn(rollingUpdateCannotProgress, rolling('maxSurge: null, maxUnavailable: 0'))).toEqual([]);
});

test('does not apply to Recreate, to no pods, or if the pods receive no requests', () => {
  expect(appliesTo(rollingUpdateCannotProgress, RECREATE)).toBe(false);
  expect(appliesTo(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: 25%', 0))).toBe(false);
  expect(appliesTo(rollingUpdateCannotProgress, rolling('maxSurge: 0, maxUnavailable: 25%') + WITHOUT_SERVICE)).toBe(false);
});
