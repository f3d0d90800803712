import { Duration } from 'cdk8s';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { shutdownWindowReduced as rule } from '../../../../src/rules/diff/stop';
import { workerWith } from '../../../manifests';
import { yamlOf } from '../../../service/yaml-of';
import { appliesTo, judgedUpdate, messagesOn, updateBetween, violationsOn } from '../updating';

const grace = (seconds: number) => `kind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: ${seconds} } } }\n`;
const hook = (preStop: string, seconds = 45) => `kind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: ${seconds}, `
  + `containers: [{ name: web, lifecycle: { $patch: replace, ${preStop} } }] } } }\n`;
const sleep = (delay: number, seconds?: number) => hook(`preStop: { sleep: { seconds: ${delay} } }`, seconds);
const annotated = (annotations: string) => `kind: Deployment\nmetadata: { annotations: { ${annotations} } }\n`;
const longest = (time: string) => annotated(`cdk8s-zero-downtime/longest-request: ${time}`);
const GRACE = ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'];
const HOOK = ['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop'];

describe('the time of requests after SIGTERM', () => {
  test('warns when the grace period is lowered, and restores the time', () => {
    const [violation] = violationsOn(rule, grace(30));
    expect(violation).toMatchObject({
      path: GRACE,
      message: 'A request in flight has 20 s after SIGTERM instead of 35 s: longer ones are cut.',
      fix: 'Set spec.template.spec.terminationGracePeriodSeconds to 45, or state with annotations that less is enough.',
    });
    expect(violation.severity).toBeUndefined();
    expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.terminationGracePeriodSeconds of Deployment web set to 45.');
  });

  test('warns when a longer hook shortens it', () => {
    const [violation] = violationsOn(rule, sleep(20));
    expect(violation.message).toBe('A request in flight has 25 s after SIGTERM instead of 35 s: longer ones are cut.');
    expect(violation.fix).toBe('Set spec.template.spec.terminationGracePeriodSeconds to 55, or state with annotations that less is enough.');
  });

  test.each([[44, 1], [45, 0], [60, 0]])('compares the time: a grace period of %d s', (seconds, count) => {
    expect(messagesOn(rule, grace(seconds))).toHaveLength(count);
    expect(appliesTo(rule, grace(seconds))).toBe(true);
  });

  test('only informs where requests of 30 s still have room', () => {
    expect(violationsOn(rule, grace(45), grace(90))).toMatchObject([{ severity: 'info' }]);
    expect(violationsOn(rule, grace(44), grace(90))).toMatchObject([{ severity: undefined }]);
  });

  test.each([[20, 1], [19, 1], [15, 0], [14, 0]])('passes where the annotated longest request of %d s still has room', (seconds, count) => {
    expect(messagesOn(rule, grace(30), longest(`${seconds}s`))).toHaveLength(count);
  });

  test('passes where the target states the longest request', () => {
    expect(messagesOn(rule, grace(30), '', { longestRequest: 15 })).toEqual([]);
    expect(messagesOn(rule, grace(30), '', { longestRequest: 16 })).toHaveLength(1);
  });

  test('fails where it covered the annotated request before and no longer does', () => {
    expect(violationsOn(rule, grace(30), longest('30s'))).toMatchObject([{
      severity: 'error', message: 'A request in flight has 20 s after SIGTERM instead of 35 s: longer ones are cut. The longest request takes 30 s.',
    }]);
    expect(violationsOn(rule, grace(30), longest('20s'))).toMatchObject([{ severity: undefined }]);
    expect(violationsOn(rule, grace(30), longest('35s'))).toMatchObject([{ severity: 'error' }]);
    expect(violationsOn(rule, grace(30), longest('36s'))).toMatchObject([{ severity: undefined }]);
  });

  test('uses the shorter annotated time where it changes, and ignores a new annotation', () => {
    expect(violationsOn(rule, `${grace(30)}---\n${longest('40s')}`, longest('10s'))).toMatchObject([{ severity: undefined, message: expect.stringContaining('takes 10 s.') }]);
    expect(violationsOn(rule, `${grace(30)}---\n${longest('30s')}`)).toMatchObject([{ severity: undefined, message: expect.not.stringContaining('The longest') }]);
  });

  test('a grace period of 0 leaves no time, and 2 s are the minimum', () => {
    expect(messagesOn(rule, grace(0))).toEqual([expect.stringMatching(/^The preStop hook does not delay the stop .* A request in flight has 0 s after SIGTERM instead of 35 s:/)]);
    expect(messagesOn(rule, grace(10))).toEqual([expect.stringContaining('has 2 s after SIGTERM instead of 35 s:')]);
  });

  test('compares grace periods where the length of a hook is not known', () => {
    const unknown = (seconds: number) => hook('preStop: { httpGet: { path: /stop, port: http } }', seconds);
    const [violation] = violationsOn(rule, unknown(30), unknown(60));
    expect(violation).toMatchObject({ path: GRACE, message: 'The grace period is 30 s instead of 60 s: work that is not finished by then is cut.', severity: undefined });
    expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.terminationGracePeriodSeconds of Deployment web set to 60.');
    expect(messagesOn(rule, unknown(60), unknown(60))).toEqual([]);
    expect(messagesOn(rule, unknown(45), sleep(10, 60))).toEqual(['The grace period is 45 s instead of 60 s: work that is not finished by then is cut.']);
    expect(messagesOn(rule, unknown(30), `${longest('5s')}---\n${unknown(60)}`)).toEqual([expect.not.stringContaining('The longest')]);
  });

  test('applies to pods without requests as well', () => {
    expect(messagesOn(rule, grace(30), 'kind: Service\n$patch: delete\n')).toHaveLength(1);
    expect(messagesOn(rule, hook('preStop: null'), 'kind: Service\n$patch: delete\n')).toEqual([]);
  });
});

