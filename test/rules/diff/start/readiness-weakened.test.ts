import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { readinessWeakened as rule } from '../../../../src/rules/diff/start';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const container = (fields: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;
const gates = (...types: string[]) => `kind: Deployment\nspec: { template: { spec: { readinessGates: [${types.map(type => `{ conditionType: ${type} }`).join(', ')}] } } }\n`;
const minReady = (seconds: number | null) => `kind: Deployment\nspec: { minReadySeconds: ${seconds} }\n`;
const PROBE = ['spec', 'template', 'spec', 'containers', 0, 'readinessProbe'];

test('fails when the readiness probe is removed, and keeps it', () => {
  const [violation] = violationsOn(rule, container('startupProbe: null, readinessProbe: null'));
  expect(violation).toMatchObject({
    path: PROBE,
    message: 'The readiness probe of container web is removed: new pods get requests as soon as their process runs, and this update continues even if none of them ever responds.',
    fix: 'Keep spec.template.spec.containers[0].readinessProbe.',
  });
  expect(violation.severity).toBeUndefined();
  expect(recipeInWords(violation.recipe!)).toMatch(/^Release this change, but with spec\.template\.spec\.containers\[0\]\.readinessProbe of Deployment web set to \{ "httpGet"/);
});

test('warns where the startup probe stays', () => {
  expect(violationsOn(rule, container('readinessProbe: null'))).toMatchObject([{
    severity: 'warning',
    message: 'The readiness probe of container web is removed: once started, a new pod is always ready, and gets requests even while it cannot respond.',
  }]);
});

test.each([
  ['it changes', container('readinessProbe: { failureThreshold: 9 }'), ''],
  ['there was none', container('image: web'), container('readinessProbe: null')],
  ['Istio brings one', container('image: auto, readinessProbe: null'), ''],
  ['another container gets the requests', "kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, $patch: delete }, { name: app, image: 'app:1' }] } } }\n", ''],
])('passes where %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
  expect(appliesTo(rule, change, before)).toBe(true);
});

test('warns when it only checks for an open port', () => {
  const [violation] = violationsOn(rule, container('readinessProbe: { $patch: replace, tcpSocket: { port: http } }'));
  expect(violation).toMatchObject({
    severity: 'warning',
    path: [...PROBE, 'tcpSocket'],
    message: 'The readiness probe of container web only checks for an open port instead of /ready: '
      + 'a version that fails every request is ready, and replaces all pods of the working version.',
    fix: 'Leave spec.template.spec.containers[0].readinessProbe as it is.',
  });
  expect(recipeInWords(violation.recipe!)).toContain('readinessProbe of Deployment web set to { "httpGet"');
  expect(messagesOn(rule, container('readinessProbe: { periodSeconds: 3 }'), container('readinessProbe: { $patch: replace, tcpSocket: { port: http } }'))).toEqual([]);
});

test.each([[0], [null]])('warns when minReadySeconds is lowered to 0, written as %s', seconds => {
  const [violation] = violationsOn(rule, minReady(seconds));
  expect(violation).toMatchObject({
    severity: 'warning',
    path: ['spec', 'minReadySeconds'],
    message: 'The field spec.minReadySeconds is lowered from 10 to 0: a new pod that responds once and then crashes no longer stops the update, which replaces old pods without a pause.',
    fix: 'Leave spec.minReadySeconds at 10.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.minReadySeconds of Deployment web set to 10.');
});

test.each([[1, 10], [0, 0], [10, 0]])('passes when minReadySeconds is %d instead of %d', (is, was) => {
  expect(messagesOn(rule, minReady(is), minReady(was))).toEqual([]);
});

test('warns when a readiness gate is removed', () => {
  const [violation] = violationsOn(rule, gates('example.com/b'), gates('example.com/a', 'example.com/b'));
  expect(violation).toMatchObject({
    severity: 'warning',
    path: ['spec', 'template', 'spec', 'readinessGates'],
    message: 'The readiness gate example.com/a is removed: the update no longer waits for it, and stops old pods before its owner, such as a load balancer, has registered the new ones.',
    fix: 'Keep the gate in spec.template.spec.readinessGates.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.readinessGates of Deployment web set to '
    + '[{ "conditionType": "example.com/a" }, { "conditionType": "example.com/b" }].');
  expect(messagesOn(rule, gates('example.com/b', 'example.com/a'), gates('example.com/a', 'example.com/b'))).toEqual([]);
});

test('restores everything at once', () => {
  const violations = violationsOn(rule, `${container('readinessProbe: null')}---\n${minReady(0)}`);
  expect(violations).toHaveLength(2);
  for (const { recipe } of violations) { expect(recipe![0].edits.map(edit => edit.kind === 'set' && edit.path)).toEqual([PROBE, ['spec', 'minReadySeconds']]); }
});

test('does not apply to pods without requests', () => {
  expect(appliesTo(rule, container('readinessProbe: null'), 'kind: Service\n$patch: delete\n')).toBe(false);
});

test('does not apply where the Deployment is scaled to 0', () => {
  const lost = container('startupProbe: null, readinessProbe: null');
  expect(messagesOn(rule, lost)).toHaveLength(1);
  expect(appliesTo(rule, `${lost}---\nkind: Deployment\nspec: { replicas: 0 }\n`)).toBe(false);
});
