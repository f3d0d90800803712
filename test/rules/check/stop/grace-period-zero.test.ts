import { saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { gracePeriodZero as rule } from '../../../../src/rules/check/stop';
import { exampleManifests } from '../../../../src/rules/examples';
import { manifestsIn } from '../judging';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const grace = (seconds: unknown, container: object = {}) => web(container, { terminationGracePeriodSeconds: seconds });

test('zero kills pods at once', () => {
  expect(saidBy(rule, grace(0))).toEqual([{
    at: GRACE,
    message: 'The grace period is 0 s: each stopped pod is killed at once, without its preStop hook, and all its requests are cut.',
    fix: `Set ${GRACE} to 45.`,
  }]);
});

// The API server accepts it with a warning, so the reading does too.
test('a negative period counts as a second', () => {
  expect(manifestsIn(exampleManifests(grace(-5))).workloads[0].gracePeriod).toBe(1);
  expect(saidBy(rule, grace(-5))).toEqual([{
    at: GRACE,
    message: 'The grace period is -5 s, which counts as 1 s: each stopped pod is killed after that, and its requests are cut.',
    fix: `Set ${GRACE} to 45.`,
  }]);
});

test('the remedy has room for the hook, or the deregistration delay, and the longest request', () => {
  expect(saidBy(rule, grace(0, shellSleep(20)))[0].fix).toBe(`Set ${GRACE} to 55.`);
  expect(saidBy(rule, stating({ 'deregistration-delay': '25s', 'longest-request': '60s' }, { lifecycle: null }, { terminationGracePeriodSeconds: 0 }))[0].fix)
    .toBe(`Set ${GRACE} to 90.`);
});

test('one second passes', () => {
  expect(verdict(rule, grace(1))).toBe('passes');
});

test('does not apply to the default, nor to pods that receive no requests', () => {
  expect(verdict(rule, grace(null))).toBe('does not apply');
  expect(verdict(rule, grace(0) + WITHOUT_SERVICE)).toBe('does not apply');
});
