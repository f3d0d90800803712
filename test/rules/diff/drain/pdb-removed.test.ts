import { pdbRemoved as rule } from '../../../../src/rules/diff/drain';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const GONE = 'kind: PodDisruptionBudget\nmetadata: { name: web }\n$patch: delete\n';
const budget = (limits: string) => {
  const others = ['maxUnavailable', 'minAvailable'].filter(field => !limits.includes(field)).map(field => `${field}: null`);
  return `kind: PodDisruptionBudget\nspec: { ${[...others, limits].filter(part => part !== '').join(', ')} }\n`;
};
const replicas = (count: number | null) => `kind: Deployment\nspec: { replicas: ${count} }\n`;
const labelled = (labels: string) => `kind: Deployment\nmetadata: { name: web }\nspec: { template: { metadata: { labels: { $patch: replace, ${labels} } } } }\n`;
const selecting = (labels: string) => `kind: PodDisruptionBudget\nspec: { selector: { $patch: replace, matchLabels: { ${labels} } } }\n`;
const OTHER = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: other }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
`;
const BESIDE = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: beside }
spec: { replicas: 3, selector: { matchLabels: { app: web, track: canary } }, template: { metadata: { labels: { app: web, track: canary } } } }
`;
const ALL = 'and every request fails until new pods are ready.';

test('warns when the budget is removed, and keeps it', () => {
  const [verdict] = verdictsOn(rule, GONE);
  expect(verdict.object).toMatchObject({ kind: 'PodDisruptionBudget', name: 'web' });
  expect(verdict.workload!.name).toBe('web');
  const [violation] = verdict.violations;
  expect(violation).toMatchObject({
    path: ['metadata', 'name'],
    message: `PodDisruptionBudget web is removed, and no other budget selects the pods of web: a drain of several nodes may evict all of them at once, ${ALL}`,
    fix: 'Keep the budget.',
  });
  expect(violation.severity).toBeUndefined();
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but keep PodDisruptionBudget web.');
});

test.each([
  ['it allowed no eviction', GONE, budget('maxUnavailable: 0')],
  ['it would allow no eviction', `${GONE}---\n${replicas(2)}`, budget('minAvailable: 2')],
  ['it had no limit', GONE, 'kind: PodDisruptionBudget\nspec: { maxUnavailable: null }\n'],
])('keeps it with another limit where %s', (_, change, before) => {
  const [violation] = violationsOn(rule, change, before);
  expect(violation.fix).toBe('Keep the budget, with spec.maxUnavailable 1.');
  expect(recipeInWords(violation.recipe!)).toMatch(/^Release this change, but keep PodDisruptionBudget web.* with spec\.maxUnavailable of PodDisruptionBudget web set to 1\.$/);
});

test('does not keep a budget that would not select the pods', () => {
  const [violation] = violationsOn(rule, `${GONE}---\n${labelled('app: web, tier: front')}`, `${labelled('app: web, tier: back')}---\n${selecting('tier: back')}`);
  expect(violation.fix).toBe('Keep a budget that selects the labels of web, with spec.maxUnavailable 1.');
  expect(violation.recipe).toBeUndefined();
});

test('passes when another budget protects the pods', () => {
  const change = `${OTHER}---\n${GONE}`;
  expect(messagesOn(rule, change)).toEqual([]);
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, `${OTHER.replace('maxUnavailable: 1', 'maxUnavailable: 3')}---\n${GONE}`)).toHaveLength(1);
});

test('warns when it allows to evict all pods, and leaves the limit', () => {
  const [verdict] = verdictsOn(rule, budget('maxUnavailable: 3'), budget('maxUnavailable: 2'));
  expect(verdict.object.name).toBe('web');
  expect(verdict.violations[0]).toMatchObject({
    path: ['spec', 'maxUnavailable'],
    message: `The budget has spec.maxUnavailable 3 instead of spec.maxUnavailable 2: all 3 of 3 pods may be evicted at once, ${ALL}`,
    fix: 'Leave spec.maxUnavailable 2 as it is.',
  });
  expect(recipeInWords(verdict.violations[0].recipe!)).toBe('Release this change, but with spec.maxUnavailable of PodDisruptionBudget web set to 2.');
  expect(messagesOn(rule, budget('maxUnavailable: 3'), budget(''))).toEqual([`The budget has spec.maxUnavailable 3: all 3 of 3 pods may be evicted at once, ${ALL}`]);
});

