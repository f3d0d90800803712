import { countsPods, isBare, isOfJob, podsOf, uncounted, withoutScale } from '../../../src/analysis/disruption/countable-pods';
import { guardedBy } from '../../../src/analysis/disruption/guarded-pods';
import { BudgetLimit } from '../../../src/lifecycle';
import { PodOwner } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const API: Record<string, string> = { Job: 'batch/v1', CronJob: 'batch/v1', Pod: 'v1', Rollout: 'argoproj.io/v1alpha1' };

function pods(kind: string, spec = ''): string {
  const template = `template: { metadata: { labels: { app: web } }, spec: { containers: [] } }, ${spec}`;
  const of: Record<string, string> = { Pod: 'containers: []', CronJob: `jobTemplate: { spec: { ${template} } }` };
  return `apiVersion: ${API[kind] ?? 'apps/v1'}\nkind: ${kind}\nmetadata: { name: other, labels: { app: web } }\nspec: { ${of[kind] ?? template} }\n`;
}

function group(kind: string, spec = ''): PodOwner {
  return manifestsIn(pods(kind, spec)).podOwners[0];
}

function kindsOf(groups: readonly PodOwner[]): string[] {
  return groups.map(({ object }) => object.kind);
}

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout', 'Job', 'CronJob', 'Pod'];

test('Jobs and DaemonSets have no scale from which to calculate a percentage', () => {
  expect(kindsOf(withoutScale(KINDS.map(kind => group(kind))))).toEqual(['DaemonSet', 'Job', 'CronJob']);
});

test('Jobs and CronJobs create the pods of Jobs', () => {
  expect(kindsOf(KINDS.map(kind => group(kind)).filter(isOfJob))).toEqual(['Job', 'CronJob']);
});

test('a Pod by itself has no controller', () => {
  expect(kindsOf(KINDS.map(kind => group(kind)).filter(isBare))).toEqual(['Pod']);
});

test.each<[BudgetLimit | undefined, boolean]>([
  [{ minAvailable: 1 }, true], [{ minAvailable: 0 }, true], [{ minAvailable: '50%' }, false],
  [{ maxUnavailable: 1 }, false], [{ maxUnavailable: '50%' }, false], [undefined, false],
])('the limit %j needs no number of replicas: %s', (limit, counts) => {
  expect(countsPods(limit)).toBe(counts);
});

describe('a budget cannot count', () => {
  const NO_DEPLOYMENT = 'kind: Deployment\n$patch: delete\n';
  const uncountedBy = (...changes: string[]) => {
    const manifests = manifestsIn(exampleManifests(changes.join('---\n')));
    const [budget] = manifests.budgets;
    return kindsOf(uncounted(budget, guardedBy(budget, manifests)));
  };

  test.each([
    ['all pods of a Deployment are counted', [], []],
    ['the pods of a Job', [pods('Job'), NO_DEPLOYMENT], ['Job']],
    ['the pods of a CronJob beside those of a Deployment', [pods('CronJob')], ['CronJob']],
    ['pods without a controller', [pods('Pod'), NO_DEPLOYMENT], ['Pod']],
    ['no pods without a controller beside those of a Deployment', [pods('Pod')], []],
    ['the pods of a Job only, beside pods without a controller', [pods('Pod'), pods('Job').replace('name: other', 'name: job'), NO_DEPLOYMENT], ['Job']],
    ['all pods of a DaemonSet are ignored, as by drains', [pods('DaemonSet'), NO_DEPLOYMENT], []],
  ])('%s', (_, changes, kinds) => {
    expect(uncountedBy(...changes)).toEqual(kinds);
  });

  test('no pods if its limit is a whole minAvailable', () => {
    const atLeast = (limit: string) => `kind: PodDisruptionBudget\nspec: { maxUnavailable: null, minAvailable: ${limit} }\n`;
    expect(uncountedBy(pods('Job'), atLeast('1'))).toEqual([]);
    expect(uncountedBy(pods('Job'), atLeast('50%'))).toEqual(['Job']);
  });
});

test.each([
  ['StatefulSet', 'replicas: 3', 3], ['StatefulSet', 'replicas: 0', 0], ['StatefulSet', 'parallelism: 5', 1], ['StatefulSet', '', 1],
  ['Job', 'parallelism: 3', 3], ['Job', 'replicas: 5', 1], ['Job', '', 1],
  ['CronJob', 'parallelism: 3', 3], ['CronJob', '', 1], ['Pod', '', 1],
])('a %s with { %s } runs %i', (kind, spec, count) => {
  expect(podsOf(group(kind, spec))).toBe(count);
});
