import { replicasSetBesideAutoscaler } from '../../../../src/rules/check/autoscaling';
import { autoscalerAdoptionResetsReplicas as rule } from '../../../../src/rules/diff/autoscaling';
import { UPDATE_RULES } from '../../../../src/rules/diff/catalogue';
import { verdictsOn } from '../../check/judging';
import { appliesTo, messagesOn, updateBetween, violationsOn } from '../updating';

const HPA = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
`;
const SCALED_OBJECT = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }, minReplicaCount: 3 }
`;
const LEFT_OUT = 'kind: Deployment\nspec: { replicas: null }\n';

test('fails when the replicas are left out in the release that adds an autoscaler', () => {
  const [violation] = violationsOn(rule, `${LEFT_OUT}---${HPA}`, '');
  expect(violation.message).toBe('Deployment web leaves out spec.replicas, which was 3: kubectl apply and Helm 3 remove it from the cluster, the API server defaults it '
    + 'to 1, and all pods but one are stopped at once. That one gets every request until HorizontalPodAutoscaler web has added pods and they are ready.');
  expect(violation.fix).toBe('Set spec.replicas to 10, so that an apply only adds pods, or if kubectl applies it, run kubectl apply edit-last-applied deployment/web -n shop, '
    + "remove spec.replicas there and then in this manifest, and give that as the reason in metadata.annotations['cdk8s-zero-downtime/acknowledge.autoscaler-adoption-resets-replicas'].");
  expect(violation.path).toEqual(['spec', 'replicas']);
  expect(violation.severity).toBeUndefined();
  expect(violation.recipe).toEqual([{ edits: [expect.objectContaining({ path: ['spec', 'replicas'], value: 10 })] }]);
});

test('fails as well with KEDA, and with an autoscaler that existed before', () => {
  expect(messagesOn(rule, `${LEFT_OUT}---${SCALED_OBJECT}`, '')).toEqual([expect.stringContaining('until ScaledObject web has added pods')]);
  expect(messagesOn(rule, LEFT_OUT, HPA)).toHaveLength(1);
});

test('names no namespace that the manifests do not state', () => {
  const manifest = (replicas: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { ${replicas} }\n---${HPA}`;
  const [{ violations: [violation] }] = rule.judge(updateBetween(manifest('replicas: 3'), manifest('')), { kubernetesMinor: 34, router: undefined as never });
  expect(violation.fix).toMatch('edit-last-applied deployment/web, remove');
});

test('only warns about pods without requests', () => {
  const [violation] = violationsOn(rule, `${LEFT_OUT}---${HPA}`, 'kind: Service\n$patch: delete\n');
  expect(violation.severity).toBe('warning');
  expect(violation.message).toContain('That one gets all work until HorizontalPodAutoscaler web has added pods and');
  expect(violation.fix).toBe('If kubectl applies it, run kubectl apply edit-last-applied deployment/web -n shop, remove spec.replicas there and then in this manifest, and give that as the reason in '
    + "metadata.annotations['cdk8s-zero-downtime/acknowledge.autoscaler-adoption-resets-replicas'], or set spec.replicas to 10, so that each apply starts that many pods for some minutes.");
  expect(violation.recipe).toBeUndefined();
});

test('names the kind of the workload', () => {
  const manifest = (replicas: string) => 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\n'
    + `spec: { ${replicas} }\n---${HPA.replace('kind: Deployment', 'kind: StatefulSet')}`;
  const [{ violations: [violation] }] = rule.judge(updateBetween(manifest('replicas: 3'), manifest('')), { kubernetesMinor: 34, router: undefined as never });
  expect(violation.message).toMatch(/^StatefulSet web leaves out spec.replicas/);
});

test.each([
  ['more than one', 'replicas: 2', 1],
  ['one', 'replicas: 1', 0],
  ['none written', 'replicas: null', 0],
])('counts the number in the manifest: %s', (_, replicas, count) => {
  const before = `kind: Deployment\nspec: { ${replicas} }\n`;
  expect(messagesOn(rule, `${LEFT_OUT}---${HPA}`, before)).toHaveLength(count);
  expect(appliesTo(rule, `${LEFT_OUT}---${HPA}`, before)).toBe(true);
});

test('passes while spec.replicas stays in the manifest, whatever its value', () => {
  expect(messagesOn(rule, HPA, '')).toEqual([]);
  expect(messagesOn(rule, `kind: Deployment\nspec: { replicas: 1 }\n---${HPA}`, '')).toEqual([]);
});

test('does not apply without an autoscaler', () => {
  expect(appliesTo(rule, LEFT_OUT, '')).toBe(false);
});


describe('has the same remedy as replicas-set-beside-autoscaler', () => {
  const ROOT = { KEDA: SCALED_OBJECT.replace('minReplicaCount: 3', 'minReplicaCount: 3, maxReplicaCount: 20'), HPA };

  test.each(Object.entries(ROOT))('the fix of check passes in diff: %s', (_, autoscaler) => {
    const [{ violations: [{ edits = [] }] }] = verdictsOn(replicasSetBesideAutoscaler, autoscaler);
    expect(edits.map(({ path }) => path)).toEqual([['spec', 'replicas']]);
    const written = `kind: Deployment\nspec: { replicas: ${edits[0].value} }\n---${autoscaler}`;
    expect(verdictsOn(replicasSetBesideAutoscaler, written).flatMap(({ violations }) => violations)).toEqual([]);
    expect(errorsOf(written, autoscaler)).toEqual([]);
    expect(errorsOf(written, '')).toEqual([]);
  });

  test.each(Object.entries(ROOT))('the fix of diff passes in check: %s', (_, autoscaler) => {
    const [{ recipe }] = violationsOn(rule, `${LEFT_OUT}---${autoscaler}`, '');
    const [edit] = recipe![0].edits;
    const written = `kind: Deployment\nspec: { replicas: ${edit.kind === 'set' && edit.value} }\n---${autoscaler}`;
    expect(verdictsOn(replicasSetBesideAutoscaler, written).flatMap(({ violations }) => violations)).toEqual([]);
  });

  test('a maximum that is a default must be written first', () => {
    const [{ fix, recipe }] = violationsOn(rule, `${LEFT_OUT}---${SCALED_OBJECT}`, '');
    expect(fix).toContain('Set spec.maxReplicaCount of ScaledObject web and spec.replicas to the same number, so that an apply only adds pods, or if kubectl applies it, run');
    expect(recipe).toBeUndefined();
  });
});

function errorsOf(change: string, before: string): string[] {
  return UPDATE_RULES.flatMap(each => violationsOn(each, change, before)
    .filter(({ severity = each.severity }) => severity === 'error').map(({ message }) => `${each.id}: ${message}`));
}
