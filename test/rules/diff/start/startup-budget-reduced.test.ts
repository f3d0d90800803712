import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { startupBudgetReduced as rule } from '../../../../src/rules/diff/start';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const container = (fields: string, name = 'web') => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: ${name}, ${fields} }] } } }\n`;
const startup = (fields: string) => container(`startupProbe: { ${fields} }`);
const LIVENESS = 'livenessProbe: { httpGet: { path: /alive, port: http }, initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 }';
const annotated = (time: string) => `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: ${time} } }\n`;
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

test('warns when the startup probe has less patience, and gives it back', () => {
  const [violation] = violationsOn(rule, startup('failureThreshold: 6'));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'startupProbe', 'failureThreshold'],
    message: 'The startup probe of container web has less patience: a start that takes more than 10 s may be killed, where it had 60 s.',
    fix: 'Set spec.template.spec.containers[0].startupProbe.failureThreshold to 31, or annotate startup-time if 10 s are enough.',
  });
  expect(violation.severity).toBeUndefined();
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.containers[0].startupProbe.failureThreshold of Deployment web set to 31.');
});

test.each([
  ['periodSeconds: 1', 61],
  ['periodSeconds: 1, initialDelaySeconds: 5', 56],
  ['periodSeconds: 7, failureThreshold: 3', 10],
])('counts delay, period and threshold: %s', (fields, threshold) => {
  expect(violationsOn(rule, startup(fields))[0].fix).toContain(`failureThreshold to ${threshold},`);
});

test.each([['failureThreshold: 27', 1], ['failureThreshold: 28', 0], ['failureThreshold: 31', 0], ['failureThreshold: 40', 0], ['initialDelaySeconds: 2, failureThreshold: 27', 0]])('compares the time: %s', (fields, count) => {
  expect(messagesOn(rule, startup(fields))).toHaveLength(count);
  expect(appliesTo(rule, startup(fields))).toBe(true);
});

test('warns when the startup probe goes and the liveness probe counts from the start', () => {
  const [violation] = violationsOn(rule, container('startupProbe: null'), container(LIVENESS));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'livenessProbe'],
    message: 'The startup probe of container web goes, and its liveness probe counts from the start: a start that takes more than 50 s may be killed, where it had 60 s.',
    fix: 'Keep spec.template.spec.containers[0].startupProbe, or annotate startup-time if 50 s are enough.',
  });
  expect(recipeInWords(violation.recipe!)).toMatch(/^Release this change, but with spec\.template\.spec\.containers\[0\]\.startupProbe of Deployment web set to \{ "httpGet"/);
});

test('warns when a liveness probe alone has less patience, and waits longer before it looks', () => {
  const [violation] = violationsOn(rule, container('livenessProbe: { initialDelaySeconds: 5 }'), container(`startupProbe: null, ${LIVENESS}`));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'livenessProbe', 'initialDelaySeconds'],
    message: 'The liveness probe of container web has less patience: a start that takes more than 25 s may be killed, where it had 50 s.',
    fix: 'Set spec.template.spec.containers[0].livenessProbe.initialDelaySeconds to 30, or annotate startup-time if 25 s are enough.',
  });
});

test('warns when a new startup probe is less patient than the liveness probe was', () => {
  expect(violationsOn(rule, container('startupProbe: { tcpSocket: { port: http }, failureThreshold: 3 }'), container(`startupProbe: null, ${LIVENESS}`))).toMatchObject([{
    path: [...CONTAINER, 'startupProbe', 'failureThreshold'], message: expect.stringContaining('takes more than 20 s may be killed, where it had 50 s'),
  }]);
});

test('does not look at a liveness probe behind a startup probe', () => {
  expect(messagesOn(rule, container('livenessProbe: { initialDelaySeconds: 0 }'), container(LIVENESS))).toEqual([]);
});

test('passes where the annotation, or the target, says that it is enough', () => {
  expect(messagesOn(rule, startup('failureThreshold: 6'), annotated('10s'))).toEqual([]);
  expect(messagesOn(rule, startup('failureThreshold: 6'), '', { startupTime: 10 })).toEqual([]);
});

test('fails where it says that it was enough, and is not any more', () => {
  expect(violationsOn(rule, startup('failureThreshold: 6'), annotated('11s'))).toMatchObject([{
    severity: 'error', message: expect.stringMatching(/where it had 60 s\. It takes up to 11 s\.$/),
  }]);
  expect(violationsOn(rule, startup('failureThreshold: 6'), annotated('60s'))).toMatchObject([{ severity: 'error' }]);
  expect(violationsOn(rule, startup('failureThreshold: 6'), annotated('61s'))).toMatchObject([{ severity: undefined }]);
});

test('looks at each container that stays', () => {
  const sidecar = (threshold: number) => 'kind: Deployment\nspec: { template: { spec: { initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, '
    + `startupProbe: { tcpSocket: { port: 1 }, failureThreshold: ${threshold} } }] } } }\n`;
  expect(messagesOn(rule, sidecar(3), sidecar(6))).toEqual([expect.stringContaining('of container proxy has less patience')]);
  expect(messagesOn(rule, sidecar(3), '')).toEqual([]);
});

test('names no container without a name', () => {
  const nameless = (threshold: number) => `kind: Deployment\nspec: { template: { spec: { containers: [{ image: web, startupProbe: { tcpSocket: { port: 1 }, failureThreshold: ${threshold} } }] } } }\n`;
  expect(messagesOn(rule, nameless(3), nameless(6))).toEqual([expect.stringContaining('The startup probe of a container without a name has')]);
});

test.each([
  ['kills a slow start any more', 'startupProbe: null', ''],
  ['killed one before', 'startupProbe: { tcpSocket: { port: http } }', container('startupProbe: null')],
  ['is ours, but Istio\'s', 'startupProbe: { failureThreshold: 6 }', container('image: auto')],
])('does not apply where nothing %s', (_, fields, before) => {
  expect(appliesTo(rule, container(fields), before)).toBe(false);
});
