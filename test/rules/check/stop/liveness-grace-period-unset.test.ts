import { saidBy, verdict, web, WITHOUT_SERVICE } from './changes';
import { livenessGracePeriodUnset as rule } from '../../../../src/rules/check/stop';

const AT = 'spec.template.spec.containers[0].livenessProbe.terminationGracePeriodSeconds';
const live = (more: object = {}) => ({ livenessProbe: { httpGet: { path: '/live', port: 8080 }, ...more } });

test('says how long the restart takes', () => {
  expect(saidBy(rule, web(live()))).toEqual([{
    at: AT,
    message: 'When the liveness probe of container web has failed, the hung process keeps up to 45 s more before it is restarted.',
    fix: `Set ${AT} to 10.`,
  }]);
});

test('finds a long grace period of the probe itself', () => {
  expect(saidBy(rule, web(live({ terminationGracePeriodSeconds: 31 })))[0].message).toContain('up to 31 s more');
  expect(verdict(rule, web(live({ terminationGracePeriodSeconds: 30 })))).toBe('passes');
});

test.each([[30, 'passes'], [31, 'fails']])('a grace period of %i s for the whole pod: %s', (terminationGracePeriodSeconds, expected) => {
  expect(verdict(rule, web(live(), { terminationGracePeriodSeconds }))).toBe(expected);
});

test('does not apply before Kubernetes 1.25, without a liveness probe, without a grace period, or if the pods receive no requests', () => {
  expect(verdict(rule, web(live()), { kubernetesMinor: 25 })).toBe('fails');
  expect(verdict(rule, web(live()), { kubernetesMinor: 24 })).toBe('does not apply');
  expect(verdict(rule, web({}))).toBe('does not apply');
  expect(verdict(rule, web(live(), { terminationGracePeriodSeconds: 0 }))).toBe('does not apply');
  expect(verdict(rule, web(live()) + WITHOUT_SERVICE)).toBe('does not apply');
});