describe('the stop delay', () => {
  test('warns when the hook is removed, and keeps it', () => {
    const [violation] = violationsOn(rule, hook('preStop: null'));
    expect(violation).toMatchObject({
      message: 'The preStop hook is removed (previously 10 s): kube-proxy keeps sending for up to 10 s, and a server that closes its port at SIGTERM refuses requests that arrive after 0 s.',
      fix: 'Keep the preStop hook, or state with annotations that less is enough.',
      path: HOOK,
      severity: 'error',
    });
    expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.containers[0].lifecycle.preStop of Deployment web set to { "sleep": { "seconds": 10 } }.');
  });

  test('warns when it is shorter, up to what the router needs', () => {
    expect(violationsOn(rule, sleep(9))).toMatchObject([{
      path: [...HOOK, 'sleep', 'seconds'],
      message: 'The preStop hook takes 9 s (previously 10 s): kube-proxy keeps sending for up to 10 s, and a server that closes its port at SIGTERM refuses requests that arrive after 9 s.',
    }]);
    expect(violationsOn(rule, sleep(1))).toMatchObject([{ severity: undefined }]);
    expect(violationsOn(rule, sleep(0))).toMatchObject([{ severity: 'error' }]);
    expect(messagesOn(rule, sleep(10), sleep(30))).toEqual([]);
    expect(messagesOn(rule, sleep(9), sleep(9))).toEqual([]);
    expect(messagesOn(rule, sleep(9), sleep(5, 30))).toEqual([]);
  });

  test('trusts the annotation', () => {
    const measured = annotated('cdk8s-zero-downtime/deregistration-delay: 4s');
    expect(messagesOn(rule, sleep(4), measured)).toEqual([]);
    expect(messagesOn(rule, sleep(3), measured)).toEqual([expect.stringContaining('for up to 4 s')]);
    expect(messagesOn(rule, sleep(20), `${annotated('cdk8s-zero-downtime/deregistration-delay: 30s')}---\n${sleep(30)}`)).toEqual([expect.stringContaining('for up to 30 s')]);
  });

  test('warns when a hook of unknown length is removed', () => {
    expect(messagesOn(rule, hook('preStop: null'), hook('preStop: { httpGet: { path: /stop, port: http } }'))).toEqual([expect.stringMatching(/^The preStop hook is removed \(it delayed the stop before\): /)]);
    expect(messagesOn(rule, hook('preStop: { httpGet: { path: /stop, port: http } }'))).toEqual([]);
  });

  test('reports both where both are shorter', () => {
    const [violation] = violationsOn(rule, sleep(5, 20), longest('30s'));
    expect(violation.message).toMatch(/^The preStop hook takes 5 s \(previously 10 s\): .* A request in flight has 15 s after SIGTERM instead of 35 s: .* takes 30 s\.$/);
    expect(violation.severity).toBe('error');
    expect(violation.fix).toBe('Keep the preStop hook and set spec.template.spec.terminationGracePeriodSeconds to 45, or state with annotations that less is enough.');
    expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.containers[0].lifecycle.preStop of Deployment web set to { "sleep": { "seconds": 10 } } '
      + 'and with spec.template.spec.terminationGracePeriodSeconds of Deployment web set to 45.');
    expect(violationsOn(rule, sleep(5, 44), sleep(10, 90))).toMatchObject([{ severity: undefined }]);
  });

  test('does not apply where another container serves the requests', () => {
    expect(appliesTo(rule, "kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, $patch: delete }, { name: app, image: 'app:1' }] } } }\n")).toBe(false);
  });
});

test('passes when the longest job of a worker is shorter, and the grace period with it', () => {
  const worker = (job: number): string => yamlOf(workerWith({ longestJob: Duration.seconds(job) }));
  expect(judgedUpdate(updateBetween(worker(600), worker(300))).findings).toEqual([]);
});
