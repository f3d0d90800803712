import { readinessFailureThresholdOne as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const threshold = (failureThreshold: number | null) => web({ readinessProbe: { failureThreshold } });

test('says that one slow answer is enough', () => {
  expect(saidBy(rule, threshold(1))).toEqual([{
    at: 'spec.template.spec.containers[0].readinessProbe.failureThreshold',
    message: 'One answer of container web that takes longer than 2 s takes the whole pod out of service, and under load all pods at once.',
    fix: 'Set spec.template.spec.containers[0].readinessProbe.failureThreshold to 3.',
  }]);
});

test('a sidecar also makes the pod unready', () => {
  const sidecar = { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', readinessProbe: { tcpSocket: { port: 1 }, failureThreshold: 1 } };
  expect(saidBy(rule, web({ readinessProbe: null }, { initContainers: [sidecar] })))
    .toMatchObject([{ at: 'spec.template.spec.initContainers[0].readinessProbe.failureThreshold' }]);
});

test('a threshold of two and the default pass', () => {
  expect(verdict(rule, threshold(2))).toBe('passes');
  expect(verdict(rule, threshold(null))).toBe('passes');
});

test('does not apply without a readiness probe, or if the pods receive no requests', () => {
  expect(verdict(rule, web({ readinessProbe: null }))).toBe('does not apply');
  expect(verdict(rule, threshold(1) + WITHOUT_SERVICE)).toBe('does not apply');
});

test('the fix also makes a liveness probe more patient that would then be as strict', () => {
  const change = (failureThreshold: number) => web({ readinessProbe: { failureThreshold: 1 }, livenessProbe: { httpGet: { path: '/live', port: 8080 }, periodSeconds: 10, failureThreshold } });
  expect(saidBy(rule, change(2))[0].fix).toBe(
    'Set spec.template.spec.containers[0].readinessProbe.failureThreshold to 3, and spec.template.spec.containers[0].livenessProbe.failureThreshold to 3.');
  expect(saidBy(rule, change(3))[0].fix).toBe('Set spec.template.spec.containers[0].readinessProbe.failureThreshold to 3.');
});
