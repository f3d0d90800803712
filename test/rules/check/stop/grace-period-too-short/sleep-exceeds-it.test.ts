import { sleepExceedsIt as rule } from '../../../../../src/rules/check/stop/grace-period-too-short/sleep-exceeds-it';
import { hook, saidBy, shellSleep, stating, verdict, web } from '../changes';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const sleeping = (seconds: number, grace: number | null) => web(
  hook({ sleep: { seconds } }),
  { terminationGracePeriodSeconds: grace },
);

test('recommends a grace period with room for a likely request', () => {
  expect(saidBy(rule, sleeping(31, null))).toEqual([{
    at: 'spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds',
    message: 'The preStop hook of container web sleeps 31 s, which is longer than the grace period of 30 s: the API server refuses the Deployment.',
    fix: `Set ${GRACE} to 66.`,
  }]);
});

test('recommends a grace period with room for the longest request', () => {
  expect(saidBy(rule, stating({ 'longest-request': '60s' }, hook({ sleep: { seconds: 50 } })))[0].fix).toBe(`Set ${GRACE} to 115.`);
  expect(saidBy(rule, sleeping(50, 45), { longestRequest: 10 })[0].fix).toBe(`Set ${GRACE} to 65.`);
});

test.each([[40, 'passes'], [41, 'fails']])('a sleep of %i s in 40 s: %s', (seconds, expected) => {
  expect(verdict(rule, sleeping(seconds, 40))).toBe(expected);
});

test.each([
  ['a sleep in a shell, which the API server does not check', web(shellSleep(100))],
  ['no grace period at all, which another rule reports', sleeping(10, 0)],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

test('does not apply to a cluster that does not support the sleep action', () => {
  expect(verdict(rule, sleeping(100, 40), { kubernetesMinor: 29 })).toBe('does not apply');
});
