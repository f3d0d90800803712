import { configNotFound } from '../../../../src/rules/check/config';
import { appliesTo, messagesOn, verdictsOn } from '../judging';
import { all, container, fixesOn, object, pathsOn, pod } from '../placement/violations-on';

const CONFIG = object('v1', 'ConfigMap', 'c', { data: { LEVEL: 'info', MODE: 'fast' }, binaryData: { logo: 'aGk=' } });
const variable = (key: string, more = {}): string => container({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key, ...more } } }] });

test('names the missing key, and the existing ones', () => {
  const change = all(variable('LEVL'), CONFIG);
  expect(messagesOn(configNotFound, change)).toEqual(['ConfigMap c has no key LEVL, so new pods do not start and the update gets stuck.']);
  expect(fixesOn(configNotFound, change)).toEqual([
    'Set spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.key to LEVEL, or add the key to it.',
  ]);
  expect(pathsOn(configNotFound, change)).toEqual(['spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.key']);
});

test.each(['LEVEL', 'logo'])('passes the key %s', key => {
  expect(appliesTo(configNotFound, all(variable(key), CONFIG))).toBe(true);
  expect(messagesOn(configNotFound, all(variable(key), CONFIG))).toEqual([]);
});

test('an optional object may be missing', () => {
  expect(appliesTo(configNotFound, all(variable('LEVL', { optional: true }), CONFIG))).toBe(false);
  expect(messagesOn(configNotFound, all(variable('LEVL', { optional: false }), CONFIG))).toHaveLength(1);
});

test.each([
  ['a volume', { configMap: { name: 'c', items: [{ key: 'LEVEL', path: 'a' }, { key: 'LEVL', path: 'b' }] } }, 'configMap.items[1].key'],
  ['a projected volume', { projected: { sources: [{ configMap: { name: 'c', items: [{ key: 'LEVL', path: 'b' }] } }] } }, 'projected.sources[0].configMap.items[0].key'],
])('checks the items of %s', (_what, volume, path) => {
  expect(pathsOn(configNotFound, all(pod({ volumes: [{ name: 'v', ...volume }] }), CONFIG))).toEqual([`spec.template.spec.volumes[0].${path}`]);
});

test('checks the keys of Secrets', () => {
  const reads = (key: string): string => container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key } } }] });
  const secret = (fields: object): string => object('v1', 'Secret', 's', { ...fields });
  expect(messagesOn(configNotFound, all(reads('a'), secret({ data: { b: 'eA==' }, stringData: { c: 'x' } })))).toEqual([
    'Secret s has no key a, so new pods do not start and the update gets stuck.',
  ]);
  expect(messagesOn(configNotFound, all(reads('b'), secret({ data: { b: 'eA==' } })))).toEqual([]);
  expect(messagesOn(configNotFound, all(reads('c'), secret({ stringData: { c: 'x' } })))).toEqual([]);
  expect(messagesOn(configNotFound, all(reads('token'), secret({ type: 'kubernetes.io/service-account-token', data: { b: 'eA==' } })))).toEqual([]);
  expect(messagesOn(configNotFound, all(reads('token'), secret({ data: {} })))).toEqual([]);
});

test('an object that is not in the files may be in the cluster', () => {
  expect(appliesTo(configNotFound, variable('LEVEL'))).toBe(true);
  expect(messagesOn(configNotFound, variable('LEVEL'))).toEqual([]);
});

test('does not apply to pods without configuration', () => {
  expect(appliesTo(configNotFound, CONFIG)).toBe(false);
});