test('warns when the limit allows to evict all pods because there are fewer of them', () => {
  const [violation] = violationsOn(rule, replicas(2), budget('maxUnavailable: 2'));
  expect(violation.message).toBe(`The budget keeps spec.maxUnavailable 2, but web may have fewer pods than 3: all 2 of 2 pods may be evicted at once, ${ALL}`);
  expect(violation.fix).toBe('Set spec.maxUnavailable to 1.');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.maxUnavailable of PodDisruptionBudget web set to 1.');
});

test('allows one eviction where the old limit would allow all', () => {
  const [violation] = violationsOn(rule, `${replicas(2)}---\n${budget('minAvailable: 0')}`, budget('maxUnavailable: 2'));
  expect(violation.fix).toBe('Set spec.maxUnavailable to 1, and remove spec.minAvailable.');
});

test('warns when its selector no longer matches the pods, and uses the selector of the Deployment', () => {
  const [verdict] = verdictsOn(rule, selecting('app: other'));
  expect(verdict.violations[0]).toMatchObject({
    path: ['spec', 'selector'],
    message: `The budget no longer selects the pods of web: a drain of several nodes may evict all of them at once, ${ALL}`,
    fix: 'Set spec.selector to the selector of the Deployment, which matches old and new pods.',
  });
  expect(recipeInWords(verdict.violations[0].recipe!)).toBe('Release this change, but with spec.selector of PodDisruptionBudget web set to { "matchLabels": { "app": "web" } }.');
});

const BACK = `${labelled('app: web, tier: back')}---\n${selecting('tier: back')}`;

test('warns when the new pods have other labels', () => {
  const [violation] = violationsOn(rule, labelled('app: web, tier: front'), BACK);
  expect(violation.message).toMatch(/^The new pods of web have other labels, which the budget does not select: a drain /);
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.selector of PodDisruptionBudget web set to { "matchLabels": { "app": "web" } }.');
});

test('does not change a selector that other pods need', () => {
  expect(violationsOn(rule, labelled('app: web, tier: front'), `${BACK}---${BESIDE.replaceAll('track: canary', 'tier: back')}`)[0].recipe).toBeUndefined();
  const moved = selecting('app: other').replace('app: other', 'track: stable');
  const others = BESIDE.replaceAll('track: canary', 'track: stable').replaceAll('app: web', 'app: beside');
  expect(violationsOn(rule, moved, others)[0].recipe).toBeUndefined();
});

test('has no recipe where the selector of the Deployment changes as well', () => {
  const change = `kind: Deployment\nspec: { selector: { matchLabels: { app: web, track: stable } } }\n---\n${selecting('app: other')}`;
  expect(violationsOn(rule, change)[0].recipe).toBeUndefined();
});

test('informs when the running pods do not have the labels of the new ones', () => {
  const change = `${labelled('app: web, tier: front')}---\n${selecting('tier: front')}`;
  const [violation] = violationsOn(rule, change);
  expect(violation).toMatchObject({
    severity: 'info',
    path: ['spec', 'selector'],
    message: 'The budget selects labels that the running pods of web do not have: drains may evict all of them at once until they are replaced.',
    fix: 'Set spec.selector to the selector of the Deployment, or change it one release later than the labels.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.selector of PodDisruptionBudget web set to { "matchLabels": { "app": "web" } }.');
  expect(messagesOn(rule, `${change}---${OTHER}`, '')).toEqual([]);
});

test.each([
  ['no Service sends requests', GONE, 'kind: Service\n$patch: delete\n'],
  ['a single pod ran', `${GONE}---\n${replicas(2)}`, replicas(1)],
  ['a single pod is left', `${GONE}---\n${replicas(1)}`, ''],
  ['nothing kept them before', GONE, budget('maxUnavailable: 3')],
])('does not apply where %s', (_, change, before) => {
  expect(appliesTo(rule, change, before)).toBe(false);
});

test('trusts the limit of a budget for several Deployments', () => {
  expect(messagesOn(rule, budget('maxUnavailable: 3'), BESIDE)).toEqual([]);
  expect(messagesOn(rule, GONE, BESIDE)).toEqual([expect.stringContaining('the pods of web:'), expect.stringContaining('the pods of beside:')]);
});

test('does not keep a budget that could not count its pods because it also selected pods of a Job', () => {
  const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: report }\nspec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }\n';
  const [violation] = violationsOn(rule, GONE, job);
  expect(violation.fix).toBe('Keep a budget that selects the labels of web, with spec.maxUnavailable 1.');
  expect(violation.recipe).toBeUndefined();
  expect(violationsOn(rule, GONE, `${job}---\n${budget('minAvailable: 2')}`)[0].recipe).toBeDefined();
});
