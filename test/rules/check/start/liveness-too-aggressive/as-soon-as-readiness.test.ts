import { asSoonAsReadiness as rule } from '../../../../../src/rules/check/start/liveness-too-aggressive/as-soon-as-readiness';
import { saidBy, verdict, web } from '../../stop/changes';

const AT = 'spec.template.spec.containers[0].livenessProbe.failureThreshold';
const probes = (liveness: [number, number], readiness: [number, number]) => web({
  livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: liveness[0], failureThreshold: liveness[1] },
  readinessProbe: { periodSeconds: readiness[0], failureThreshold: readiness[1] },
});

test('says when each probe acts', () => {
  expect(saidBy(rule, probes([10, 3], [8, 4]))).toEqual([{
    at: AT,
    message: 'A pod whose container web does not answer is out of service after 32 s and restarted after 30 s: a pod that is only overloaded has no time to recover.',
    fix: `Set ${AT} to 7.`,
  }]);
});

test('a liveness probe that restarts busy pods is left to another part', () => {
  expect(verdict(rule, probes([5, 1], [5, 1]))).toBe('does not apply');
});

test.each([[3, 'fails'], [4, 'passes']])('%i × 10 s of liveness, twice 20 s of readiness: %s', (failureThreshold, expected) => {
  expect(verdict(rule, probes([10, failureThreshold], [10, 2]))).toBe(expected);
});

test('does not apply without both', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
  expect(verdict(rule, web({ livenessProbe: { tcpSocket: { port: 1 } }, readinessProbe: null }))).toBe('does not apply');
});
