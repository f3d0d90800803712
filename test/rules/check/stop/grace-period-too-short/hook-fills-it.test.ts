import { hookFillsIt as rule } from '../../../../../src/rules/check/stop/grace-period-too-short/hook-fills-it';
import { hook, saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from '../changes';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const grace = (seconds: number | null) => ({ terminationGracePeriodSeconds: seconds });

test('says how little is left, and recommends room for the hook and a likely request', () => {
  expect(saidBy(rule, web(shellSleep(60), grace(null)))).toEqual([{
    at: GRACE,
    message: 'The preStop hook of container web takes 60 s of a grace period of 30 s: SIGKILL follows SIGTERM after 2 s, and requests that take longer are cut.',
    fix: `Set ${GRACE} to 95.`,
  }]);
});

test('recommends room for a stated longest request, in whole seconds', () => {
  expect(saidBy(rule, stating({ 'longest-request': '90s' }, shellSleep('45.5')))[0].fix).toBe(`Set ${GRACE} to 141.`);
});

test.each([[42, 'passes'], [43, 'fails'], [45, 'fails']])('a hook of %i s in 45 s: %s', (seconds, expected) => {
  expect(verdict(rule, web(hook({ sleep: { seconds } })))).toBe(expected);
});

test.each([
  ['a longer sleep action, which the API server refuses', web(hook({ sleep: { seconds: 46 } }))],
  ['a hook of unknown length', web(hook({ httpGet: { path: '/drain', port: 8080 } }))],
  ['no hook', web({ lifecycle: null })],
  ['no grace period at all', web(shellSleep(10), grace(0))],
  ['pods that receive no requests', web(shellSleep(60)) + WITHOUT_SERVICE],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

test.each([[['sleep', 'infinity']], [['sh', '-c', 'echo bye; tail -f /dev/null']]])('a hook that never ends fills the grace period: %j', command => {
  expect(saidBy(rule, web(hook({ exec: { command } })))).toEqual([{
    at: 'spec.template.spec.containers[0].lifecycle.preStop.exec.command',
    message: 'The preStop hook of container web never ends, and takes the whole grace period of 45 s: SIGKILL follows SIGTERM after 2 s, and requests that take longer are cut.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.',
  }]);
});

test.each([
  ['if it is limited', web(hook({ exec: { command: ['timeout', '10', 'sleep', 'infinity'] } })), 'passes'],
  ['if its owner states how long it takes', stating({ 'stop-delay': '10s' }, hook({ exec: { command: ['sleep', 'infinity'] } })), 'passes'],
  ['without requests', web(hook({ exec: { command: ['sleep', 'infinity'] } })) + WITHOUT_SERVICE, 'does not apply'],
])('no hook that never ends is reported %s', (_, change, expected) => {
  expect(verdict(rule, change)).toBe(expected);
});
