import { saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { clustersOf, parseManifests } from '../../../src/manifests';
import { graceZeroOrNegative as rule } from '../../../src/rules/stop';
import { exampleManifests } from '../example-manifests';
import { TARGET } from '../judging';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const grace = (seconds: unknown, container: object = {}) => web(container, { terminationGracePeriodSeconds: seconds });

test('zero kills at once', () => {
  expect(saidBy(rule, grace(0))).toEqual([{
    at: GRACE,
    message: 'The grace period is 0 s: each stopped pod is killed at once, without its preStop hook, and all its requests are cut.',
    fix: `Set ${GRACE} to 45.`,
  }]);
});

// Reading says that the number does not fit, and goes on.
test('a negative period counts as a second', () => {
  const { objects } = parseManifests('test.yaml', exampleManifests(grace(-5)));
  const [{ violations }] = rule.judge(clustersOf(objects).clusters[0], TARGET);
  expect(violations).toEqual([{
    path: GRACE.split('.'),
    message: 'The grace period is -5 s, which counts as 1 s: each stopped pod is killed after that, and its requests are cut.',
    fix: `Set ${GRACE} to 45.`,
  }]);
});

test('the remedy holds the hook, or what routers need, and the longest request', () => {
  expect(saidBy(rule, grace(0, shellSleep(20)))[0].fix).toBe(`Set ${GRACE} to 55.`);
  expect(saidBy(rule, stating({ 'deregistration-delay': '25s', 'longest-request': '60s' }, { lifecycle: null }, { terminationGracePeriodSeconds: 0 }))[0].fix)
    .toBe(`Set ${GRACE} to 90.`);
});

test('one second passes', () => {
  expect(verdict(rule, grace(1))).toBe('passes');
});

test('does not apply to the default, nor to pods that nobody sends requests to', () => {
  expect(verdict(rule, grace(null))).toBe('does not apply');
  expect(verdict(rule, grace(0) + WITHOUT_SERVICE)).toBe('does not apply');
});
