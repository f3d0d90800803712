import { replicasReduced as rule } from '../../../../src/rules/diff/autoscaling';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const replicas = (count: number | null) => `kind: Deployment\nspec: { replicas: ${count} }\n`;
const hpa = (min: number | string, max: number | string) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: ${min}, maxReplicas: ${max} }
`;
const keda = (fields: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }, ${fields} }
`;
const scaled = (autoscaler: string) => `${replicas(null)}---${autoscaler}`;
const STEPS = (path: string, object: string, ...numbers: number[]) => `${numbers.map((number, i) => `${i === 0 ? 'Release' : 'When the remaining pods have carried a peak load, release'} ${i + 1}: `
  + `this change, but with ${path} of ${object} set to ${number}. `).join('')}When the remaining pods have carried a peak load, release ${numbers.length + 1}: the rest of this change.`;

describe('spec.replicas', () => {
  test('warns when it is halved, and lowers it in steps', () => {
    const [violation] = violationsOn(rule, replicas(4), replicas(8));
    expect(violation).toMatchObject({
      severity: 'warning',
      path: ['spec', 'replicas'],
      message: 'Deployment web is scaled from 8 pods to 4 at once: under the same load each remaining pod gets 2 times the requests.',
      fix: 'Lower spec.replicas in steps, and watch the load of the remaining pods.',
    });
    expect(recipeInWords(violation.recipe!)).toBe(STEPS('spec.replicas', 'Deployment web', 5));
  });

  test.each([
    [10, 3, STEPS('spec.replicas', 'Deployment web', 6, 4)],
    [30, 4, STEPS('spec.replicas', 'Deployment web', 16, 9, 5)],
    [4, 2, STEPS('spec.replicas', 'Deployment web', 3)],
  ])('makes no step of half or more: %d to %d', (from, to, words) => {
    expect(recipeInWords(violationsOn(rule, replicas(to), replicas(from))[0].recipe!)).toBe(words);
  });

  test('gives no recipe of more than four releases', () => {
    const [violation] = violationsOn(rule, replicas(2), replicas(30));
    expect(violation.recipe).toBeUndefined();
    expect(violation.message).toContain('once: under the same load each remaining pod gets 15 times the requests.');
  });

  test('rounds to tenths', () => {
    expect(messagesOn(rule, replicas(3), replicas(7))).toEqual([expect.stringContaining('gets 2.3 times the requests.')]);
  });

  test.each([[8, 5], [3, 2], [5, 3], [3, 3], [3, 8], [1, 1]])('passes when more than half of the pods stay: %d to %d', (from, to) => {
    expect(messagesOn(rule, replicas(to), replicas(from))).toEqual([]);
    expect(appliesTo(rule, replicas(to), replicas(from))).toBe(true);
  });

  test.each([[2], [3], [9]])('fails when a single one of %d pods stays', from => {
    const [violation] = violationsOn(rule, replicas(1), replicas(from));
    expect(violation).toMatchObject({
      severity: 'error',
      message: `Deployment web is scaled from ${from} pods to 1 at once: that pod gets every request, and all requests fail whenever it is evicted or crashes.`,
      fix: 'Set spec.replicas to 2 or more.',
      recipe: undefined,
    });
  });

  test.each([
    [1, '1 pod', 'Leave spec.replicas at 1 until no client calls its pods.'], [3, '3 pods', 'Set spec.replicas to 2 or more.'],
  ])('fails when none of %d stays', (from, words, fix) => {
    expect(violationsOn(rule, replicas(0), replicas(from))).toMatchObject([{
      severity: 'error', message: `Deployment web is scaled from ${words} to 0 at once: every request fails.`, fix, recipe: undefined,
    }]);
  });

  test('passes when it was not set before', () => {
    expect(messagesOn(rule, 'kind: Deployment\nspec: { minReadySeconds: 5 }\n', replicas(null))).toEqual([]);
  });

  test('fails when it is left out, and keeps it', () => {
    const [violation] = violationsOn(rule, replicas(null), '');
    expect(violation).toMatchObject({
      severity: 'error',
      message: 'Deployment web leaves out spec.replicas, which was 3, and has no autoscaler: kubectl apply and Helm 3 remove the field from the cluster, and '
        + 'the API server defaults it to 1: that pod gets every request, and all requests fail whenever it is evicted or crashes.',
      fix: 'Set spec.replicas to 3. If an autoscaler that is not in these manifests sets it, remove it first with kubectl apply edit-last-applied.',
    });
    expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.replicas of Deployment web set to 3.');
    expect(messagesOn(rule, replicas(null), replicas(1))).toEqual([]);
  });

  test('only informs about a canary or a colour beside other serving pods', () => {
    const stable = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: stable }
spec: { replicas: 3, selector: { matchLabels: { app: web, track: stable } }, template: { metadata: { labels: { app: web, track: stable } } } }
`;
    const change = 'kind: Deployment\nmetadata: { name: web }\nspec: { replicas: 0 }\n';
    expect(violationsOn(rule, change, stable)).toMatchObject([{ severity: 'info' }]);
    expect(violationsOn(rule, change.replace('0', '1'), stable)).toMatchObject([{ severity: 'info' }]);
    expect(violationsOn(rule, change.replace('0', '4'), `${replicas(8)}---${stable}`)).toMatchObject([{ severity: 'warning' }]);
  });

  test('does not apply to pods without requests, or where there were no pods', () => {
    const alone = 'kind: Service\n$patch: delete\n';
    expect(appliesTo(rule, replicas(1), alone)).toBe(false);
    expect(appliesTo(rule, replicas(0), replicas(0))).toBe(false);
  });
});

describe('autoscalers', () => {
  test('warns when the maximum is halved, and lowers it in steps', () => {
    const [verdict] = verdictsOn(rule, hpa(3, 10), scaled(hpa(3, 20)));
    expect(verdict.object.kind).toBe('HorizontalPodAutoscaler');
    expect(verdict.workload!.name).toBe('web');
    const [violation] = verdict.violations;
    expect(violation).toMatchObject({
      severity: 'warning',
      path: ['spec', 'maxReplicas'],
      message: 'HorizontalPodAutoscaler web now has a maximum of 10 pods instead of 20, and stops the others at once: '
        + 'under the same load each remaining pod gets 2 times the requests.',
    });
    expect(recipeInWords(violation.recipe!)).toBe(STEPS('spec.maxReplicas', 'HorizontalPodAutoscaler web', 11));
  });

  test('warns when the maximum falls below the previous minimum, even by less than half', () => {
    const [violation] = violationsOn(rule, hpa(4, 5), scaled(hpa(6, 8)));
    expect(violation.severity).toBe('warning');
    expect(violation.path).toEqual(['spec', 'maxReplicas']);
    expect(recipeInWords(violation.recipe!)).toBe(STEPS('spec.maxReplicas', 'HorizontalPodAutoscaler web', 6));
    expect(messagesOn(rule, hpa(4, 6), scaled(hpa(6, 8)))).toEqual([]);
  });

  test('first lowers the maximum to the previous minimum, then in steps', () => {
    expect(recipeInWords(violationsOn(rule, hpa(4, 4), scaled(hpa(7, 10)))[0].recipe!)).toBe(STEPS('spec.maxReplicas', 'HorizontalPodAutoscaler web', 7));
    expect(recipeInWords(violationsOn(rule, hpa(4, 4), scaled(hpa(7, 30)))[0].recipe!)).toBe(STEPS('spec.maxReplicas', 'HorizontalPodAutoscaler web', 16, 9, 5));
  });

  test('warns when the minimum is halved: pods are removed only when the load falls', () => {
    const [violation] = violationsOn(rule, hpa(3, 20), scaled(hpa(6, 20)));
    expect(violation).toMatchObject({
      severity: 'warning',
      path: ['spec', 'minReplicas'],
      message: 'HorizontalPodAutoscaler web may scale down to 3 pods instead of 6: when the load rises fast, that many fewer pods must carry it until others have started.',
      fix: 'Make sure that 3 pods can carry a sudden load, or leave spec.minReplicas at 6.',
      recipe: undefined,
    });
    expect(messagesOn(rule, hpa(4, 20), scaled(hpa(6, 20)))).toEqual([]);
  });

  test('fails when the minimum falls to one pod', () => {
    expect(violationsOn(rule, hpa(1, 20), scaled(hpa(2, 20)))).toMatchObject([{
      severity: 'error',
      message: 'HorizontalPodAutoscaler web may scale down to 1 pod instead of 2: that pod gets every request, and all requests fail whenever it is evicted or crashes.',
      fix: 'Set spec.minReplicas to 2 or more.',
      recipe: undefined,
    }]);
  });

  test.each([
    ['the fewest', 'minReplicaCount: 0, maxReplicaCount: 9', 'minReplicaCount'],
    ['when idle', 'minReplicaCount: 2, maxReplicaCount: 9, idleReplicaCount: 0', 'idleReplicaCount'],
  ])('fails when KEDA may scale to zero, by %s', (_, fields, field) => {
    expect(violationsOn(rule, keda(fields), scaled(keda('minReplicaCount: 2, maxReplicaCount: 9')))).toMatchObject([{
      severity: 'error',
      path: ['spec', field],
      message: 'ScaledObject web may scale down to 0 pods instead of 2: the next requests fail until one has started.',
    }]);
  });

  test('warns when KEDA may scale to zero instead of one', () => {
    expect(violationsOn(rule, keda('minReplicaCount: 0'), scaled(keda('minReplicaCount: 1')))).toMatchObject([{ severity: 'warning' }]);
  });

  test('passes where KEDA already scaled to zero before', () => {
    expect(messagesOn(rule, keda('maxReplicaCount: 60'), scaled(keda('maxReplicaCount: 50')))).toEqual([]);
    expect(appliesTo(rule, keda('maxReplicaCount: 60'), scaled(keda('maxReplicaCount: 50')))).toBe(true);
  });

  test('names the field of the maximum of KEDA', () => {
    expect(violationsOn(rule, keda('minReplicaCount: 2, maxReplicaCount: 50'), scaled(keda('minReplicaCount: 2')))).toMatchObject([{ path: ['spec', 'maxReplicaCount'] }]);
  });

  test('gives no steps of one number when two are lowered', () => {
    const violations = violationsOn(rule, hpa(3, 10), scaled(hpa(6, 20)));
    expect(violations.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(violations.map(({ recipe }) => recipe)).toEqual([undefined, undefined]);
  });

  test('warns when a new autoscaler has a maximum of half of spec.replicas or less', () => {
    expect(violationsOn(rule, hpa(2, 4), replicas(8))).toMatchObject([{ severity: 'warning', path: ['spec', 'maxReplicas'] }]);
    expect(messagesOn(rule, hpa(2, 8), replicas(8))).toEqual([]);
    expect(messagesOn(rule, hpa(1, 7), replicas(8))).toEqual([]);
  });

  test.each([
    [1, 'error', 'ScaledObject web is paused at 1 pod, instead of up to 10, and stops the others at once: that pod gets every request, and all requests fail whenever it is evicted or crashes.'],
    [4, 'warning', 'ScaledObject web is paused at 4 pods, instead of up to 10, and stops the others at once: under the same load each remaining pod gets 2.5 times the requests.'],
  ])('fails once when a ScaledObject is paused at %d of 10 pods', (pods, severity, message) => {
    const paused = `${keda('minReplicaCount: 3, maxReplicaCount: 10')}\n`.replace('name: web }', `name: web, annotations: { autoscaling.keda.sh/paused-replicas: "${pods}" } }`);
    expect(violationsOn(rule, paused, scaled(keda('minReplicaCount: 3, maxReplicaCount: 10')))).toEqual([expect.objectContaining({
      severity,
      message,
      path: ['metadata', 'annotations', 'autoscaling.keda.sh/paused-replicas'],
      fix: 'Remove metadata.annotations[\'autoscaling.keda.sh/paused-replicas\'], so that the load decides again.',
      recipe: undefined,
    })]);
  });

  test('does not report what other rules find', () => {
    expect(appliesTo(rule, scaled(hpa(1, 1)), replicas(8))).toBe(false);
    expect(appliesTo(rule, 'kind: HorizontalPodAutoscaler\n$patch: delete\n', scaled(hpa(3, 10)))).toBe(false);
    expect(appliesTo(rule, hpa(1, 1), replicas(null))).toBe(true);
  });
});

test('fails when a Deployment is scaled to zero in the release that adds the Rollout with its template', () => {
  const rollout = '---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web }\n'
    + 'spec: { replicas: 3, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }, strategy: { canary: {} } }\n';
  expect(messagesOn(rule, replicas(0) + rollout)).toEqual(['Deployment web is scaled from 8 pods to 0 in the release that adds Rollout web: '
    + 'its pods stop at once, and every request fails until those of the Rollout are ready.']);
  expect(messagesOn(rule, replicas(3) + rollout)).toEqual([]);
});
