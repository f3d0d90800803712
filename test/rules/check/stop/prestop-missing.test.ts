import { ingress, saidBy, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { prestopMissing as rule } from '../../../../src/rules/check/stop';

const WITHOUT = { lifecycle: null };
const AT = 'spec.template.spec.containers[0].lifecycle.preStop';

test('names the router and how long it goes on sending', () => {
  expect(saidBy(rule, web(WITHOUT))).toEqual([{
    at: AT,
    message: 'Container web has no preStop hook: SIGTERM comes at once, kube-proxy goes on sending for up to 10 s, and these requests fail.',
    fix: `Set ${AT}.sleep.seconds to 10.`,
  }]);
});

test('asks for what a load balancer needs, and for the grace period that this takes', () => {
  expect(saidBy(rule, web(WITHOUT) + ingress('alb'))[0].fix).toBe(`Set ${AT}.sleep.seconds to 45, and spec.template.spec.terminationGracePeriodSeconds to 80.`);
});

test('asks for what the owner has measured', () => {
  expect(saidBy(rule, stating({ 'deregistration-delay': '25s' }, WITHOUT))[0].fix).toBe(`Set ${AT}.sleep.seconds to 25.`);
});

test.each([[29, `Set ${AT}.exec.command to ["/bin/sh", "-c", "sleep 10"].`], [30, `Set ${AT}.sleep.seconds to 10.`]])(
  'recommends to Kubernetes 1.%i what it knows', (kubernetesMinor, fix) => {
    expect(saidBy(rule, web(WITHOUT), { kubernetesMinor })[0].fix).toBe(fix);
  });

test('any hook passes here', () => {
  expect(verdict(rule, web({}))).toBe('passes');
});

test.each([
  ['pods that nobody sends requests to', web(WITHOUT) + WITHOUT_SERVICE],
  ['no containers', 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n'],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
