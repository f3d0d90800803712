import { readinessGateWithoutController as rule } from '../../../../src/rules/check/start';
import { document, ingress, saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const gated = (...conditionTypes: string[]) => web(
  {},
  { readinessGates: conditionTypes.map(conditionType => ({ conditionType })) },
);
const NEG = 'cloud.google.com/load-balancer-neg-ready';
const AT = 'spec.template.spec.readinessGates[0]';
const gateway = `---\n${document({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'web' }, spec: { parentRefs: [{ name: 'main' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
})}`;

test('finds a gate of a network endpoint group that is not requested', () => {
  expect(saidBy(rule, gated(NEG))).toEqual([{
    at: AT,
    message: `No controller sets the condition ${NEG} of a readiness gate: no Service or route here requests a network endpoint group from Google Cloud. No pod is ever ready.`,
    fix: `Remove ${AT}, or give the Service the annotation cloud.google.com/neg.`,
  }]);
});

test('finds a pod that waits for itself', () => {
  expect(saidBy(rule, gated('example.com/warm', 'Ready'))).toEqual([{
    at: 'spec.template.spec.readinessGates[1]',
    message: 'No controller sets the condition Ready of a readiness gate: a pod is ready only after all its gates, so this gate waits for itself. No pod is ever ready.',
    fix: 'Remove spec.template.spec.readinessGates[1].',
  }]);
});

test('finds a condition that the controller no longer sets', () => {
  expect(saidBy(rule, gated('target-health.alb.ingress.k8s.aws/web_web_80'))).toEqual([{
    at: AT,
    message: 'No controller sets the condition target-health.alb.ingress.k8s.aws/web_web_80 of a readiness gate: '
      + 'the AWS load balancer controller has written target-health.elbv2.k8s.aws since version 2. No pod is ever ready.',
    fix: `Remove ${AT}.`,
  }]);
});

test.each([
  ['a Service that requests a group', gated(NEG) + `---\n${document({ kind: 'Service', metadata: { annotations: { 'cloud.google.com/neg': '{}' } } })}`],
  ['an Ingress of Google', gated(NEG) + ingress('gce')],
  ['an internal one', gated(NEG) + ingress('gce-internal')],
  ['a Gateway of Google', gated(NEG) + ingress('gke-l7-gxlb')],
  ['an Ingress of an unknown controller', gated(NEG) + ingress('gce').replace('"ingressClassName":"gce",', '')],
  ['a Gateway of an unknown controller', gated(NEG) + gateway],
  ['a Service that is elsewhere', gated(NEG) + WITHOUT_SERVICE],
  ['a condition that any controller may set', gated('example.com/warm', 'target-health.elbv2.k8s.aws/web', 'x/target-health.alb.ingress.k8s.aws/')],
])('%s passes', (_, change) => {
  expect(verdict(rule, change)).toBe('passes');
});

test.each(['nginx', 'gcextra'])('an Ingress of %s does not request a group', ingressClassName => {
  expect(verdict(rule, gated(NEG) + ingress(ingressClassName))).toBe('fails');
});

test('does not apply without gates', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
});
