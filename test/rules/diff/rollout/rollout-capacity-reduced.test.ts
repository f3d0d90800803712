import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { rolloutCapacityReduced as rule } from '../../../../src/rules/diff/rollout';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const rolling = (limits: string, replicas: number | null = 4) => `kind: Deployment\nspec: { replicas: ${replicas}, strategy: { $patch: replace, type: RollingUpdate, rollingUpdate: { ${limits} } } }\n`;
const hpa = (min: number, max: number) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: ${min}, maxReplicas: ${max} }
`;
const IMAGE = "kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: 'registry.example.com/web:1.4.3' }] } } }\n";
const CAREFUL = rolling('maxSurge: 1, maxUnavailable: 0');

test('warns when updates may stop pods early, and leaves the strategy as it is', () => {
  const [violation] = violationsOn(rule, rolling('maxSurge: 1, maxUnavailable: 2'), CAREFUL);
  expect(violation).toMatchObject({
    path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
    message: 'Each update from now on may stop 2 of 4 pods before their replacements are ready, instead of none: the other 2 must carry all requests.',
    fix: 'Leave spec.strategy at { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } }.',
  });
  expect(violation.severity).toBe('error');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.strategy of Deployment web set to '
    + '{ "type": "RollingUpdate", "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } }.');
});

test('states when the change itself already uses the strategy', () => {
  expect(messagesOn(rule, `${rolling('maxSurge: 1, maxUnavailable: 3')}---\n${IMAGE}`, rolling('maxSurge: 1, maxUnavailable: 2')))
    .toEqual(['This update, and each one after it, may stop 3 of 4 pods before their replacements are ready, instead of 2: the other 1 must carry all requests.']);
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 2'), rolling('maxSurge: 1, maxUnavailable: 1'))).toEqual([expect.stringContaining('ready, instead of 1: ')]);
});

test.each([
  [8, 1, 2, 'info'], [7, 1, 2, undefined], [8, 1, 3, undefined], [8, 1, 4, 'error'], [8, 0, 1, undefined], [8, 0, 4, 'error'],
])('only informs up to a quarter of the pods if some were missing before, fails from half of them: of %d pods %d, then %d', (pods, was, is, severity) => {
  expect(violationsOn(rule, rolling(`maxSurge: 1, maxUnavailable: ${is}`, pods), rolling(`maxSurge: 1, maxUnavailable: ${was}`, pods))).toMatchObject([{ severity }]);
});

test.each([4, 5])('fails where all pods may be stopped: maxUnavailable %d', count => {
  expect(violationsOn(rule, rolling(`maxSurge: 1, maxUnavailable: ${count}`), CAREFUL)).toMatchObject([{
    severity: 'error', message: expect.stringMatching(/ of 4 pods before .*: until then every request fails\.$/),
  }]);
});

test.each([
  ['the same', 'maxSurge: 1, maxUnavailable: 0'],
  ['another surge', 'maxSurge: 3, maxUnavailable: 0'],
  ['a percentage that rounds down to none', 'maxSurge: 1, maxUnavailable: 24%'],
])('passes: %s', (_, limits) => {
  expect(messagesOn(rule, rolling(limits), CAREFUL)).toEqual([]);
  expect(appliesTo(rule, rolling(limits), CAREFUL)).toBe(true);
});

test('passes when fewer pods may be missing than before', () => {
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 1'), rolling('maxSurge: 1, maxUnavailable: 2'))).toEqual([]);
});

test('checks all numbers of pods that an autoscaler may choose, and names the one with the largest share', () => {
  const before = `${rolling('maxSurge: 1, maxUnavailable: 0', null)}${hpa(2, 8)}`;
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 30%', null), before)).toEqual([expect.stringContaining('may stop 2 of 7 pods before')]);
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 30%', null), before.replace('maxReplicas: 8', 'maxReplicas: 3'))).toEqual([]);
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 1', null), before)).toEqual([expect.stringContaining('may stop 1 of 2 pods before')]);
});

test('names maxSurge where it rounds to 0 and the controller stops a pod anyway', () => {
  const [violation] = violationsOn(rule, rolling('maxSurge: 0, maxUnavailable: 20%', 3), rolling('maxSurge: 1, maxUnavailable: 20%', 3));
  expect(violation.path).toEqual(['spec', 'strategy', 'rollingUpdate', 'maxSurge']);
  expect(violation.message).toContain('may stop 1 of 3 pods before');
});

test('leaves the strategy out where it was not set before', () => {
  const [violation] = violationsOn(rule, rolling('maxSurge: 1, maxUnavailable: 3'), 'kind: Deployment\nspec: { strategy: null }\n');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but leave out spec.strategy of Deployment web.');
});

test('fails when the strategy becomes Recreate', () => {
  const recreate = 'kind: Deployment\nspec: { strategy: { $patch: replace, type: Recreate } }\n';
  const [violation] = violationsOn(rule, recreate);
  expect(violation).toMatchObject({
    severity: 'error',
    path: ['spec', 'strategy', 'type'],
    message: 'The strategy changes from RollingUpdate to Recreate: each update from now on stops all pods before it starts new ones, and every request fails until new pods are ready.',
  });
  expect(recipeInWords(violation.recipe!)).toMatch(/^Release this change, but with spec\.strategy of Deployment web set to .*"RollingUpdate"/);
  expect(messagesOn(rule, `${recreate}---\n${IMAGE}`)).toEqual([expect.stringContaining('Recreate: this update, and each one after it, stops all')]);
  expect(appliesTo(rule, CAREFUL, recreate)).toBe(false);
});

test('does not apply to the only pod of a canary', () => {
  const stable = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: stable }
spec: { replicas: 3, selector: { matchLabels: { app: web, track: stable } }, template: { metadata: { labels: { app: web, track: stable } } } }
`;
  const change = 'kind: Deployment\nmetadata: { name: web }\nspec: { strategy: { rollingUpdate: { maxUnavailable: 1 } } }\n';
  expect(messagesOn(rule, change, 'kind: Deployment\nspec: { replicas: 1 }\n')).toHaveLength(1);
  expect(messagesOn(rule, change, `kind: Deployment\nspec: { replicas: 1 }\n${stable}`)).toEqual([]);
});

