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

test('a network endpoint group that nobody asks for', () => {
  expect(saidBy(rule, gated(NEG))).toEqual([{
    at: AT,
    message: `Nobody sets the condition ${NEG} of a readiness gate: no Service or route here asks Google Cloud for a network endpoint group. No pod is ever ready.`,
    fix: `Remove ${AT}, or give the Service the annotation cloud.google.com/neg.`,
  }]);
});

test('a pod that waits for itself', () => {
  expect(saidBy(rule, gated('example.com/warm', 'Ready'))).toEqual([{
    at: 'spec.template.spec.readinessGates[1]',
    message: 'Nobody sets the condition Ready of a readiness gate: a pod is ready only after all its gates, so it waits for itself. No pod is ever ready.',
    fix: 'Remove spec.template.spec.readinessGates[1].',
  }]);
});

test('a condition of a controller that is no more', () => {
  expect(saidBy(rule, gated('target-health.alb.ingress.k8s.aws/web_web_80'))).toEqual([{
    at: AT,
    message: 'Nobody sets the condition target-health.alb.ingress.k8s.aws/web_web_80 of a readiness gate: '
      + 'the AWS load balancer controller has written target-health.elbv2.k8s.aws since version 2. No pod is ever ready.',
    fix: `Remove ${AT}.`,
  }]);
});

test.each([
  ['a Service that asks for a group', gated(NEG) + `---\n${document({ kind: 'Service', metadata: { annotations: { 'cloud.google.com/neg': '{}' } } })}`],
  ['an Ingress of Google', gated(NEG) + ingress('gce')],
  ['an internal one', gated(NEG) + ingress('gce-internal')],
  ['a Gateway of Google', gated(NEG) + ingress('gke-l7-gxlb')],
  ['an Ingress of nobody knows whom', gated(NEG) + ingress('gce').replace('"ingressClassName":"gce",', '')],
  ['a Gateway of nobody knows whom', gated(NEG) + gateway],
  ['a Service that is elsewhere', gated(NEG) + WITHOUT_SERVICE],
  ['a condition that anybody may set', gated('example.com/warm', 'target-health.elbv2.k8s.aws/web', 'x/target-health.alb.ingress.k8s.aws/')],
])('%s passes', (_, change) => {
  expect(verdict(rule, change)).toBe('passes');
});

test.each(['nginx', 'gcextra'])('an Ingress of %s asks for no group', ingressClassName => {
  expect(verdict(rule, gated(NEG) + ingress(ingressClassName))).toBe('fails');
});

test('does not apply without gates', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
});
