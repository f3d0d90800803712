import { HealthCheck } from '../../../../src';
import { networkpolicyDeniesAll as rule } from '../../../../src/rules/check/routing';
import { manifestsOf } from '../../../service/refusals/refusal';
import { judged, messagesOn, verdictsOn } from '../judging';

const policy = (spec: object, name = 'deny', apiVersion = 'networking.k8s.io/v1', kind = 'NetworkPolicy') =>
  `---\n${JSON.stringify({ apiVersion, kind, metadata: { name }, spec })}\n`;
const WEB = { podSelector: { matchLabels: { app: 'web' } } };
const DENY = policy({ ...WEB, policyTypes: ['Ingress', 'Egress'] });

test('says that every request fails', () => {
  expect(verdictsOn(rule, DENY)).toMatchObject([{
    object: { kind: 'NetworkPolicy' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'ingress'],
      message: 'NetworkPolicy deny allows no traffic to the pods of web, and no other policy here allows any: every request fails.',
      fix: 'Allow the callers in spec.ingress, or in another policy; in cdk8s-plus with connections.allowFrom.',
    }],
  }]);
});

test.each([
  ['without policyTypes, which default to Ingress', { ...WEB }],
  ['with an empty list of rules', { ...WEB, ingress: [] }],
])('a policy %s denies all traffic', (_, spec) => {
  expect(messagesOn(rule, policy(spec))).toHaveLength(1);
});

test.each([
  ['a policy that has a rule', policy({ ...WEB, ingress: [{}] })],
  ['a policy beside one that allows callers', DENY + policy({ ...WEB, ingress: [{ ports: [{ port: 8080 }] }] }, 'allow')],
  ['a policy beside one that allows callers of the whole namespace', DENY + policy({ podSelector: {}, ingress: [{}] }, 'allow')],
  ['a policy of egress', policy({ ...WEB, policyTypes: ['Egress'] })],
  ['a policy for the whole namespace, which is a default for other policies', policy({ podSelector: {}, policyTypes: ['Ingress'] })],
  ['a policy for other pods', policy({ podSelector: { matchLabels: { app: 'other' } } })],
  ['a policy beside one of another API group', DENY + policy({}, 'cilium', 'cilium.io/v2', 'CiliumNetworkPolicy')],
  ['a policy for pods that no Service selects', DENY + '---\nkind: Service\n$patch: delete\n'],
])('%s passes', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test('a service with isolate and without connections is found', () => {
  const { findings } = judged(manifestsOf({ isolate: true, healthCheck: HealthCheck.http('/healthcheck') }));
  expect(findings.map(finding => finding.rule.id)).toEqual(['networkpolicy-denies-all']);
});
