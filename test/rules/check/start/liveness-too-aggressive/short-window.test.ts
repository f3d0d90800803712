import { shortWindow as rule } from '../../../../../src/rules/check/start/liveness-too-aggressive/short-window';
import { saidBy, verdict, web } from '../../stop/changes';

const AT = 'spec.template.spec.containers[0].livenessProbe.failureThreshold';
const probes = (period: number, failureThreshold: number) => web({
  livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: period, failureThreshold }, readinessProbe: null,
});

test('says how soon it restarts', () => {
  expect(saidBy(rule, probes(7, 4))).toEqual([{
    at: AT,
    message: 'The liveness probe restarts container web after 28 s without an answer (4 checks, 7 s apart): under load it restarts pods that only need time.',
    fix: `Set ${AT} to 9.`,
  }]);
});

test('the fix gives readiness time to act first', () => {
  const change = web({
    livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 3 },
    readinessProbe: { periodSeconds: 30, failureThreshold: 3 },
  });
  expect(saidBy(rule, change)[0].fix).toBe(`Set ${AT} to 36.`);
});

test.each([[29, 'fails'], [30, 'passes']])('%i s: %s', (failureThreshold, expected) => {
  expect(verdict(rule, probes(1, failureThreshold))).toBe(expected);
});

test('a timeout longer than the period extends the failure window', () => {
  const change = (timeoutSeconds: number) => web({
    livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds }, readinessProbe: null,
  });
  expect(verdict(rule, change(10))).toBe('passes');
  expect(saidBy(rule, change(9))).toEqual([{
    at: AT,
    message: 'The liveness probe restarts container web after 27 s without an answer (3 checks, 9 s apart): under load it restarts pods that only need time.',
    fix: `Set ${AT} to 7.`,
  }]);
});

test('does not apply without a liveness probe', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
});

test.each([
  [['ls', '/'], 'does not apply'],
  [['sh', '-c', 'test -d /proc/1'], 'does not apply'],
  [['cat', '/tmp/healthy'], 'fails'],
  [['ls', 'healthy'], 'fails'],
])('%j: %s, since only answers of the application take longer under load', (command, expected) => {
  const livenessProbe = { exec: { command }, periodSeconds: 5, failureThreshold: 3 };
  expect(verdict(rule, web({ livenessProbe, readinessProbe: null }))).toBe(expected);
});
