import { consul as rule } from '../../../../../src/rules/check/stop/sidecar-stops-first/consul';
import { hook, saidBy, verdict, web, WITHOUT_SERVICE } from '../changes';

const INJECTED = { 'connect-inject': 'true' };
const GRACE = 'sidecar-proxy-lifecycle-shutdown-grace-period-seconds';
const LIFECYCLE = 'enable-sidecar-proxy-lifecycle';
const at = (name: string) => `spec.template.metadata.annotations['consul.hashicorp.com/${name}']`;

function annotated(annotations: Record<string, string>): string {
  const written = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`consul.hashicorp.com/${key}`, value]));
  return `---\n${JSON.stringify({ kind: 'Deployment', spec: { template: { metadata: { annotations: written } } } })}\n`;
}

/** The stop delay, and the grace period of the pods. */
function pods(delay: number, grace: number, annotations: Record<string, string> = {}): string {
  return web(hook({ sleep: { seconds: delay } }), { terminationGracePeriodSeconds: grace })
    + annotated({ ...INJECTED, ...annotations });
}

test('names the end of the proxy and of an application with a long grace period', () => {
  expect(saidBy(rule, pods(15, 210))).toEqual([{
    at: at(GRACE),
    message: 'Consul\'s proxy stops 30 s after the stop of a pod has begun, '
      + 'but the application may keep working for 205 s: '
      + 'its answers and its own calls after that fail.',
    fix: `Set ${at(LIFECYCLE)} to "true", and ${at(GRACE)} to "205".`,
  }]);
});

test('a proxy without its lifecycle stops at once', () => {
  expect(saidBy(rule, pods(15, 60, { [LIFECYCLE]: 'false' }))).toEqual([{
    at: at(GRACE),
    message: 'Consul\'s proxy stops at once, but the application keeps working for 15 s: its answers and its own calls after that fail.',
    fix: `Set ${at(LIFECYCLE)} to "true", and ${at(GRACE)} to "45".`,
  }]);
});

test.each<[string, string]>([
  ['a hook that is longer than the default', pods(40, 60)],
  ['a shorter grace period of the proxy', pods(15, 60, { [GRACE]: '10' })],
  ['a grace period of the proxy that is ignored, since its lifecycle is off', pods(15, 60, { [LIFECYCLE]: 'False', [GRACE]: '60' })],
  ['a native sidecar that is off', pods(40, 60, { 'enable-consul-dataplane-as-sidecar': 'false' })],
])('fails with %s', (_, change) => {
  expect(verdict(rule, change)).toBe('fails');
});

test('compares with the stated longest request', () => {
  expect(verdict(rule, pods(15, 60), { longestRequest: 15 })).toBe('passes');
  expect(saidBy(rule, pods(15, 60), { longestRequest: 16 })[0].message).toContain('keeps working for 31 s');
  expect(verdict(rule, pods(15, 300), { longestRequest: 15 })).toBe('passes');
});

test.each<[string, string]>([
  ['the default and a short hook', pods(15, 60)],
  ['the default and a hook of the same length', pods(30, 60)],
  ['a grace period of a minute after the hook', pods(15, 80)],
  ['the printed remedy', pods(15, 210, { [LIFECYCLE]: 'true', [GRACE]: '205' })],
  ['the printed remedy of a proxy without its lifecycle', pods(15, 60, { [LIFECYCLE]: 'true', [GRACE]: '45' })],
  ['an empty annotation', pods(15, 60, { [LIFECYCLE]: '' })],
  ['a grace period in another form', pods(40, 60, { [GRACE]: '10s' })],
  ['a lifecycle in another form', pods(40, 60, { [LIFECYCLE]: 'off' })],
])('passes with %s', (_, change) => {
  expect(verdict(rule, change)).toBe('passes');
});

test.each<[string, string]>([
  ['pods without the annotation', web(hook({ sleep: { seconds: 40 } }))],
  ['pods that opt out', pods(40, 60, { 'connect-inject': 'false' })],
  ['a native sidecar', pods(40, 60, { 'enable-consul-dataplane-as-sidecar': 'true' })],
  ['a hook of unknown length', web(hook({ exec: { command: ['/drain'] } })) + annotated(INJECTED)],
  ['pods without a hook', web({ lifecycle: null }) + annotated(INJECTED)],
  ['pods that receive no requests', pods(40, 60) + WITHOUT_SERVICE],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
