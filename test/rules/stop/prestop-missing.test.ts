import { prestopMissing } from '../../../src/rules/stop';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const WITHOUT = `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }
`;

test('names the router and how long it goes on sending', () => {
  expect(messagesOn(prestopMissing, WITHOUT)).toEqual([
    'Container web has no preStop hook: SIGTERM comes at once, kube-proxy goes on sending for up to 10 s, and these requests fail.',
  ]);
});

test('asks for what a load balancer needs', () => {
  const ingress = `${WITHOUT}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
  const [{ violations: [{ fix }] }] = verdictsOn(prestopMissing, ingress);
  expect(fix).toBe('Set spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds to 45.');
});

test('asks for what the owner has measured', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(prestopMissing, WITHOUT.replace('spec:', 'metadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: 25s } }\nspec:'));
  expect(fix).toContain('to 25.');
});

test('does not apply to pods that nobody sends requests to', () => {
  expect(appliesTo(prestopMissing, `${WITHOUT}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});
