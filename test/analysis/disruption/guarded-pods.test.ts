import { guardedBy } from '../../../src/analysis/disruption/guarded-pods';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function guarded(change: string) {
  const manifests = manifestsIn(exampleManifests(change));
  const { groups, workload, sole } = guardedBy(manifests.budgets[0], manifests);
  return { groups: groups.map(({ object }) => `${object.kind} ${object.name}`), workload: workload?.name, sole: sole?.name };
}

function pods(apiVersion: string, kind: string, name = 'other'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }\n`;
}

const NO_DEPLOYMENT = '---\nkind: Deployment\n$patch: delete\n';

test('a budget of one Deployment knows the number of its replicas', () => {
  expect(guarded('')).toEqual({ groups: ['Deployment web'], workload: 'web', sole: 'web' });
});

test('a budget of two Deployments knows the first', () => {
  expect(guarded(pods('apps/v1', 'Deployment'))).toEqual({ groups: ['Deployment web', 'Deployment other'], workload: 'web', sole: undefined });
});

test('a budget of a DaemonSet and a Deployment knows the Deployment', () => {
  const after = `${pods('apps/v1', 'DaemonSet', 'first')}---\n${pods('apps/v1', 'Deployment')}${NO_DEPLOYMENT}`;
  expect(guarded(after)).toMatchObject({ workload: 'other', sole: undefined });
});

test('a budget of a StatefulSet knows the number of its replicas', () => {
  expect(guarded(`${pods('apps/v1', 'StatefulSet')}${NO_DEPLOYMENT}`)).toEqual({ groups: ['StatefulSet other'], workload: 'other', sole: 'other' });
});

test('a budget of a DaemonSet does not know a number of replicas', () => {
  expect(guarded(`${pods('apps/v1', 'DaemonSet')}${NO_DEPLOYMENT}`)).toEqual({ groups: ['DaemonSet other'], workload: undefined, sole: undefined });
});

test.each([
  ['selects no pods', 'kind: PodDisruptionBudget\nspec: { selector: { matchLabels: { app: other } } }\n'],
  ['has no selector', 'kind: PodDisruptionBudget\nspec: { selector: null }\n'],
])('a budget that %s counts no pods', (_, change) => {
  expect(guarded(change)).toEqual({ groups: [], workload: undefined, sole: undefined });
});

test('a budget of another cluster counts no pods', () => {
  const [{ budgets }, other] = [manifestsIn(exampleManifests('')), manifestsIn(exampleManifests(''))];
  expect(guardedBy(budgets[0], other)).toEqual({ groups: [], workload: undefined, sole: undefined });
});
