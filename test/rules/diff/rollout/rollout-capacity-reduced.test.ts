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

test('warns when updates may take pods away, and leaves the strategy as it is', () => {
  const [violation] = violationsOn(rule, rolling('maxSurge: 1, maxUnavailable: 2'), CAREFUL);
  expect(violation).toMatchObject({
    path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
    message: 'Each update from now on may take 2 of 4 pods away before their replacements are ready, where none was taken: the other 2 must carry all requests.',
    fix: 'Leave spec.strategy at { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } }.',
  });
  expect(violation.severity).toBe('error');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.strategy of Deployment web set to '
    + '{ "type": "RollingUpdate", "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } }.');
});

test('says when the change itself goes by it', () => {
  expect(messagesOn(rule, `${rolling('maxSurge: 1, maxUnavailable: 3')}---\n${IMAGE}`, rolling('maxSurge: 1, maxUnavailable: 2')))
    .toEqual(['This very update, and each one after it, may take 3 of 4 pods away before their replacements are ready, where 2 were taken: the other 1 must carry all requests.']);
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 2'), rolling('maxSurge: 1, maxUnavailable: 1'))).toEqual([expect.stringContaining('where 1 was taken')]);
});

test.each([
  [8, 1, 2, 'info'], [7, 1, 2, undefined], [8, 1, 3, undefined], [8, 1, 4, 'error'], [8, 0, 1, undefined], [8, 0, 4, 'error'],
])('only informs where up to a quarter of the pods goes and some went before, fails from half of them: of %d pods %d, then %d', (pods, was, is, severity) => {
  expect(violationsOn(rule, rolling(`maxSurge: 1, maxUnavailable: ${is}`, pods), rolling(`maxSurge: 1, maxUnavailable: ${was}`, pods))).toMatchObject([{ severity }]);
});

test.each([4, 5])('fails where all pods may go: maxUnavailable %d', count => {
  expect(violationsOn(rule, rolling(`maxSurge: 1, maxUnavailable: ${count}`), CAREFUL)).toMatchObject([{
    severity: 'error', message: expect.stringMatching(/ of 4 pods away .*: every request in between fails\.$/),
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

test('passes when fewer may go than before', () => {
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 1'), rolling('maxSurge: 1, maxUnavailable: 2'))).toEqual([]);
});

test('looks at all numbers of pods that an autoscaler may choose, and names that with the largest share', () => {
  const before = `${rolling('maxSurge: 1, maxUnavailable: 0', null)}${hpa(2, 8)}`;
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 30%', null), before)).toEqual([expect.stringContaining('may take 2 of 7 pods away')]);
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 30%', null), before.replace('maxReplicas: 8', 'maxReplicas: 3'))).toEqual([]);
  expect(messagesOn(rule, rolling('maxSurge: 1, maxUnavailable: 1', null), before)).toEqual([expect.stringContaining('may take 1 of 2 pods away')]);
});

test('finds the surge where it comes out as none, and the controller takes a pod after all', () => {
  const [violation] = violationsOn(rule, rolling('maxSurge: 0, maxUnavailable: 20%', 3), rolling('maxSurge: 1, maxUnavailable: 20%', 3));
  expect(violation.path).toEqual(['spec', 'strategy', 'rollingUpdate', 'maxSurge']);
  expect(violation.message).toContain('may take 1 of 3 pods away');
});

test('leaves the strategy out where it was', () => {
  const [violation] = violationsOn(rule, rolling('maxSurge: 1, maxUnavailable: 3'), 'kind: Deployment\nspec: { strategy: null }\n');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but leave out spec.strategy of Deployment web.');
});

test('fails when the strategy becomes Recreate', () => {
  const recreate = 'kind: Deployment\nspec: { strategy: { $patch: replace, type: Recreate } }\n';
  const [violation] = violationsOn(rule, recreate);
  expect(violation).toMatchObject({
    severity: 'error',
    path: ['spec', 'strategy', 'type'],
    message: 'The strategy becomes Recreate, where it was RollingUpdate: each update from now on stops all pods before it starts a new one, and until that is ready every request fails.',
  });
  expect(recipeInWords(violation.recipe!)).toMatch(/^Release this change, but with spec\.strategy of Deployment web set to .*"RollingUpdate"/);
  expect(messagesOn(rule, `${recreate}---\n${IMAGE}`)).toEqual([expect.stringContaining(': this very update, and each one after it, stops all')]);
  expect(appliesTo(rule, CAREFUL, recreate)).toBe(false);
});

test('leaves the one pod of a canary out', () => {
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

test('does not apply to pods without requests, or where there are none', () => {
  expect(appliesTo(rule, rule.examples.unsafe, 'kind: Service\n$patch: delete\n')).toBe(false);
  expect(appliesTo(rule, rule.examples.unsafe, 'kind: Deployment\nspec: { replicas: 0 }\n')).toBe(false);
});

test('passes where one pod holds a volume, which check says to keep to one pod at a time', () => {
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

test('says to leave out a strategy that was not written', () => {
  const unwritten = 'kind: Deployment\nspec: { strategy: null }\n';
  const [violation] = violationsOn(rule, 'kind: Deployment\nspec: { strategy: { $patch: replace, type: Recreate } }\n', unwritten);
  expect(violation.fix).toBe('Leave spec.strategy out, as it was.');
});
