import { ROUTERS } from '../../../../src/lifecycle';
import { progressDeadlineTooShort } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const service = (deadline: number | string, more = '') => `---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec: { progressDeadlineSeconds: ${deadline}, ${more} }
`;
const PATH = ['spec', 'progressDeadlineSeconds'];

// 5 s until it runs, 60 s to start, 4 s until the startup probe succeeds, 10 s minReadySeconds.
test('a pod that starts as slowly as stated must meet the deadline', () => {
  expect(verdictsOn(progressDeadlineTooShort, service(79))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: PATH,
      message: 'A pod that starts in the stated 60 s counts as available after up to 79 s, but spec.progressDeadlineSeconds is 79: a healthy update is reported as failed.',
      fix: 'Set spec.progressDeadlineSeconds to 379.',
      severity: undefined,
    }],
  }]);
});

test('on a new node it takes 240 s more', () => {
  const warned = {
    path: PATH,
    fix: 'Set spec.progressDeadlineSeconds to 379.',
    severity: 'info',
  };
  expect(verdictsOn(progressDeadlineTooShort, service(80))[0].violations).toMatchObject([{
    ...warned,
    message: 'A pod that starts in the stated 60 s counts as available after up to 319 s on a new node, which must be provisioned and must pull the image, but spec.progressDeadlineSeconds is 80: a healthy update is reported as failed.',
  }]);
  expect(verdictsOn(progressDeadlineTooShort, service(319))[0].violations).toMatchObject([warned]);
  expect(messagesOn(progressDeadlineTooShort, service(320))).toEqual([]);
});

test('uses the start time of the target if the Deployment does not state one', () => {
  const silent = '---\nkind: Deployment\nspec: { progressDeadlineSeconds: 100 }\n';
  expect(appliesTo(progressDeadlineTooShort, silent)).toBe(false);
  expect(messagesOn(progressDeadlineTooShort, silent, { startupTime: 20 })).toEqual([expect.stringContaining('in the stated 20 s')]);
});

test('waits for the readiness gates of a load balancer', () => {
  const gates = 'template: { spec: { readinessGates: [{ conditionType: a }] } }';
  expect(messagesOn(progressDeadlineTooShort, service(320, gates), { router: ROUTERS.awsAlb })).toEqual([expect.stringContaining('after up to 379 s on a new node, which must be provisioned and must pull the image, but spec.progressDeadlineSeconds is 320: a healthy update is reported as failed.')]);
  expect(messagesOn(progressDeadlineTooShort, service(320), { router: ROUTERS.awsAlb })).toEqual([]);
});

test('the default deadline is 600 s', () => {
  expect(messagesOn(progressDeadlineTooShort, service('null'))).toEqual([]);
  expect(messagesOn(progressDeadlineTooShort, service('null').replace('60s', '600s'))).toHaveLength(1);
});

describe('without a stated start', () => {
  const silent = (deadline: number, container: object) =>
    `---\nkind: Deployment\nspec: { progressDeadlineSeconds: ${deadline}, template: { spec: { containers: [${
      JSON.stringify({ name: 'web', ...container })}] } } }\n`;
  const startup = { startupProbe: { periodSeconds: 10, failureThreshold: 31 } };

  test('finds a startup probe that waits longer than the deadline', () => {
    expect(verdictsOn(progressDeadlineTooShort, silent(20, startup))[0].violations).toMatchObject([{
      path: PATH,
      message: 'The startup probe of container web allows 300 s for a start, but spec.progressDeadlineSeconds is 20: '
        + 'such a start is reported as a failed update.',
      fix: 'Set spec.progressDeadlineSeconds to 627.',
      severity: 'warning',
    }]);
    expect(verdictsOn(progressDeadlineTooShort, silent(150, startup))[0].violations).toMatchObject([{ severity: 'warning' }]);
    expect(verdictsOn(progressDeadlineTooShort, silent(151, startup))[0].violations).toMatchObject([{ severity: 'info' }]);
    expect(messagesOn(progressDeadlineTooShort, silent(300, startup))).toHaveLength(1);
    expect(messagesOn(progressDeadlineTooShort, silent(301, startup))).toEqual([]);
  });

  test('finds a readiness probe whose first check is after the deadline', () => {
    const late = { startupProbe: null, readinessProbe: { initialDelaySeconds: 120 } };
    expect(verdictsOn(progressDeadlineTooShort, silent(130, late))[0].violations).toMatchObject([{
      path: PATH,
      message: 'No pod counts as available before 130 s (its probes and minReadySeconds), but spec.progressDeadlineSeconds is 130: '
        + 'every update is reported as failed.',
      fix: 'Set spec.progressDeadlineSeconds to 442.',
    }]);
    expect(messagesOn(progressDeadlineTooShort, silent(140, late))).toEqual([]);
  });

  test('passes if no probe takes longer than the deadline', () => {
    expect(appliesTo(progressDeadlineTooShort, silent(100, { startupProbe: null, readinessProbe: null }))).toBe(false);
  });
});

test('a deadline that is not greater than minReadySeconds is refused', () => {
  const change = (deadline: number) => `---\nkind: Deployment\nspec: { progressDeadlineSeconds: ${deadline}, minReadySeconds: 30 }\n`;
  expect(verdictsOn(progressDeadlineTooShort, change(30))[0].violations).toMatchObject([{
    path: PATH,
    message: 'The API server refuses the Deployment, since spec.progressDeadlineSeconds 30 is not greater than spec.minReadySeconds 30: the release stops.',
    fix: 'Set spec.progressDeadlineSeconds to 330.',
  }]);
  expect(messagesOn(progressDeadlineTooShort, change(61))).toEqual([]);
});

test('a pod without containers is judged by the other fields', () => {
  const empty = service(15, 'template: { spec: { containers: null } }');
  expect(messagesOn(progressDeadlineTooShort, empty)).toEqual([expect.stringContaining('after up to 15 s, but spec.progressDeadlineSeconds is 15: a healthy update is reported as failed.')]);
});
