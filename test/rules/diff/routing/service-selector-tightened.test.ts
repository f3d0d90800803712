import { recipeInWords } from '../../../../src/rules/diff/recipe-words';
import { serviceSelectorTightened as rule } from '../../../../src/rules/diff/routing';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const LABELLED = 'kind: Deployment\nspec: { template: { metadata: { labels: { app: web, tier: front } } } }\n';
const SELECTING = 'kind: Service\nspec: { selector: { app: web, tier: front } }\n';
const GREEN_SELECTED = 'kind: Service\nspec: { selector: { app: green } }\n';

function pods(replicas: number, kind: string = 'Deployment'): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: green }\nspec: { replicas: ${replicas}, selector: { matchLabels: { app: green } }, `
    + 'template: { metadata: { labels: { app: green } }, spec: { containers: [{ name: green, image: "green:1" }] } } }\n';
}

test('fails when the Service selects a label in the release that gives it to the pods', () => {
  const [violation] = violationsOn(rule, `${LABELLED}---\n${SELECTING}`);
  expect(violation.message).toBe('The Service will select { "app": "web", "tier": "front" }, which no pod that runs now has: it sends to nothing until new pods are ready.');
  expect(violation.fix).toBe('Change spec.selector one release later than the labels.');
  expect(violation.path).toEqual(['spec', 'selector']);
  expect(recipeInWords(violation.recipe!)).toBe('Release 1: this change, but with spec.selector of Service web set to { "app": "web" }. '
    + 'When its pods are ready, release 2: the rest of this change.');
});

test('fails when the pods that it will select are added in the same release, and keeps those of now', () => {
  const [violation] = violationsOn(rule, `${pods(3)}---\n${GREEN_SELECTED}---\nkind: Deployment\nmetadata: { name: web }\n$patch: delete\n`);
  expect(violation.message).toBe('The Service will select { "app": "green" }, the pods of Deployment green, which this release adds: it sends to nothing until new pods are ready.');
  expect(violation.fix).toBe('Change spec.selector one release later than the pods.');
  expect(recipeInWords(violation.recipe!)).toContain('Release 1: this change, but keep Deployment web');
  expect(recipeInWords(violation.recipe!)).toContain('spec.selector of Service web set to { "app": "web" }');
});

test.each([['Deployment'], ['StatefulSet'], ['ReplicaSet']])('fails when no pod of the %s runs yet', kind => {
  expect(messagesOn(rule, `${pods(3, kind)}---\n${GREEN_SELECTED}`, pods(0, kind))).toHaveLength(1);
});

test('fails when the pods that have the label go in the same release', () => {
  expect(messagesOn(rule, `kind: Deployment\nmetadata: { name: green }\n$patch: delete\n---\n${GREEN_SELECTED}`, pods(3))).toHaveLength(1);
});

test('warns when far fewer pods are selected than before', () => {
  const [violation] = violationsOn(rule, GREEN_SELECTED, pods(1));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('The Service will select { "app": "green" }, which only 1 of the pods that run now has, instead of 3: until more are ready, it gets the requests of all.');
  expect(violation.fix).toBe('Change spec.selector one release later, when as many pods are ready.');
  expect(messagesOn(rule, GREEN_SELECTED, `${pods(2)}---\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 5 }\n`)).toEqual([
    'The Service will select { "app": "green" }, which only 2 of the pods that run now have, instead of 5: until more are ready, they get the requests of all.',
  ]);
});

test.each([[2], [3]])('passes when it switches to %i pods that run already', replicas => {
  expect(messagesOn(rule, GREEN_SELECTED, pods(replicas))).toEqual([]);
});

test('passes when it switches to a pod on each node, however many those are', () => {
  expect(messagesOn(rule, GREEN_SELECTED, pods(1, 'DaemonSet').replace('replicas: 1, ', ''))).toEqual([]);
});

test('passes when an operator may make the pods', () => {
  const operated = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: { name: shop }\n';
  expect(messagesOn(rule, GREEN_SELECTED, operated)).toEqual([]);
  expect(messagesOn(rule, GREEN_SELECTED)).toHaveLength(1);
});

test.each([
  ['a construct was moved', 'shop-web-c8a1f2e3', 'shop-front-web-c8b4d5e6', 0],
  ['it has another name', 'shop-web', 'shop-front', 1],
])('leaves pods that go since %s to the rule about names', (_, old, now, count) => {
  const named = (name: string): string => `${pods(3).replace('name: green }', `name: ${name} }`).replaceAll('app: green', `app: ${name}`)}---\n`
    + `kind: Service\nspec: { selector: { app: ${name} } }\n`;
  expect(messagesOn(rule, `${named(now)}---\nkind: Deployment\nmetadata: { name: ${old} }\n$patch: delete\n`, named(old))).toHaveLength(count);
});

test('passes when the pods that run have the label already', () => {
  expect(messagesOn(rule, SELECTING, LABELLED)).toEqual([]);
  expect(appliesTo(rule, SELECTING, LABELLED)).toBe(true);
});

test('passes while the selector stays', () => {
  expect(appliesTo(rule, LABELLED)).toBe(true);
  expect(messagesOn(rule, LABELLED)).toEqual([]);
});

test('does not apply where the Service had no pods', () => {
  expect(appliesTo(rule, SELECTING, 'kind: Service\nspec: { selector: { app: other } }\n')).toBe(false);
  expect(appliesTo(rule, GREEN_SELECTED, 'kind: Deployment\nspec: { replicas: 0 }\n')).toBe(false);
});

test('does not apply where it no longer selects anything: its endpoints stay', () => {
  expect(appliesTo(rule, 'kind: Service\nspec: { selector: null }\n')).toBe(false);
});

test('fails for good when neither old nor new pods have the label, and leaves the selector', () => {
  const [violation] = violationsOn(rule, 'kind: Service\nspec: { selector: { app: wbe } }\n');
  expect(violation.message).toBe('The Service will select { "app": "wbe" }, which neither the pods that run now have nor those of this change: it sends to nothing.');
  expect(violation.fix).toBe('Leave spec.selector at { "app": "web" }, or correct it.');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.selector of Service web set to { "app": "web" }.');
});
