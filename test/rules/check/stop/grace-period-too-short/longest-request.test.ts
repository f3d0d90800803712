import { belowLongestRequest as rule } from '../../../../../src/rules/check/stop/grace-period-too-short/longest-request';
import { hook, saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from '../changes';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const LONG = { 'longest-request': '60s' };
const grace = (seconds: number) => ({ terminationGracePeriodSeconds: seconds });

test('shows the sum', () => {
  expect(saidBy(rule, stating(LONG))).toEqual([{
    at: GRACE,
    message: 'The grace period is 45 s, of which the preStop hook takes 10 s: 35 s are left for requests that take up to 60 s and 5 s to exit, so SIGKILL cuts some.',
    fix: `Set ${GRACE} to 75.`,
  }]);
});

test.each([
  ['no hook', { lifecycle: null }],
  ['a hook of unknown length', hook({ httpGet: { path: '/drain', port: 8080 } })],
  ['a hook of 0 s', hook({ sleep: { seconds: 0 } })],
])('counts 0 s for %s', (_, container) => {
  expect(saidBy(rule, stating(LONG, container, grace(64)))).toEqual([{
    at: GRACE,
    message: 'The grace period is 64 s: 64 s are left for requests that take up to 60 s and 5 s to exit, so SIGKILL cuts some.',
    fix: `Set ${GRACE} to 65.`,
  }]);
  expect(verdict(rule, stating(LONG, container, grace(65)))).toBe('passes');
});

test.each([[74, 'fails'], [75, 'passes']])('10 s of hook, 60 s of request and 5 s in %i s: %s', (seconds, expected) => {
  expect(verdict(rule, stating(LONG, {}, grace(seconds)))).toBe(expected);
});

test('a fraction of a second rounds up', () => {
  expect(saidBy(rule, stating(LONG, shellSleep('9.5'), grace(74)))[0].fix).toBe(`Set ${GRACE} to 75.`);
  expect(verdict(rule, stating(LONG, shellSleep('9.5'), grace(75)))).toBe('passes');
});

test('the annotation overrides what is stated for all services', () => {
  expect(verdict(rule, stating({ 'longest-request': '10s' }), { longestRequest: 60 })).toBe('passes');
  expect(verdict(rule, web({}), { longestRequest: 60 })).toBe('fails');
});

test('a worker without a Service counts if its own annotation states a time', () => {
  expect(verdict(rule, stating(LONG) + WITHOUT_SERVICE)).toBe('fails');
  expect(verdict(rule, web({}) + WITHOUT_SERVICE, { longestRequest: 60 })).toBe('does not apply');
});

test('two seconds are too short even without a hook', () => {
  expect(verdict(rule, stating({ 'longest-request': '1s' }, { lifecycle: null }, grace(2)))).toBe('fails');
});

test.each([
  ['requests of unknown length', web({}, grace(12))],
  ['no grace period at all', stating(LONG, {}, grace(0))],
  ['a hook that uses it up', stating(LONG, shellSleep(45))],
  ['a sleep action that the API server refuses', stating(LONG, hook({ sleep: { seconds: 46 } }))],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
