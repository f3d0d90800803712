import { hook, ingress, saidBy, verdict, web } from './changes';
import { prestopShorterThanLbDeregistration as rule } from '../../../../src/rules/check/stop';

test('names the load balancer, and asks for a grace period that holds the longer hook', () => {
  expect(saidBy(rule, web(hook({ sleep: { seconds: 10 } })) + ingress('alb'))).toEqual([{
    at: 'spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds',
    message: 'The preStop hook of container web takes 10 s, but an AWS Application Load Balancer goes on sending for up to 45 s: these requests are answered with 502 or 504.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds to 45, and spec.template.spec.terminationGracePeriodSeconds to 80.',
  }]);
});

test.each([[29, 'fails'], [30, 'passes']])('%i s behind an AWS Application Load Balancer: %s', (seconds, expected) => {
  expect(verdict(rule, web(hook({ sleep: { seconds } })) + ingress('alb'))).toBe(expected);
});

test('does not apply to routers in the cluster', () => {
  expect(verdict(rule, web(hook({ sleep: { seconds: 1 } })) + ingress('nginx'))).toBe('does not apply');
});