describe('a ConfigMap that is a hook', () => {
  const hook = (annotations: object, name = 'c'): string => object('v1', 'ConfigMap', name, { data: { LEVEL: 'info' } }, { annotations });
  const HELM = { 'helm.sh/hook': 'pre-install,pre-upgrade', 'helm.sh/hook-delete-policy': 'before-hook-creation, hook-succeeded' };
  const uses = (more = {}): string => container({ envFrom: [{ configMapRef: { name: 'c', ...more } }], env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'LEVEL' } } }] });

  test('fails when Helm deletes it before the pods start', () => {
    const change = all(uses(), hook(HELM));
    expect(messagesOn(configNotFound, change)).toEqual(['ConfigMap c is a hook, and Helm deletes it as soon as it has succeeded: new pods of each release do not start, and the update gets stuck.']);
    expect(fixesOn(configNotFound, change)).toEqual(["Remove hook-succeeded from metadata.annotations['helm.sh/hook-delete-policy'] of ConfigMap c, or give the hooks another ConfigMap, and remove the hook annotations from this one."]);
    expect(pathsOn(configNotFound, change)).toEqual(['spec.template.spec.containers[0].envFrom[0].configMapRef.name']);
  });

  test('fails when Argo CD deletes it', () => {
    const argo = { 'argocd.argoproj.io/hook': 'PreSync', 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' };
    expect(messagesOn(configNotFound, all(uses(), hook(argo)))).toEqual([expect.stringContaining('and Argo CD deletes it')]);
  });

  test.each([
    ['stays until the next release', all(uses(), hook({ ...HELM, 'helm.sh/hook-delete-policy': 'before-hook-creation' }))],
    ['stays by default', all(uses(), hook({ 'helm.sh/hook': 'pre-upgrade' }))],
    ['has no event', all(uses(), hook({ 'helm.sh/hook-delete-policy': 'hook-succeeded' }))],
    ['is another one', all(uses(), CONFIG, hook(HELM, 'other'))],
    ['is not needed to start', all(container({ envFrom: [{ configMapRef: { name: 'c', optional: true } }] }), hook(HELM))],
    ['is read by pods that are hooks as well', all(uses(), 'kind: Deployment\nmetadata: { annotations: { helm.sh/hook: pre-upgrade } }\n', hook(HELM))],
  ])('exists if it %s', (_, change) => {
    expect(messagesOn(configNotFound, change)).toEqual([]);
  });
});

describe('a ServiceAccount that is a hook', () => {
  const AT = ['spec', 'template', 'spec', 'serviceAccountName'];
  const FIX = 'Give the pods a ServiceAccount of another name that is not a hook.';
  const account = (annotations: string, token = true) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: app, annotations: ${annotations} }\n---\nkind: Deployment\nspec: { template: { spec: { serviceAccountName: app, automountServiceAccountToken: ${token} } } }\n`;
  const found = (change: string) => verdictsOn(configNotFound, change).flatMap(({ violations }) => violations);

  test('is missing when pods are created, if it is deleted after the hooks', () => {
    expect(found(account('{ helm.sh/hook: pre-upgrade, helm.sh/hook-delete-policy: "before-hook-creation,hook-succeeded" }'))).toMatchObject([{
      path: AT,
      message: 'ServiceAccount app is a hook, and Helm deletes it as soon as it has succeeded: the API server then refuses every new pod, and the update gets stuck.',
      fix: FIX,
    }]);
  });

  test.each([
    ['Helm', '{ helm.sh/hook: "pre-install, pre-upgrade" }'],
    ['Helm', '{ helm.sh/hook: pre-upgrade, helm.sh/hook-delete-policy: before-hook-creation }'],
    ['Argo CD', '{ argocd.argoproj.io/hook: PreSync }'],
  ])('does not accept the tokens of running pods if %s creates it again: %s', (tool, annotations) => {
    expect(found(account(annotations))).toMatchObject([{
      severity: 'warning',
      path: AT,
      message: `ServiceAccount app is a hook, and ${tool} deletes it before each release and creates it again: the API server refuses the tokens of running pods from then on, until they are replaced.`,
      fix: FIX,
    }]);
  });

  test.each([
    ['the pods have no token', account('{ helm.sh/hook: pre-upgrade }', false)],
    ['it is created only once', account('{ helm.sh/hook: pre-install }')],
    ['it is deleted only if a hook fails', account('{ helm.sh/hook: pre-upgrade, helm.sh/hook-delete-policy: hook-failed }')],
    ['it is not a hook', account('{}')],
    ['the pods are those of the hook', account('{ helm.sh/hook: pre-upgrade }').replace('kind: Deployment\n', 'kind: Deployment\nmetadata: { annotations: { helm.sh/hook: pre-upgrade } }\n')],
  ])('passes where %s', (_, change) => {
    expect(found(change)).toEqual([]);
  });
});
