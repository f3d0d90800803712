import { pdbBlocksEvictionNow as rule } from '../../../../src/rules/diff/drain';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const budget = (limits: string) => {
  const others = ['maxUnavailable', 'minAvailable'].filter(field => !limits.includes(field)).map(field => `${field}: null`);
  return `kind: PodDisruptionBudget\nspec: { ${[...others, limits].filter(part => part !== '').join(', ')} }\n`;
};
const replicas = (count: number | null) => `kind: Deployment\nspec: { replicas: ${count} }\n`;
const hpa = (min: number, max: number) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: ${min}, maxReplicas: ${max} }
`;
const STUCK = 'and every drain of their nodes gets stuck, as do cluster upgrades.';

test('fails when the limit becomes 0, and leaves it as it was', () => {
  const [verdict] = verdictsOn(rule, budget('maxUnavailable: 0'), budget('maxUnavailable: 2'));
  expect(verdict.object.kind).toBe('PodDisruptionBudget');
  expect(verdict.workload!.name).toBe('web');
  const [violation] = verdict.violations;
  expect(violation).toMatchObject({
    path: ['spec', 'maxUnavailable'],
    message: `The budget has spec.maxUnavailable 0 instead of spec.maxUnavailable 2: none of the pods of web may be evicted, ${STUCK}`,
    fix: 'Leave spec.maxUnavailable 2 as it is.',
  });
  expect(violation.severity).toBeUndefined();
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.maxUnavailable of PodDisruptionBudget web set to 2.');
});

test('fails when as many pods must stay as there are, and restores the other limit', () => {
  const [violation] = violationsOn(rule, budget('minAvailable: 3'), '');
  expect(violation.path).toEqual(['spec', 'minAvailable']);
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but leave out spec.minAvailable of PodDisruptionBudget web '
    + 'and with spec.maxUnavailable of PodDisruptionBudget web set to 1.');
});

test('fails when replicas are lowered under the same limit, and allows one eviction', () => {
  const [violation] = violationsOn(rule, replicas(2), budget('minAvailable: 2'));
  expect(violation.message).toBe(`The budget keeps spec.minAvailable 2, but web will have 2 pods instead of 3 pods: none of the pods of web may be evicted, ${STUCK}`);
  expect(violation.fix).toBe('Set spec.maxUnavailable to 1, and remove spec.minAvailable.');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but leave out spec.minAvailable of PodDisruptionBudget web '
    + 'and with spec.maxUnavailable of PodDisruptionBudget web set to 1.');
});

test('allows one eviction where the old limit would no longer allow any', () => {
  const [violation] = violationsOn(rule, `${replicas(2)}---\n${budget('minAvailable: 100%')}`, budget('minAvailable: 2'));
  expect(violation.fix).toBe('Set spec.maxUnavailable to 1, and remove spec.minAvailable.');
});

test('fails when an autoscaler may scale down to a number at which no pod may be evicted', () => {
  const before = `${replicas(null)}---${hpa(4, 10)}---\n${budget('minAvailable: 3')}`;
  expect(messagesOn(rule, hpa(2, 10), before)).toEqual([
    `The budget keeps spec.minAvailable 3, but web will have 2 to 10 pods instead of 4 to 10 pods: with 2 to 3 pods, none of them may be evicted, ${STUCK}`,
  ]);
  expect(messagesOn(rule, hpa(3, 10), before)).toEqual([expect.stringContaining('will have 3 to 10 pods instead of 4 to 10 pods: with 3 pods, none of them may be evicted,')]);
  expect(messagesOn(rule, hpa(4, 20), before)).toEqual([]);
  expect(messagesOn(rule, hpa(2, 3), `${replicas(null)}---${hpa(3, 10)}---\n${budget('minAvailable: 3')}`)).toEqual([expect.stringContaining('none of the pods of web may')]);
});

test('fails when the limit is removed', () => {
  const [violation] = violationsOn(rule, 'kind: PodDisruptionBudget\nspec: { maxUnavailable: null }\n');
  expect(violation.message).toMatch(/^The budget has neither spec\.maxUnavailable nor spec\.minAvailable instead of spec\.maxUnavailable 1: none /);
  expect(violation.path).toEqual(['spec', 'maxUnavailable']);
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.maxUnavailable of PodDisruptionBudget web set to 1.');
});

const OTHER = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: other }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: web } } }
`;

test('fails when a new budget allows no eviction, unless an old one already allowed none', () => {
  const gone = 'kind: PodDisruptionBudget\nmetadata: { name: web }\n$patch: delete\n';
  const [violation] = violationsOn(rule, OTHER, gone);
  expect(violation.message).toBe(`This new budget has spec.maxUnavailable 0: none of the pods of web may be evicted, ${STUCK}`);
  expect(violation.fix).toBe('Set spec.maxUnavailable to 1.');
  expect(messagesOn(rule, `${OTHER}---\n${gone}`, '')).toHaveLength(1);
  expect(messagesOn(rule, `${OTHER}---\n${gone}`, budget('maxUnavailable: 0'))).toEqual([]);
});

test('fails when a budget of other pods selects these as well', () => {
  const elsewhere = budget('minAvailable: 3, selector: { matchLabels: { app: other } }');
  expect(messagesOn(rule, 'kind: PodDisruptionBudget\nspec: { selector: { $patch: replace, matchLabels: { app: web } } }\n', elsewhere))
    .toEqual([`The budget with spec.minAvailable 3 counts other pods than before: none of the pods of web may be evicted, ${STUCK}`]);
});

test.each([
  ['it still allows one eviction', budget('minAvailable: 2'), ''],
  ['it allowed no eviction before', budget('minAvailable: 100%'), budget('maxUnavailable: 0')],
  ['a single pod is left, a rule of its own', replicas(1), budget('minAvailable: 1')],
  ['more pods make it easier', replicas(5), budget('minAvailable: 3')],
])('passes when %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
  expect(appliesTo(rule, change, before)).toBe(true);
});

test('names no numbers where the budget selects other pods as well', () => {
  const beside = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: beside }
spec: { replicas: 3, selector: { matchLabels: { app: web, track: canary } }, template: { metadata: { labels: { app: web, track: canary } } } }
`;
  expect(messagesOn(rule, 'kind: Deployment\nmetadata: { name: web }\nspec: { replicas: 2 }\n', `${beside}---\n${budget('minAvailable: 2')}`)).toEqual([]);
  expect(messagesOn(rule, budget('minAvailable: 100%'), beside)).toHaveLength(1);
});

test('does not apply to new pods, or without pods', () => {
  expect(appliesTo(rule, budget('maxUnavailable: 0'), budget('selector: { matchLabels: { app: other } }'))).toBe(false);
  const added = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: added }
spec: { selector: { matchLabels: { app: added } }, template: { metadata: { labels: { app: added } } } }
---
kind: PodDisruptionBudget
spec: { maxUnavailable: 0, selector: { $patch: replace, matchLabels: { app: added } } }
`;
  expect(appliesTo(rule, added)).toBe(false);
});

test('gives no recipe next to pods of a Job, which have no number of replicas', () => {
  const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: report }\nspec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }\n';
  const [violation] = violationsOn(rule, budget('maxUnavailable: 0'), `${budget('maxUnavailable: 2')}---\n${job}`);
  expect(violation.fix).toBe('Narrow spec.selector to labels that only the pods of web have (now {"app":"web"}), and set spec.maxUnavailable to 1.');
  expect(violation.recipe).toBeUndefined();
});
