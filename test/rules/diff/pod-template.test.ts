import { updateWith } from './updating';
import { updateOf } from '../../../src/rules/diff';
import { restarted, restarts, templateOf } from '../../../src/rules/diff/pod-template';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../check/judging';

const other = (apiVersion: string, kind: string, image: string) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other }\n`
  + `spec: { selector: { matchLabels: { app: other } }, template: { metadata: { labels: { app: other } }, spec: { containers: [{ name: other, image: '${image}' }] } } }\n`;

test.each([
  ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['extensions/v1beta1', 'Deployment'], ['extensions/v1beta1', 'DaemonSet'],
  ['argoproj.io/v1alpha1', 'Rollout'],
])('another template of a %s %s replaces its pods', (apiVersion, kind) => {
  expect(restarted(updateWith(other(apiVersion, kind, 'other:1'), other(apiVersion, kind, 'other:2'))).map(({ after }) => after.name)).toEqual(['other']);
  expect(restarted(updateWith(other(apiVersion, kind, 'other:1'), other(apiVersion, kind, 'other:1')))).toEqual([]);
});

test.each([['apps/v1', 'ReplicaSet'], ['batch/v1', 'Job'], ['argoproj.io/v1alpha1', 'Deployment']])('another template of a %s %s replaces no pods', (apiVersion, kind) => {
  expect(restarted(updateWith(other(apiVersion, kind, 'other:1'), other(apiVersion, kind, 'other:2')))).toEqual([]);
});

test.each([
  ['another selector', other('apps/v1', 'Deployment', 'other:2').replaceAll('app: other', 'app: another')],
  ['labels that the selector does not match', other('apps/v1', 'Deployment', 'other:2').replace('labels: { app: other }', 'labels: { app: another }')],
  ['a field with an invalid value', other('apps/v1', 'Deployment', 'other:2').replace("image: 'other:2'", "image: 'other:2', ports: [{ containerPort: 70000 }]")],
])('an update that the API server refuses replaces no pods: %s', (_, after) => {
  expect(restarted(updateWith(other('apps/v1', 'Deployment', 'other:1'), after))).toEqual([]);
});

test('an update with another immutable field replaces no pods, unless a tool creates the object anew', () => {
  const set = (image: string, service: string, annotations = '') => other('apps/v1', 'StatefulSet', image)
    .replace('metadata: { name: other }', `metadata: { name: other, annotations: { ${annotations} } }`).replace('spec: {', `spec: { serviceName: ${service},`);
  expect(restarted(updateWith(set('other:1', 'a'), set('other:2', 'b')))).toEqual([]);
  expect(restarted(updateWith(set('other:1', 'a'), set('other:2', 'b', 'kustomize.toolkit.fluxcd.io/force: enabled')))).toHaveLength(1);
});

test('a change outside of the template replaces no pods', () => {
  const update = updateWith('', 'kind: Deployment\nmetadata: { labels: { tier: front } }\nspec: { replicas: 4, minReadySeconds: 20 }\n');
  expect(restarted(update)).toEqual([]);
  expect(restarts(update.workloads.kept[0])).toBe(false);
});

test('a default that is written explicitly replaces no pods', () => {
  const update = updateWith('', 'kind: Deployment\nspec: { template: { spec: { restartPolicy: Always, dnsPolicy: ClusterFirst } } }\n');
  expect(restarted(update)).toEqual([]);
  expect(restarts(update.workloads.kept[0])).toBe(false);
});

test('another image replaces the pods', () => {
  const update = updateWith('', 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: \'registry.example.com/web:2\' }] } } }\n');
  expect(restarted(update)).toHaveLength(1);
  expect(restarts(update.workloads.kept[0])).toBe(true);
});

test.each([
  ['of an init container', 'initContainers: [{ name: init, image: "init:1" }]', 'initContainers: [{ name: init, image: "init:2" }]', 1],
  ['the same one', 'initContainers: [{ name: init, image: "init:1" }]', 'initContainers: [{ name: init, image: "init:1", imagePullPolicy: IfNotPresent }]', 0],
  ['and a container more', '', 'initContainers: [{ name: init, image: "init:1" }]', 1],
  ['no image instead of none', 'initContainers: [{ name: init, image: "" }]', 'initContainers: [{ name: init }]', 0],
])('another image elsewhere replaces the pods: %s', (_, before, after, count) => {
  const pod = (fields: string) => `kind: Deployment\nspec: { template: { spec: { ${fields} } } }\n`;
  expect(restarted(updateWith(pod(before), pod(after)))).toHaveLength(count);
});

test('the answer is computed once', () => {
  const update = updateWith('', '');
  expect(restarted(update)).toBe(restarted(update));
});

test('added and removed workloads replace no pods', () => {
  const deployment = other('apps/v1', 'Deployment', 'other:1');
  expect(restarted(updateWith('', deployment))).toEqual([]);
  expect(restarted(updateWith(deployment, 'kind: Deployment\nmetadata: { name: other }\n$patch: delete\n'))).toEqual([]);
});

test('the same file on both sides replaces no pods', () => {
  const manifests = manifestsIn(exampleManifests(''));
  expect(restarted(updateOf(manifests, manifests))).toEqual([]);
});

test('an object without a template has no pods to replace', () => {
  const update = updateWith('', '');
  expect(templateOf(update.after.services[0].object)).toBeUndefined();
});

test.each([
  ['a StatefulSet that waits for its pods to be deleted', 'StatefulSet', 'updateStrategy: { type: OnDelete }'],
  ['a Deployment that is paused', 'Deployment', 'paused: true'],
])('no pod is restarted in %s', (_, kind, field) => {
  const waiting = (image: string) => other('apps/v1', kind, image).replace('spec: {', `spec: { ${field},`);
  expect(restarted(updateWith(waiting('app:1'), waiting('app:2')))).toEqual([]);
});
