import { tcpSocket as rule } from '../../../../../src/rules/check/stop/prestop-cannot-run/tcp-socket';
import { hook, saidBy, stating, verdict, web, WITHOUT_SERVICE } from '../changes';

const TCP = hook({ tcpSocket: { port: 8080 } });
const AT = 'spec.template.spec.containers[0].lifecycle.preStop.tcpSocket';

test('recommends a sleep', () => {
  expect(saidBy(rule, web(TCP))).toEqual([{
    at: AT,
    message: 'The preStop hook of container web is a tcpSocket, which the kubelet does not run: the hook fails, and SIGTERM is sent at once.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.',
  }]);
});

test.each([[29, 'Set spec.template.spec.containers[0].lifecycle.preStop to { "exec": { "command": ["/bin/sh", "-c", "sleep 25"] } }, and spec.template.spec.terminationGracePeriodSeconds to 70.'], [30, 'Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 25 } }, and spec.template.spec.terminationGracePeriodSeconds to 70.']])(
  'recommends to Kubernetes 1.%i only what it supports, as long as routers need', (kubernetesMinor, fix) => {
    expect(saidBy(rule, stating({ 'deregistration-delay': '25s' }, TCP), { kubernetesMinor })[0].fix).toBe(fix);
  });

test('other hooks pass, and so do those that the API server refuses anyway', () => {
  expect(verdict(rule, web({}))).toBe('passes');
  expect(verdict(rule, web(hook({})))).toBe('passes');
});

test('does not apply without a hook, or if the pods receive no requests', () => {
  expect(verdict(rule, web({ lifecycle: null }))).toBe('does not apply');
  expect(verdict(rule, web(TCP) + WITHOUT_SERVICE)).toBe('does not apply');
});
