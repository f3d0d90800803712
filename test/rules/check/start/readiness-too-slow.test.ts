import { readinessTooSlow as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const PROBE = 'spec.template.spec.containers[0].readinessProbe';
const readiness = (timing: object) => web({ readinessProbe: timing });

test('says for how long a hung pod gets requests', () => {
  expect(saidBy(rule, readiness({ failureThreshold: 100 }))).toEqual([{
    at: `${PROBE}.failureThreshold`,
    message: 'The readiness probe of container web must fail 100 times, once every 5 s, before the pod is unready: a pod that hangs gets requests for 500 s.',
    fix: `Set ${PROBE}.failureThreshold to 12.`,
  }]);
});

test('recommends a shorter period if fewer failures would be too few', () => {
  expect(saidBy(rule, readiness({ periodSeconds: 60 }))).toMatchObject([{
    at: `${PROBE}.periodSeconds`,
    fix: `Set ${PROBE}.periodSeconds to 10, and ${PROBE}.failureThreshold to 3.`,
  }]);
});

test('the fix shortens a timeout longer than the period', () => {
  expect(saidBy(rule, readiness({ periodSeconds: 10, timeoutSeconds: 30, failureThreshold: 3 }))).toEqual([{
    at: `${PROBE}.timeoutSeconds`,
    message: 'The readiness probe of container web must fail 3 times, once every 30 s, before the pod is unready: a pod that hangs gets requests for 90 s.',
    fix: `Set ${PROBE}.timeoutSeconds to 10, and ${PROBE}.failureThreshold to 3.`,
  }]);
});

test.each([
  ['60 s', { periodSeconds: 5, failureThreshold: 12 }],
  ['60 s in slow steps', { periodSeconds: 20, failureThreshold: 3 }],
  ["Kubernetes' defaults", { periodSeconds: null, failureThreshold: null }],
])('%s pass', (_, timing) => {
  expect(verdict(rule, readiness(timing))).toBe('passes');
});

test('the recommended values pass', () => {
  expect(verdict(rule, readiness({ periodSeconds: 7, failureThreshold: 9 }))).toBe('fails');
  expect(verdict(rule, readiness({ periodSeconds: 7, failureThreshold: 8 }))).toBe('passes');
  expect(verdict(rule, readiness({ periodSeconds: 10, failureThreshold: 3 }))).toBe('passes');
});

test('passes a liveness probe that restarts a hung container within a minute', () => {
  const livenessProbe = { httpGet: { path: '/live', port: 8080 }, periodSeconds: 10, failureThreshold: 6 };
  expect(verdict(rule, web({ readinessProbe: { failureThreshold: 100 }, livenessProbe }))).toBe('passes');
  expect(verdict(rule, web({ readinessProbe: { failureThreshold: 100 }, livenessProbe: { ...livenessProbe, failureThreshold: 7 } }))).toBe('fails');
});

test('does not apply without a readiness probe, or where no Service sends requests', () => {
  expect(verdict(rule, web({ readinessProbe: null }))).toBe('does not apply');
  expect(verdict(rule, readiness({ failureThreshold: 100 }) + WITHOUT_SERVICE)).toBe('does not apply');
});
