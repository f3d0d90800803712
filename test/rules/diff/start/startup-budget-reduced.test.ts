import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { startupBudgetReduced as rule } from '../../../../src/rules/diff/start';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const container = (fields: string, name = 'web') => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: ${name}, ${fields} }] } } }\n`;
const startup = (fields: string) => container(`startupProbe: { ${fields} }`);
const LIVENESS = 'livenessProbe: { httpGet: { path: /alive, port: http }, initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 }';
const annotated = (time: string) => `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: ${time} } }\n`;
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

test('warns when the startup probe allows less time, and restores it', () => {
  const [violation] = violationsOn(rule, startup('failureThreshold: 6'));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'startupProbe', 'failureThreshold'],
    message: 'The startup probe of container web allows less time: a start that takes more than 10 s may be killed (previously 60 s).',
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

test('warns when the startup probe is removed and the liveness probe counts from the start', () => {
  const [violation] = violationsOn(rule, container('startupProbe: null'), container(LIVENESS));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'livenessProbe'],
    message: 'The startup probe of container web is removed, and its liveness probe counts from the start: a start that takes more than 50 s may be killed (previously 60 s).',
    fix: 'Keep spec.template.spec.containers[0].startupProbe, or annotate startup-time if 50 s are enough.',
  });
  expect(recipeInWords(violation.recipe!)).toMatch(/^Release this change, but with spec\.template\.spec\.containers\[0\]\.startupProbe of Deployment web set to \{ "httpGet"/);
});

test('warns when a liveness probe alone allows less time, and raises its initial delay', () => {
  const [violation] = violationsOn(rule, container('livenessProbe: { initialDelaySeconds: 5 }'), container(`startupProbe: null, ${LIVENESS}`));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'livenessProbe', 'initialDelaySeconds'],
    message: 'The liveness probe of container web allows less time: a start that takes more than 25 s may be killed (previously 50 s).',
    fix: 'Set spec.template.spec.containers[0].livenessProbe.initialDelaySeconds to 30, or annotate startup-time if 25 s are enough.',
  });
});

test('warns when a new startup probe allows less time than the liveness probe did', () => {
  expect(violationsOn(rule, container('startupProbe: { tcpSocket: { port: http }, failureThreshold: 3 }'), container(`startupProbe: null, ${LIVENESS}`))).toMatchObject([{
    path: [...CONTAINER, 'startupProbe', 'failureThreshold'], message: expect.stringContaining('takes more than 20 s may be killed (previously 50 s).'),
  }]);
});

test('ignores a liveness probe next to a startup probe', () => {
  expect(messagesOn(rule, container('livenessProbe: { initialDelaySeconds: 0 }'), container(LIVENESS))).toEqual([]);
});

test('passes where the annotation or the target states that the time is enough', () => {
  expect(messagesOn(rule, startup('failureThreshold: 6'), annotated('10s'))).toEqual([]);
  expect(messagesOn(rule, startup('failureThreshold: 6'), '', { startupTime: 10 })).toEqual([]);
});

test('fails where the stated time was enough before and no longer is', () => {
  expect(violationsOn(rule, startup('failureThreshold: 6'), annotated('11s'))).toMatchObject([{
    severity: 'error', message: expect.stringMatching(/\(previously 60 s\)\. It takes up to 11 s\.$/),
  }]);
  expect(violationsOn(rule, startup('failureThreshold: 6'), annotated('60s'))).toMatchObject([{ severity: 'error' }]);
  expect(violationsOn(rule, startup('failureThreshold: 6'), annotated('61s'))).toMatchObject([{ severity: undefined }]);
});

test('checks each container that stays', () => {
  const sidecar = (threshold: number) => 'kind: Deployment\nspec: { template: { spec: { initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, '
    + `startupProbe: { tcpSocket: { port: 1 }, failureThreshold: ${threshold} } }] } } }\n`;
  expect(messagesOn(rule, sidecar(3), sidecar(6))).toEqual([expect.stringContaining('of container proxy allows less time:')]);
  expect(messagesOn(rule, sidecar(3), '')).toEqual([]);
});

test('describes a container without a name', () => {
  const nameless = (threshold: number) => `kind: Deployment\nspec: { template: { spec: { containers: [{ image: web, startupProbe: { tcpSocket: { port: 1 }, failureThreshold: ${threshold} } }] } } }\n`;
  expect(messagesOn(rule, nameless(3), nameless(6))).toEqual([expect.stringContaining('The startup probe of a container without a name allows')]);
});

test.each([
  ['kills a slow start afterwards', 'startupProbe: null', ''],
  ['killed one before', 'startupProbe: { tcpSocket: { port: http } }', container('startupProbe: null')],
  ['is ours, but Istio\'s', 'startupProbe: { failureThreshold: 6 }', container('image: auto')],
])('does not apply where no probe %s', (_, fields, before) => {
  expect(appliesTo(rule, container(fields), before)).toBe(false);
});
