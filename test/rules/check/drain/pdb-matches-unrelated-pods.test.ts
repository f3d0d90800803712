import { limit } from './changes';
import { pdbMatchesUnrelatedPods } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const ALONE = 'kind: Service\n$patch: delete\n';
const POD = 'template: { metadata: { labels: { app: web } }, spec: { containers: [] } }';
const other = (kind: string, name: string, spec: string = POD) => `---
apiVersion: ${kind.endsWith('Job') ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata: { name: ${name} }
spec: { ${spec} }
`;

test.each([
  ['Job', POD],
  ['CronJob', `jobTemplate: { spec: { ${POD} } }`],
  ['DaemonSet', POD],
])('pods of a %s make the budget allow no eviction', (kind, spec) => {
  expect(verdictsOn(pdbMatchesUnrelatedPods, ALONE + other(kind, 'report', spec))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'selector'],
      message: `The budget also selects the pods of ${kind} report, which has no number of replicas from which to calculate spec.maxUnavailable 1: while such a pod exists, no pod of web may be evicted and drains get stuck.`,
      fix: 'Narrow spec.selector to labels that only the pods of web have (now {"app":"web"}), and give the others their own budget.',
    }],
  }]);
});

test('a minAvailable in percent cannot be calculated either', () => {
  expect(messagesOn(pdbMatchesUnrelatedPods, ALONE + other('Job', 'report') + limit('minAvailable: 50%'))).toEqual([
    expect.stringContaining('from which to calculate spec.minAvailable 50%'),
  ]);
});

test('a whole minAvailable counts the pods of both together', () => {
  expect(verdictsOn(pdbMatchesUnrelatedPods, ALONE + other('Job', 'report') + limit('minAvailable: 2'))[0].violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'The budget counts the pods of web and report together: broken pods of one block the drains of the others, and a drain may evict more pods of one than it can spare.',
    fix: 'Narrow spec.selector to labels that only the pods of web have (now {"app":"web"}), and give the others their own budget.',
    severity: 'warning',
  }]);
});

test('does not report a budget that allows no eviction for another reason', () => {
  for (const none of ['maxUnavailable: 0', 'minAvailable: null']) {
    expect(messagesOn(pdbMatchesUnrelatedPods, ALONE + other('Job', 'report') + limit(none))).toEqual([expect.stringContaining('together')]);
  }
});

test.each(['Deployment', 'StatefulSet', 'ReplicaSet'])('a %s of another service does not belong to it', kind => {
  expect(messagesOn(pdbMatchesUnrelatedPods, ALONE + other(kind, 'api'))).toEqual([expect.stringMatching(/^The budget counts the pods of web and api together: /)]);
});

test('names two workloads and counts the rest', () => {
  const manifests = ALONE + other('Deployment', 'api') + other('Deployment', 'cart') + other('Deployment', 'login');
  expect(messagesOn(pdbMatchesUnrelatedPods, manifests)).toEqual([expect.stringContaining('the pods of web, api and 2 more together')]);
});

test('versions behind one Service belong together', () => {
  const service = `---
apiVersion: v1
kind: Service
metadata: { name: canary }
spec: { selector: { track: canary }, ports: [{ port: 80 }] }
`;
  expect(messagesOn(pdbMatchesUnrelatedPods, other('Deployment', 'canary'))).toEqual([]);
  expect(messagesOn(pdbMatchesUnrelatedPods, other('Deployment', 'canary') + service)).toEqual([]);
  expect(messagesOn(pdbMatchesUnrelatedPods, ALONE + other('Deployment', 'canary'))).toHaveLength(1);
});

test('a Service that sends to only some of the pods does not make them one service', () => {
  const stable = 'kind: Deployment\nspec: { template: { metadata: { labels: { track: stable } } } }\n---\nkind: Service\nspec: { selector: { track: stable } }\n';
  expect(messagesOn(pdbMatchesUnrelatedPods, stable + other('Deployment', 'canary'))).toHaveLength(1);
});

test('the pods of one Deployment pass', () => {
  expect(messagesOn(pdbMatchesUnrelatedPods, '')).toEqual([]);
  expect(appliesTo(pdbMatchesUnrelatedPods, '')).toBe(true);
});

test('fails when a budget counts the pods of a StatefulSet and of a Job', () => {
  const shards = `${ALONE}---
kind: Deployment
$patch: delete
${other('StatefulSet', 'shard-0')}${other('Job', 'shard-1')}`;
  expect(messagesOn(pdbMatchesUnrelatedPods, shards)).toEqual([expect.stringContaining('the pods of Job shard-1')]);
});

test('does not apply to a selector that is missing or matches no pod', () => {
  expect(appliesTo(pdbMatchesUnrelatedPods, 'kind: PodDisruptionBudget\nspec: { selector: null }')).toBe(false);
  expect(appliesTo(pdbMatchesUnrelatedPods, 'kind: PodDisruptionBudget\nspec: { selector: { matchLabels: { app: wbe } } }')).toBe(false);
  expect(appliesTo(pdbMatchesUnrelatedPods, 'kind: PodDisruptionBudget\nspec: { selector: { $patch: replace, matchExpressions: [{ key: app, operator: Exists }] } }')).toBe(true);
});

test('blue and green of one service may share a budget', () => {
  const two = (one: string, another: string): string => ALONE + '---\n' + JSON.stringify({ kind: 'Deployment', spec: { template: { metadata: { labels: { colour: one } } } } }) + '\n'
    + other('Deployment', 'web-other', `template: { metadata: { labels: { app: web, colour: ${another} } }, spec: { containers: [] } }`);
  expect(messagesOn(pdbMatchesUnrelatedPods, two('blue', 'green'))).toEqual([]);
  expect(messagesOn(pdbMatchesUnrelatedPods, two('front', 'back'))).toHaveLength(1);
});

test('an empty selector matches the whole namespace', () => {
  const [{ workload, violations }] = verdictsOn(pdbMatchesUnrelatedPods, 'kind: PodDisruptionBudget\nspec: { selector: { $patch: replace } }\n');
  expect(workload?.name).toBe('web');
  expect(violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'The spec.selector is empty, which matches every present and future pod of the namespace: one broken pod uses up the allowed disruptions of all of them, and blocks drains.',
    fix: 'Set spec.selector.matchLabels to { "app": "web" }, or to those of other pods that the budget is meant for.',
    severity: 'warning',
  }]);
});
