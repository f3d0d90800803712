import { sleepAction as rule } from '../../../../../src/rules/check/cluster/field-unsupported-by-cluster/sleep-action';
import { saidBy, shellSleep, verdict, web } from '../../stop/changes';

test('recommends the same sleep in a shell and keeps the grace period, since the hook takes as long', () => {
  expect(saidBy(rule, web({}), { kubernetesMinor: 29 })).toEqual([{
    at: 'spec.template.spec.containers[0].lifecycle.preStop.sleep',
    message: 'Kubernetes 1.29 does not have the sleep action in the preStop hook of container web: it either drops the hook, so that SIGTERM is sent at once, or refuses the pods.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop to { "exec": { "command": ["/bin/sh", "-c", "sleep 10"] } }.',
  }]);
});

test('does not apply from Kubernetes 1.30 on, nor without a hook', () => {
  expect(verdict(rule, web({}), { kubernetesMinor: 30 })).toBe('does not apply');
  expect(verdict(rule, web({ lifecycle: null }), { kubernetesMinor: 29 })).toBe('does not apply');
});

test('a hook that sleeps in a shell passes', () => {
  expect(verdict(rule, web(shellSleep(10)), { kubernetesMinor: 29 })).toBe('passes');
});

test('a sidecar counts, too', () => {
  const sidecar = { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', lifecycle: { preStop: { sleep: { seconds: 5 } } } };
  expect(saidBy(rule, web(shellSleep(10), { initContainers: [sidecar] }), { kubernetesMinor: 29 }))
    .toMatchObject([{ at: 'spec.template.spec.initContainers[0].lifecycle.preStop.sleep' }]);
});
