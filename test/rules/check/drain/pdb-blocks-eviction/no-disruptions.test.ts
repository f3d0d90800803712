import { noDisruptions as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/no-disruptions';
import { exampleManifests } from '../../../../../src/rules/examples';
import { appliesTo, idsOf, judged, manifestsIn, messagesOn, TARGET, verdictsOn } from '../../judging';
import { autoscaled, CANARY, limit, pods } from '../changes';

test.each([
  ['maxUnavailable: 0', 'With spec.maxUnavailable 0,', 'Set spec.maxUnavailable to 1.', 'maxUnavailable'],
  ['maxUnavailable: 0%', 'With spec.maxUnavailable 0%,', 'Set spec.maxUnavailable to 1.', 'maxUnavailable'],
  ['minAvailable: 100%', 'With spec.minAvailable 100%,', 'Set spec.maxUnavailable to 1, and remove spec.minAvailable.', 'minAvailable'],
  [
    'minAvailable: null', 'The budget sets neither spec.maxUnavailable nor spec.minAvailable, so', 'Set spec.maxUnavailable to 1.', 'maxUnavailable',
  ],
])('%s allows no eviction, whatever the number of pods', (spec, because, fix, field) => {
  const [{ object, workload, violations }] = verdictsOn(rule, limit(spec));
  expect(violations).toMatchObject([{
    path: ['spec', field],
    message: `${because} no pod of web may ever be evicted: every node drain, and so every cluster upgrade, gets stuck.`,
    fix,
  }]);
  expect([object.kind, workload?.name]).toEqual(['PodDisruptionBudget', 'web']);
  expect(messagesOn(rule, limit(spec) + pods(1))).toHaveLength(1);
});

test('one pod or one percent is enough', () => {
  for (const spec of ['maxUnavailable: 1', 'maxUnavailable: 1%', 'minAvailable: 99%']) {
    expect(messagesOn(rule, limit(spec))).toEqual([]);
    expect(appliesTo(rule, limit(spec))).toBe(true);
  }
});

describe('a number of pods that must stay', () => {
  const mustStay = (count: number) => limit(`minAvailable: ${count}`);

  test('may be at most one less than the number of pods', () => {
    expect(messagesOn(rule, mustStay(2))).toEqual([]);
    expect(verdictsOn(rule, mustStay(3))[0].violations).toMatchObject([{
      path: ['spec', 'minAvailable'],
      message: 'With spec.minAvailable 3, none of the 3 pods of web may be evicted: every node drain, and so every cluster upgrade, gets stuck.',
      fix: 'Set spec.maxUnavailable to 1, and remove spec.minAvailable.',
    }]);
    expect(messagesOn(rule, mustStay(2) + pods(2))).toHaveLength(1);
  });

  test('blocks an autoscaled service permanently only if it exceeds every number of replicas', () => {
    expect(messagesOn(rule, mustStay(9) + autoscaled(3, 10))).toEqual([]);
    expect(messagesOn(rule, mustStay(10) + autoscaled(3, 10))).toEqual([
      'With spec.minAvailable 10, none of the 3 to 10 pods of web may be evicted: every node drain, and so every cluster upgrade, gets stuck.',
    ]);
  });

  test('is left to another part for a single pod', () => {
    expect(messagesOn(rule, mustStay(1) + pods(1))).toEqual([]);
  });

  test('is not compared if the budget counts more than one Deployment', () => {
    expect(messagesOn(rule, mustStay(3) + CANARY)).toEqual([]);
  });
});

test('a budget of a StatefulSet is judged, too', () => {
  const [verdict] = rule.judge(manifestsIn(`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [] } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: db }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: db } } }
`), TARGET);
  expect(verdict.workload?.name).toBe('db');
  expect(verdict.violations[0].message).toContain('no pod of db may ever be evicted');
});

describe('a budget over pods that have no number of replicas', () => {
  const POD = 'template: { metadata: { labels: { app: report } }, spec: { containers: [] } }';
  const KINDS: Record<string, string> = {
    Job: `{ apiVersion: batch/v1, kind: Job, metadata: { name: report }, spec: { ${POD} } }`,
    CronJob: `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: report }, spec: { jobTemplate: { spec: { parallelism: 4, ${POD} } } } }`,
    Pod: '{ apiVersion: v1, kind: Pod, metadata: { name: report, labels: { app: report } }, spec: { containers: [] } }',
    DaemonSet: `{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: report }, spec: { ${POD} } }`,
    StatefulSet: `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: store }, spec: { replicas: 3, ${POD} } }`,
    Other: '{ apiVersion: v1, kind: Pod, metadata: { name: other, labels: { app: report } }, spec: { containers: [] } }',
  };
  const found = (kinds: string[], written: string) => rule.judge(manifestsIn(`${kinds.map(kind => KINDS[kind]).join('\n---\n')}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: report }
spec: { ${written === '' ? '' : `${written}, `}selector: { matchLabels: { app: report } } }
`), TARGET)[0].violations;

  test.each([
    ['maxUnavailable', 0], ['maxUnavailable', 1], ['maxUnavailable', '50%'], ['minAvailable', '50%'], ['minAvailable', '100%'],
  ])('fails when pods of a Job are counted by %s %s', (field, value) => {
    expect(found(['Job'], `${field}: ${value}`)).toEqual([{
      path: ['spec', field],
      message: `With spec.${field} ${value}, the budget cannot count pods of a Job: only a whole number in spec.minAvailable can. While pods of report run, no pod of report may be evicted, and every node drain, and so every cluster upgrade, gets stuck.`,
      fix: 'Remove the budget: a whole spec.minAvailable of 1 allows no eviction either, as long as only one pod runs.',
    }]);
  });

  test('recommends all but one of the pods of a Job', () => {
    const [{ message, fix }] = found(['CronJob'], 'maxUnavailable: 1');
    expect(message).toContain('cannot count pods of a Job:');
    expect(fix).toBe('Set spec.minAvailable to 3, and remove spec.maxUnavailable, or remove the budget: while at most 3 run, none may be evicted until the Job ends.');
  });

  test('does not recommend a budget for a Job beside a DaemonSet', () => {
    expect(found(['Job', 'DaemonSet'], 'maxUnavailable: 1')[0].fix).toContain('Remove the budget: ');
  });

  test('fails when the pods have no controller', () => {
    const [{ message, fix }] = found(['Pod', 'Other'], 'maxUnavailable: 1');
    expect(message).toContain('cannot count pods without a controller: only a whole number in spec.minAvailable can. While pods of report and other run,');
    expect(fix).toBe('Set spec.minAvailable to 1, and remove spec.maxUnavailable, or remove the budget.');
    expect(found(['Pod'], 'maxUnavailable: 1')[0].fix).toBe('Remove the budget, or create the pod by a Deployment.');
  });

  test.each(['Job', 'CronJob', 'Pod'])('passes a whole minAvailable for the pods of a %s', kind => {
    expect(found([kind], 'minAvailable: 1')).toEqual([]);
  });

  test('passes if drains ignore the pods, or if others have a number of replicas', () => {
    expect(found(['DaemonSet'], 'maxUnavailable: 1')).toEqual([]);
    expect(found(['StatefulSet', 'Pod'], 'maxUnavailable: 1')).toEqual([]);
  });

  test.each([['DaemonSet', 'maxUnavailable: 0'], ['DaemonSet', '']])('never recommends a limit that cannot count pods of a %s', (kind, written) => {
    const [{ fix }] = found([kind], written);
    expect(fix).toBe(`Set spec.minAvailable to 1${written === '' ? '' : ', and remove spec.maxUnavailable'}, or remove the budget.`);
  });

  test('beside a Deployment they do not belong in its budget', () => {
    const job = KINDS.Job.replace('app: report', 'app: web');
    expect(messagesOn(rule, `---\n${job}\n`)).toEqual([]);
    expect(verdictsOn(rule, `---\n${job}\n${limit('maxUnavailable: 0')}`)[0].violations[0].fix)
      .toBe('Narrow spec.selector to labels that only the pods of web have (now {"app":"web"}), and set spec.maxUnavailable to 1.');
  });
});

test('a budget whose pods are in other files is judged by its own limits', () => {
  const alone = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: web } } }
`;
  expect(rule.judge(manifestsIn(alone), TARGET)[0].violations[0].message)
    .toBe('With spec.maxUnavailable 0, no pod that it selects may ever be evicted: every node drain, and so every cluster upgrade, gets stuck.');
});

test('does not apply to a budget that matches none of the pods beside it', () => {
  expect(appliesTo(rule, limit('maxUnavailable: 0, selector: { matchLabels: { app: wbe } }'))).toBe(false);
});

test('can be acknowledged on the Deployment, as blockEvictions() of the construct does', () => {
  const { findings, acknowledged } = judged(exampleManifests(`${limit('maxUnavailable: 0')}---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/acknowledge.pdb-blocks-eviction: we drain by hand } }
spec: { replicas: 1 }
`));
  expect(idsOf(acknowledged)).toEqual(['pdb-blocks-eviction']);
  expect(idsOf(findings).filter(id => id.startsWith('pdb'))).toEqual([]);
});
