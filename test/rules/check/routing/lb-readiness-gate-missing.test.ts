import { lbReadinessGateMissing } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = lbReadinessGateMissing;
const ALB = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/target-type: ip } }
spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
`;
const NLB = `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip } }
spec: { type: LoadBalancer }
---
`;
const AGIC = ALB.replace('ingressClassName: alb', 'ingressClassName: azure-application-gateway');

function minReady(seconds: number): string {
  return `kind: Deployment\nspec: { minReadySeconds: ${seconds} }\n`;
}

function namespace(label: string, name = 'shop'): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${label} } }\n`;
}

test('says that the update does not wait for the registration', () => {
  const [{ object, violations }] = verdictsOn(rule, `${ALB}${minReady(10)}`);
  expect(object.kind).toBe('Deployment');
  expect(violations).toMatchObject([{
    path: ['spec', 'minReadySeconds'],
    message: 'A new pod counts as available 10 s after it is ready, but an AWS Application Load Balancer may need 60 s until it sends requests to it: '
      + 'the update stops old pods before that, and with the last of them every request fails.',
    fix: 'Label Namespace shop with elbv2.k8s.aws/pod-readiness-gate-inject: enabled, or set spec.minReadySeconds to 60.',
  }]);
});

test.each([['ALB', ALB, 60], ['NLB', NLB, 180], ['Application Gateway', AGIC, 90]])('passes an %s if the update waits long enough', (_, balancer, seconds) => {
  expect(messagesOn(rule, `${balancer}${minReady(seconds)}`)).toEqual([]);
  expect(messagesOn(rule, `${balancer}${minReady(seconds - 1)}`)).toHaveLength(1);
});

test.each(['elbv2.k8s.aws/pod-readiness-gate-inject', 'eks.amazonaws.com/pod-readiness-gate-inject'])('passes with the label %s of the namespace', label => {
  expect(messagesOn(rule, `${ALB}${namespace(`${label}: enabled`)}`)).toEqual([]);
  expect(messagesOn(rule, `${ALB}${namespace(`${label}: disabled`)}`)).toHaveLength(1);
  expect(messagesOn(rule, `${ALB}${namespace(`${label}: enabled`, 'other')}`)).toHaveLength(1);
});

test.each(['target-health.elbv2.k8s.aws/a', 'target-health.alb.ingress.k8s.aws/a', 'target-health.eks.amazonaws.com/a'])('passes with the gate %s', gate => {
  const gated = (type: string) => `${NLB}kind: Deployment\nspec: { template: { spec: { readinessGates: [{ conditionType: ${type} }] } } }\n`;
  expect(messagesOn(rule, gated(gate))).toEqual([]);
  expect(messagesOn(rule, gated(`x-${gate}`))).toHaveLength(1);
});

test('recommends no gate for Azure, which has none', () => {
  const [{ violations: [{ message, fix }] }] = verdictsOn(rule, `${AGIC}${namespace('elbv2.k8s.aws/pod-readiness-gate-inject: enabled')}`);
  expect(message).toContain('an Azure Application Gateway may need 90 s');
  expect(fix).toBe('Set spec.minReadySeconds to 90.');
});

test('does not name an unknown namespace', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(rule, `${NLB.replace('metadata: {', 'metadata: { namespace: null,')}kind: Deployment\nmetadata: { namespace: null }\n`);
  expect(fix).toBe('Label the Namespace with elbv2.k8s.aws/pod-readiness-gate-inject: enabled, or set spec.minReadySeconds to 180.');
});

test('does not apply without a load balancer that sends to pods, or to that of Google, which has its own gate', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, ALB.replace('target-type: ip', 'target-type: instance').replace(/---\n$/, ''))).toBe(false);
  expect(appliesTo(rule, 'kind: Service\nmetadata: { annotations: { cloud.google.com/neg: \'{"exposed_ports": {"80":{}}}\' } }\n')).toBe(false);
});
