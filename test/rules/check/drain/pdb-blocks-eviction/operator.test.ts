import { ofOperator as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/operator';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const cluster = (spec: string, metadata = '') => `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db${metadata} }\nspec: { storage: { size: 1Gi }${spec} }\n`;
const zalando = (spec: string) => `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: { name: shop-db }\nspec: { teamId: shop${spec} }\n`;
const configured = (value: string) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: postgres-operator }\ndata: { enable_pod_disruption_budget: "${value}" }\n`;

test('fails when CloudNativePG has one instance', () => {
  expect(verdictsOn(rule, cluster(', instances: 1'))).toMatchObject([{
    object: { kind: 'Cluster' },
    violations: [{
      path: ['spec', 'instances'],
      message: 'CloudNativePG writes a PodDisruptionBudget that keeps the primary of db, and with one instance no other can take over: its only pod may never be evicted, and every drain of its node gets stuck.',
      fix: 'Set spec.instances to 2, or set spec.enablePDB to false if a drain may stop the database.',
      byHand: 'whether the cluster has room for another copy of its data',
    }],
  }]);
});

test('fails when the instances are not set, which means one', () => {
  expect(messagesOn(rule, cluster(''))).toHaveLength(1);
});

test('fails when Zalando\'s operator has one instance, and does not mention a switch that its object does not have', () => {
  expect(verdictsOn(rule, zalando(', numberOfInstances: 1') + configured('true'))[0].violations[0]).toMatchObject({ path: ['spec', 'numberOfInstances'], fix: 'Set spec.numberOfInstances to 2.' });
});

const redis = (spec: string) => `apiVersion: databases.spotahome.com/v1\nkind: RedisFailover\nmetadata: { name: cache }\nspec: ${spec}\n`;
const elastic = (sets: string, more = '') => `apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\nmetadata: { name: logs }\nspec: { nodeSets: [${sets}]${more} }\n`;
const MASTERS = '{ name: master, count: 3, config: { node.roles: [master] } }';
const ONE_DATA_NODE = '{ name: data, count: 1, config: { node.roles: [data, ingest] } }';

test('fails when a RedisFailover has one sentinel', () => {
  expect(verdictsOn(rule, redis('{ sentinel: { replicas: 1 }, redis: { replicas: 3 } }'))[0].violations).toMatchObject([{
    path: ['spec', 'sentinel', 'replicas'],
    message: 'The Redis operator writes a PodDisruptionBudget that keeps 2 pods of cache, but it has only one sentinel: none may ever be evicted, and every drain of their nodes gets stuck.',
    fix: 'Set spec.sentinel.replicas to 3, or set spec.sentinel.disablePodDisruptionBudget to true if a drain may stop it.',
  }]);
});

test('fails when a RedisFailover has as many pods as its budget keeps, which depends on its Redis instances', () => {
  expect(messagesOn(rule, redis('{ sentinel: { replicas: 2 }, redis: {} }'))).toEqual([expect.stringContaining('it has only 2 sentinels')]);
  expect(messagesOn(rule, redis('{ sentinel: {}, redis: { replicas: 1 } }'))).toEqual([expect.stringContaining('keeps 1 pod of cache, but it has only one Redis instance')]);
  expect(messagesOn(rule, redis('{ sentinel: { replicas: 2 }, redis: { replicas: 2 } }'))).toEqual([]);
});

test('fails when Elasticsearch has one data node beside masters, once for the same field', () => {
  expect(verdictsOn(rule, elastic(`${MASTERS}, ${ONE_DATA_NODE}`))[0].violations).toMatchObject([{
    path: ['spec', 'nodeSets', 1, 'count'],
    message: 'ECK writes a PodDisruptionBudget that selects all pods of logs and, with only one data node, allows no eviction: every drain of their nodes gets stuck, or, with an Enterprise licence, stops the only data node.',
    fix: 'Set spec.nodeSets[1].count to 2, or set spec.podDisruptionBudget to {} if a drain may stop it.',
  }]);
});

test.each([
  ['one master', '{ name: m, count: 1, config: { node: { data: false, ingest: false } } }, { name: d, count: 2, config: { node.master: false } }', 'master node'],
  ['one ingest node', `${MASTERS}, { name: d, count: 2, config: { node.roles: [data] } }, { name: i, count: 1, config: { node: { roles: [ingest] } } }`, 'ingest node'],
])('fails when Elasticsearch has %s', (_, sets, role) => {
  expect(messagesOn(rule, elastic(sets))).toEqual([expect.stringContaining(`only one ${role}, allows`)]);
});

test.each([
  ['there are three sentinels', redis('{ sentinel: { replicas: 3 }, redis: { replicas: 3 } }')],
  ['all nodes of Elasticsearch have all roles', elastic('{ name: a, count: 2 }')],
  ['no node of Elasticsearch has a data role that ECK counts', elastic(`${MASTERS}, { name: d, count: 1, config: { node.roles: [data_hot] } }`)],
  ['there are two', cluster(', instances: 2')],
  ['Zalando\'s are two', zalando(', numberOfInstances: 2')],
])('passes if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['the budget is switched off', cluster(', instances: 1, enablePDB: false')],
  ['its node is being maintained', cluster(', instances: 1, nodeMaintenanceWindow: { inProgress: true }')],
  ['a budget of Elasticsearch is written', elastic(`${MASTERS}, ${ONE_DATA_NODE}`, ', podDisruptionBudget: { spec: { maxUnavailable: 1 } }')],
  ['Elasticsearch has one node, which may be evicted', elastic('{ name: a, count: 1 }')],
  ['the budgets of Redis are switched off', redis('{ sentinel: { replicas: 1, disablePodDisruptionBudget: true }, redis: {} }')],
  ['Redis reads from another one, so that no sentinel runs', redis('{ bootstrapNode: { host: a }, sentinel: { replicas: 1 }, redis: {} }')],
  ['it hibernates', cluster(', instances: 1', ', annotations: { cnpg.io/hibernation: "on" }')],
  ['Zalando\'s operator writes none', zalando(', numberOfInstances: 1') + configured('false')],
  ['Zalando\'s is scaled to nothing', zalando(', numberOfInstances: 0')],
  ['Zalando\'s says no number', zalando('')],
])('does not apply if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});

describe('components of Istio', () => {
  const istio = (spec: object) => `${JSON.stringify({ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata: { name: 'mesh', namespace: 'istio-system' }, spec })}\n`;
  const hpa = (minReplicas: number, more: object = {}) => ({ hpaSpec: { minReplicas, ...more } });
  const gateway = (k8s: object, more: object = {}) => ({ ingressGateways: [{ name: 'istio-ingressgateway', enabled: true, k8s, ...more }] });
  const pilot = (k8s: object, more: object = {}) => ({ pilot: { enabled: true, k8s, ...more } });
  const AT = 'spec.components.ingressGateways[0].k8s.hpaSpec';
  const OLD = { tag: '1.16.2-distroless' };

  test('fails when a gateway and istiod may run as one pod each, as a warning without a version', () => {
    expect(verdictsOn(rule, istio({ profile: 'default', components: { ...pilot(hpa(1)), ...gateway(hpa(1)) } }))[0].violations).toEqual([
      expect.objectContaining({ path: ['spec', 'components', 'pilot', 'k8s', 'hpaSpec', 'minReplicas'], severity: 'warning' }),
      expect.objectContaining({
        severity: 'warning',
        message: 'Istio up to 1.27 writes a PodDisruptionBudget that keeps one pod of istio-ingressgateway: while only one runs, it may not be evicted, and every drain of its node gets stuck. Later versions write none then, and the drain stops the only pod.',
        fix: `Set ${AT}.minReplicas to 2.`,
      }),
    ]);
  });

  test('is an error for a version that writes the budget', () => {
    const [found] = verdictsOn(rule, istio({ ...OLD, components: gateway(hpa(1)) }))[0].violations;
    expect([found.severity, found.message]).toEqual([undefined, 'Istio writes a PodDisruptionBudget that keeps one pod of istio-ingressgateway: while only one runs, it may not be evicted, and every drain of its node gets stuck.']);
  });

  test('raises the greatest number together with the least', () => {
    expect(verdictsOn(rule, istio({ components: gateway(hpa(1, { maxReplicas: 1 })) }))[0].violations[0].fix).toBe(`Set ${AT}.minReplicas to 2, and ${AT}.maxReplicas to 2.`);
  });

  test('knows the default of a version that is stated', () => {
    expect(verdictsOn(rule, istio({ ...OLD, components: gateway({}) }))[0].violations[0].fix).toBe(`Set ${AT}.minReplicas to 2.`);
    expect(messagesOn(rule, istio({ ...OLD, components: pilot({}) }))).toHaveLength(1);
  });

  test.each([
    ['the values of the chart', { components: pilot({}), values: { pilot: { autoscaleMin: 1 } } }, 'Set spec.values.pilot.autoscaleMin to 2.'],
    ['a fixed number', { components: pilot({ replicaCount: 1 }), values: { pilot: { autoscaleEnabled: false } } }, 'Set spec.components.pilot.k8s.replicaCount to 2.'],
    ['a budget that equals the default', { components: pilot({ ...hpa(1), podDisruptionBudget: { minAvailable: 1 } }) }, 'Set spec.components.pilot.k8s.hpaSpec.minReplicas to 2.'],
  ])('fails with one pod by %s', (_, spec, fix) => {
    expect(verdictsOn(rule, istio(spec))[0].violations.map(violation => violation.fix)).toEqual([fix]);
  });

  test.each([
    ['two pods', { ...OLD, components: { ...pilot(hpa(2)), ...gateway(hpa(2)) } }],
    ['no number and no version', { components: { ...pilot({}), ...gateway({}) } }],
    ['a number and a version that writes no such budget', { tag: '1.28.0', components: gateway(hpa(1)) }],
    ['no version by its tag, and no number', { tag: 'latest', components: gateway({}) }],
    ['another profile', { profile: 'demo', components: gateway(hpa(1)) }],
    ['a gateway that is not enabled', { ...OLD, components: gateway(hpa(1), { enabled: false }) }],
    ['a gateway that does not state whether it is enabled', { ...OLD, components: gateway(hpa(1), { enabled: null }) }],
    ['budgets that are switched off', { ...OLD, components: gateway(hpa(1)), values: { global: { defaultPodDisruptionBudget: { enabled: false } } } }],
    ['a budget of its own', { ...OLD, components: gateway({ ...hpa(1), podDisruptionBudget: { maxUnavailable: 1 } }) }],
    ['a patch of the budget', { ...OLD, components: gateway({ ...hpa(1), overlays: [{ kind: 'PodDisruptionBudget', name: 'istio-ingressgateway' }] }) }],
    ['a greater number in the values', { ...OLD, components: gateway(hpa(1)), values: { gateways: { 'istio-ingressgateway': { autoscaleMin: 2 } } } }],
    ['a greater number of replicas', { ...OLD, components: gateway({ ...hpa(1), replicaCount: 3 }) }],
    ['no autoscaler and no number', { ...OLD, components: pilot({}), values: { pilot: { autoscaleEnabled: false } } }],
  ])('does not apply to %s', (_, spec) => {
    expect(appliesTo(rule, istio(spec))).toBe(false);
  });
});
