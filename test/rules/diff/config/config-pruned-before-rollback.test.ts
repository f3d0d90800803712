import { generationBase } from '../../../../src/analysis/config/generations';
import { configPrunedBeforeRollback as rule } from '../../../../src/rules/diff/config';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { exampleManifests } from '../../../../src/rules/examples';
import { manifestsIn } from '../../check/judging';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const env = (name: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: ${name} } }] }] } } }\n`;
const config = (name: string, metadata = '', kind = 'ConfigMap') => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} ${metadata} }\n`;
const gone = (name: string, kind = 'ConfigMap') => `kind: ${kind}\nmetadata: { name: ${name} }\n$patch: delete\n`;
const all = (...parts: string[]) => parts.join('---\n');
const history = (limit: number | null) => `kind: Deployment\nspec: { revisionHistoryLimit: ${limit} }\n`;

test('informs when a generation is removed that older revisions need for a rollback', () => {
  const [violation] = violationsOn(rule, rule.examples.unsafe);
  expect(violation.path).toEqual(['metadata', 'name']);
  expect(violation.message).toBe('ConfigMap web-config-v1, an older generation of web-config, is removed: revisions of Deployment web '
    + 'that still refer to it cannot be restored by a rollback.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep the last 5 generations before the current one, as revisionHistoryLimit does. '
    + 'Release this change, but keep ConfigMap web-config-v1.');
});

test('passes when as many generations stay as there are revisions', () => {
  const before = all(env('web-config-v4'), history(2), config('web-config-v1'), config('web-config-v2'), config('web-config-v3'), config('web-config-v4'));
  expect(messagesOn(rule, gone('web-config-v1'), before)).toEqual([]);
  expect(messagesOn(rule, all(gone('web-config-v1'), gone('web-config-v2')), before)).toHaveLength(2);
  expect(messagesOn(rule, gone('web-config-v1'), all(before, history(3)))).toEqual([
    'ConfigMap web-config-v1, an older generation of web-config, is removed: revisions of Deployment web that still refer to it cannot be restored by a rollback.',
  ]);
});

test('without revisionHistoryLimit, ten revisions are kept', () => {
  expect(violationsOn(rule, gone('web-config-v1'), all(rule.examples.before, history(null)))[0].fix).toContain('the last 10 generations');
});

test('passes when all stay', () => {
  expect(verdictsOn(rule, rule.examples.safe).map(({ object, violations }) => [object.name, violations])).toEqual([['web-config-v1', []]]);
});

test('leaves the object that running pods use to another rule', () => {
  expect(messagesOn(rule, all(env('web-config-v3'), config('web-config-v3'), gone('web-config-v2')))).toEqual([]);
});

test('informs about the object that running pods use, if it is removed only after the rollout', () => {
  const last = config('web-config-v2', ', annotations: { argocd.argoproj.io/sync-options: PruneLast=true }');
  const before = all(rule.examples.before, last, config('web-config-v3'));
  expect(messagesOn(rule, all(env('web-config-v3'), gone('web-config-v2')), before)).toEqual([
    'ConfigMap web-config-v2, an older generation of web-config, is removed: revisions of Deployment web that still refer to it cannot be restored by a rollback.',
  ]);
  expect(messagesOn(rule, gone('web-config-v2'), before)).toEqual([]);
});

test.each([
  ['that is not a generation', 'settings', 'web-config-v2'],
  ['of something else', 'web-secrets-v1', 'web-config-v2'],
  ['where no generation is used', 'web-config-v1', 'web-config'],
])('does not apply to one %s', (_, name, used) => {
  expect(appliesTo(rule, gone(name), all(env(used), config(name), config(used)))).toBe(false);
});

test('does not apply to another kind, or where no revisions are kept', () => {
  expect(appliesTo(rule, gone('web-config-v1', 'Secret'), all(env('web-config-v2'), config('web-config-v1', '', 'Secret')))).toBe(false);
  expect(appliesTo(rule, gone('web-config-v1'), all(rule.examples.before, history(0)))).toBe(false);
});

test('passes when a tool keeps it', () => {
  const kept = config('web-config-v1', ', annotations: { helm.sh/resource-policy: keep }');
  expect(messagesOn(rule, gone('web-config-v1'), all(rule.examples.before, kept))).toEqual([]);
});

const FROM_CDK8S = manifestsIn(exampleManifests('kind: Deployment\nspec: { template: { metadata: { labels: { cdk8s.io/metadata.addr: web } } } }'));

test.each([
  ['web-config-5h2m9k4d7t', 'web-config'],
  ['web-config-0123abcd', 'web-config'],
  ['web-config-v12', 'web-config'],
  ['web-config-1-4-2', 'web-config'],
  ['web.config.1.4.2', 'web.config'],
  ['web-config', undefined],
  ['web-config-c8a1b2c3', undefined],
  ['v1', undefined],
])('the generations of %s share %s', (name, base) => {
  expect(generationBase(name, FROM_CDK8S)).toBe(base);
});

test('a hash that looks like that of a construct is one of the content where cdk8s wrote nothing', () => {
  expect(generationBase('web-config-c8a1b2c3', manifestsIn(exampleManifests('')))).toBe('web-config');
});
