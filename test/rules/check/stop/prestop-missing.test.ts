import { ingress, saidBy, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { prestopMissing as rule } from '../../../../src/rules/check/stop';
import { appliesTo, messagesOn } from '../judging';

const WITHOUT = { lifecycle: null };
const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const AT = 'spec.template.spec.containers[0].lifecycle.preStop';

test('names the router and how long it keeps sending', () => {
  expect(saidBy(rule, web(WITHOUT))).toEqual([{
    at: AT,
    message: 'Container web has no preStop hook: SIGTERM is sent at once, kube-proxy keeps sending for up to 10 s, and these requests fail.',
    fix: `Set ${AT}.sleep.seconds to 10, and ${GRACE} to 55.`,
  }]);
});

test('recommends the delay of a load balancer, and the grace period that it requires', () => {
  expect(saidBy(rule, web(WITHOUT) + ingress('alb'))[0].fix).toBe(`Set ${AT}.sleep.seconds to 45, and ${GRACE} to 90.`);
});

test('recommends the delay that the owner has stated', () => {
  expect(saidBy(rule, stating({ 'deregistration-delay': '25s' }, WITHOUT))[0].fix).toBe(`Set ${AT}.sleep.seconds to 25, and ${GRACE} to 70.`);
});

test.each([[29, `Set ${AT}.exec.command to ["/bin/sh", "-c", "sleep 10"], and ${GRACE} to 55.`], [30, `Set ${AT}.sleep.seconds to 10, and ${GRACE} to 55.`]])(
  'recommends to Kubernetes 1.%i only what it supports', (kubernetesMinor, fix) => {
    expect(saidBy(rule, web(WITHOUT), { kubernetesMinor })[0].fix).toBe(fix);
  });

test.each([
  ['30 s, which keeps the 30 s for requests', undefined, 30, ', and GRACE to 40'],
  ['20 s', undefined, 20, ', and GRACE to 30'],
  ['1 s, which is too little for any request', undefined, 1, ', and GRACE to 45'],
  ['room for the longest request', '20s', 30, ', and GRACE to 35'],
  ['nothing if there is room for the longest request', '15s', 30, ''],
])('adds the delay to the grace period: %s', (_, longestRequest, terminationGracePeriodSeconds, room) => {
  const change = stating(longestRequest === undefined ? {} : { 'longest-request': longestRequest }, WITHOUT, { terminationGracePeriodSeconds });
  expect(saidBy(rule, change)[0].fix).toBe(`Set ${AT}.sleep.seconds to 10${room.replace('GRACE', GRACE)}.`);
});

test('any hook passes here', () => {
  expect(verdict(rule, web({}))).toBe('passes');
});

test.each([
  ['pods that receive no requests', web(WITHOUT) + WITHOUT_SERVICE],
  ['no containers', 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n'],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

describe('applies if another pod takes over the requests', () => {
  const WITHOUT_HOOK = '---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n';
  const recreated = (replicas: number): string =>
    `${WITHOUT_HOOK}---\nkind: Deployment\nspec: { replicas: ${replicas}, strategy: { $patch: replace, type: Recreate } }\n`;

  test('does not apply to the only pod with some data, since no other pod can answer', () => {
    const store = (replicas: number) => `${WITHOUT_HOOK}---\nkind: Deployment\nspec: { replicas: ${replicas}, template: { spec: { containers: [{ name: web, image: 'redis:7.2' }] } } }\n`;
    expect(verdict(rule, store(1))).toBe('does not apply');
    expect(verdict(rule, store(2))).toBe('fails');
  });

  test('does not apply to the only pod of Recreate, nor to 0 replicas', () => {
    expect(appliesTo(rule, recreated(1))).toBe(false);
    expect(appliesTo(rule, recreated(0))).toBe(false);
  });

  test('applies to several pods, of which a drain stops one', () => {
    expect(messagesOn(rule, recreated(3))).toHaveLength(1);
  });
});