test('does not apply to pods without requests, or without pods', () => {
  expect(appliesTo(rule, rule.examples.unsafe, 'kind: Service\n$patch: delete\n')).toBe(false);
  expect(appliesTo(rule, rule.examples.unsafe, 'kind: Deployment\nspec: { replicas: 0 }\n')).toBe(false);
});

test('passes where a single pod holds a ReadWriteOnce volume, for which check suggests Recreate', () => {
  const mounted = (accessMode: string, replicas = 1): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads }
spec: { accessModes: [${accessMode}], resources: { requests: { storage: 1Gi } } }
---
kind: Deployment
spec: { replicas: ${replicas}, template: { spec: { volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }] } } }
`;
  const recreate = '---\nkind: Deployment\nspec: { strategy: { $patch: replace, type: Recreate } }\n';
  expect(messagesOn(rule, mounted('ReadWriteOnce') + recreate, mounted('ReadWriteOnce'))).toEqual([]);
  expect(messagesOn(rule, mounted('ReadWriteMany') + recreate, mounted('ReadWriteMany'))).toHaveLength(1);
  expect(messagesOn(rule, mounted('ReadWriteOnce', 3) + recreate, mounted('ReadWriteOnce', 3))).toHaveLength(1);
});

test('suggests leaving the strategy out where it was not set before', () => {
  const unwritten = 'kind: Deployment\nspec: { strategy: null }\n';
  const [violation] = violationsOn(rule, 'kind: Deployment\nspec: { strategy: { $patch: replace, type: Recreate } }\n', unwritten);
  expect(violation.fix).toBe('Leave out spec.strategy, as before.');
});
