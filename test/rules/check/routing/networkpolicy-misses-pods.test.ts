import { networkpolicyMissesPods } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = networkpolicyMissesPods;

function policy(spec: string, apiVersion = 'networking.k8s.io/v1', kind = 'NetworkPolicy'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\nspec: ${spec}\n`;
}

test('names the labels that no pod has', () => {
  expect(verdictsOn(rule, policy('{ podSelector: { matchLabels: { app: wbe }, matchExpressions: [{ key: tier, operator: In, values: [a, b] }] } }'))[0].violations).toMatchObject([{
    path: ['spec', 'podSelector'],
    message: 'No pod here has the labels app=wbe, tier In a b: the policy applies to no pod, so what it allows is not allowed, and what it denies is not denied.',
    fix: 'Set spec.podSelector.matchLabels to labels of the pods that the policy is meant for.',
  }]);
});

test('names the label that the next release changes', () => {
  expect(verdictsOn(rule, policy('{ podSelector: { matchLabels: { app: web, version: 1.4.2 } } }'))[0].violations).toMatchObject([{
    path: ['spec', 'podSelector', 'matchLabels', 'version'],
    message: 'The policy selects pods by version=1.4.2, which the next release changes: during the update it applies to only one half of the pods.',
    fix: 'Remove spec.podSelector.matchLabels.version.',
  }]);
});

test.each([['ingress', 'from'], ['egress', 'to']])('also checks the peers of %s rules', (direction, side) => {
  const allowed = (labels: string) => policy(`{ podSelector: {}, ${direction}: [{}, { ${side}: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { podSelector: { matchLabels: { ${labels} } } }] }] }`);
  expect(messagesOn(rule, allowed('app: caller'))).toEqual([]);
  expect(messagesOn(rule, allowed('app: web'))).toEqual([]);
  expect(verdictsOn(rule, allowed('app: caller, helm.sh/chart: web-1.2.3'))[0].violations.map(({ path }) => path))
    .toEqual([['spec', direction, 1, side, 1, 'podSelector', 'matchLabels', 'helm.sh/chart']]);
});

test.each([
  '{ podSelector: { matchLabels: { app: web } } }', '{ podSelector: {} }', '{ policyTypes: [Ingress] }', '{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }',
])('passes %s', spec => {
  expect(appliesTo(rule, policy(spec))).toBe(true);
  expect(messagesOn(rule, policy(spec))).toEqual([]);
});

test('checks expressions too', () => {
  expect(messagesOn(rule, policy('{ podSelector: { matchLabels: { app: web }, matchExpressions: [{ key: app, operator: DoesNotExist }] } }'))).toHaveLength(1);
});

test('passes if other pods may be meant', () => {
  const dangling = policy('{ podSelector: { matchLabels: { app: wbe } } }');
  expect(messagesOn(rule, dangling.replace('name: web', 'name: web, namespace: other'))).toEqual([]);
  expect(messagesOn(rule, `${dangling}---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db }\n`)).toEqual([]);
});

test('does not apply to policies of other API groups', () => {
  expect(appliesTo(rule, policy('{}', 'crd.projectcalico.org/v1'))).toBe(false);
  expect(appliesTo(rule, policy('{}', 'networking.k8s.io/v1', 'IngressClass'))).toBe(false);
});

describe('a rule without matching peers', () => {
  const from = (...peers: string[]) => policy(`{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [${peers.join(', ')}] }] }`);
  const nobody = '{ podSelector: { matchLabels: { app: caller } } }';

  test('is reported for ingress', () => {
    expect(verdictsOn(rule, from(nobody, nobody))[0].violations).toMatchObject([{
      path: ['spec', 'ingress', 0, 'from', 0, 'podSelector'],
      message: 'The policy allows this only from pods with the labels app=caller, but no pod of its namespace here has them: without a namespaceSelector the traffic is not allowed for pods of any other.',
      fix: 'Set spec.ingress[0].from[0].podSelector.matchLabels to labels that the pods at the other end have, or if these run in another namespace, spec.ingress[0].from[0].namespaceSelector to select it.',
    }]);
  });

  test('is reported for egress', () => {
    const out = policy('{ podSelector: {}, egress: [{}, { to: [{ podSelector: { matchLabels: { app: db } } }] }] }');
    expect(messagesOn(rule, out)).toEqual(['The policy allows this only to pods with the labels app=db, but no pod of its namespace here has them: without a namespaceSelector the traffic is not allowed for pods of any other.']);
  });

  test.each([
    ['pods that exist', '{ podSelector: { matchLabels: { app: web } } }'], ['addresses', '{ ipBlock: { cidr: 10.0.0.0/8 } }'],
    ['a namespace', '{ namespaceSelector: {} }'], ['pods of a namespace', '{ podSelector: { matchLabels: { app: caller } }, namespaceSelector: {} }'],
  ])('is not reported if it also allows %s', (_, peer) => {
    expect(messagesOn(rule, from(nobody, peer))).toEqual([]);
    expect(messagesOn(rule, from(peer))).toEqual([]);
  });

  test('is not reported if it has no peers', () => {
    expect(messagesOn(rule, from())).toEqual([]);
  });

  test('is not reported if pods may be elsewhere', () => {
    expect(messagesOn(rule, from(nobody).replace('name: web', 'name: web, namespace: other'))).toEqual([]);
    expect(messagesOn(rule, `${from(nobody)}---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db }\n`)).toEqual([]);
  });

  test('is reported once, together with a defect of the policy itself', () => {
    expect(messagesOn(rule, from(nobody).replace('app: web', 'app: wbe'))).toHaveLength(1);
    expect(messagesOn(rule, from(nobody).replace('app: web', 'app: web, version: 1.4.2'))[0]).toContain('version=1.4.2');
  });
});

test('gives up if unrealistically many pods share a label', () => {
  const pods = (count: number) => Array.from({ length: count }, (_, i) => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: p${i}, labels: { app: many } }\n`).join('');
  const dangling = policy('{ podSelector: { matchLabels: { app: many }, matchExpressions: [{ key: app, operator: DoesNotExist }] } }');
  expect(messagesOn(rule, `${dangling}${pods(999)}`)).toHaveLength(1);
  expect(messagesOn(rule, `${dangling}${pods(1000)}`)).toEqual([]);
});
