import { readAtStart as rule } from '../../../../../src/rules/check/config/config-without-hash/read-at-start';
import { appliesTo, messagesOn } from '../../judging';
import { all, deployment, fixesOn, object, pathsOn, pod } from '../../placement/violations-on';

const configMap = (name: string, more = {}, metadata = {}): string => object('v1', 'ConfigMap', name, { data: { LEVEL: 'info' }, ...more }, metadata);
const secret = (name: string, more = {}): string => object('v1', 'Secret', name, { stringData: { PASSWORD: 'x' }, ...more });
const reads = (name: string): object => ({ envFrom: [{ configMapRef: { name } }] });
const uses = (fields: object, spec: object = {}, rest: { [key: string]: unknown } = {}): string => pod({ containers: [{ name: 'web', ...fields }], ...spec }, rest);
const FAILING = all(uses(reads('web-config')), configMap('web-config'));

test('says that no pod restarts, and the remedy', () => {
  expect(messagesOn(rule, FAILING)).toEqual([
    'New content of ConfigMap web-config does not restart the pods of web: each keeps the old content until something else restarts it.',
  ]);
  expect(fixesOn(rule, FAILING)).toEqual([
    'Give the ConfigMap a name that ends with a hash of its content, set immutable to true, and use that name in spec.template.spec.containers[0].envFrom[0].configMapRef.name and every other reference to it, including code that reads it from the API server; '
    + "or set a hash of the content as spec.template.metadata.annotations['checksum/config'].",
  ]);
});

test.each([
  ['all variables of a ConfigMap', { envFrom: [{ configMapRef: { name: 'c' } }] }, {}, 'containers[0].envFrom[0].configMapRef.name'],
  ['all variables of a Secret', { envFrom: [{ secretRef: { name: 's' } }] }, {}, 'containers[0].envFrom[0].secretRef.name'],
  ['one variable of a ConfigMap', { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'LEVEL' } } }] }, {}, 'containers[0].env[0].valueFrom.configMapKeyRef.name'],
  ['one variable of a Secret', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'PASSWORD' } } }] }, {}, 'containers[0].env[0].valueFrom.secretKeyRef.name'],
  ['a file with a subPath', { volumeMounts: [{ name: 'v', mountPath: '/a', subPath: 'LEVEL' }] }, { volumes: [{ name: 'v', configMap: { name: 'c' } }] }, 'volumes[0].configMap.name'],
  ['a file with a subPathExpr', { volumeMounts: [{ name: 'v', mountPath: '/a', subPathExpr: '$(A)' }] }, { volumes: [{ name: 'v', secret: { secretName: 's' } }] }, 'volumes[0].secret.secretName'],
  ['a projected file', { volumeMounts: [{ name: 'v', mountPath: '/a', subPath: 'x' }] }, { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 's' } }] } }] }, 'volumes[0].projected.sources[0].secret.name'],
  ['an init container', {}, { initContainers: [{ name: 'init', ...reads('c') }] }, 'initContainers[0].envFrom[0].configMapRef.name'],
  ['a sidecar', {}, { initContainers: [{ name: 'proxy', restartPolicy: 'Always', ...reads('c') }] }, 'initContainers[0].envFrom[0].configMapRef.name'],
])('finds %s', (_what, fields, spec, path) => {
  expect(pathsOn(rule, all(uses(fields, spec), configMap('c'), secret('s')))).toEqual([`spec.template.spec.${path}`]);
});

test('a directory changes in place, which another part reports', () => {
  const mounted = uses({ volumeMounts: [{ name: 'v', mountPath: '/a' }] }, { volumes: [{ name: 'v', configMap: { name: 'c' } }] });
  expect(messagesOn(rule, all(mounted, configMap('c')))).toEqual([]);
});

test('a single file that is mounted beside its directory keeps its content', () => {
  const mounted = uses({ volumeMounts: [{ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/b', subPath: 'x' }] }, { volumes: [{ name: 'v', configMap: { name: 'c' } }] });
  expect(messagesOn(rule, all(mounted, configMap('c')))).toHaveLength(1);
});

test('each ConfigMap is one finding, however often it is read', () => {
  const both = uses({ ...reads('c'), env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'LEVEL' } } }], volumeMounts: [{ name: 'v', mountPath: '/a' }] },
    { volumes: [{ name: 'v', configMap: { name: 'c' } }] });
  expect(pathsOn(rule, all(both, configMap('c')))).toEqual(['spec.template.spec.containers[0].envFrom[0].configMapRef.name']);
});

test.each(['web-config-5h2m9k4d7t', 'web-config-0a1b2c', 'web-config.3f2a9c1e', 'web-config-v12', 'web-config-r3', 'web-config-1-4-2', 'web-config-1.4.2', 'web-config-2026-11-23', 'web-config-7'])(
  'the name %s changes with the content', name => {
    expect(appliesTo(rule, all(uses(reads(name)), configMap(name)))).toBe(true);
    expect(messagesOn(rule, all(uses(reads(name)), configMap(name)))).toEqual([]);
  });

test.each(['web-config', 'web-config-5h2m9k4d7', 'web-config-5h2m9k4d7tt', 'web-config-5h2m9k4d7a', 'web-config-5h2m9k3d7t', 'web-config-abcdef', 'web-config-0a1b2', 'v12', 'web-config-v', 'web-v12-config', '0a1b2c3d', 'web-config-1a', 'xv12', 'web-config-s3'])(
  'the name %s does not', name => {
    expect(messagesOn(rule, all(uses(reads(name)), configMap(name)))).toHaveLength(1);
  });

test('cdk8s hashes the path of the construct', () => {
  const byLabel = all(uses(reads('shop-config-c80b2a96'), {}, { metadata: { labels: { 'cdk8s.io/metadata.addr': 'shop-web-c81100ac' } } }), configMap('shop-config-c80b2a96'));
  expect(messagesOn(rule, byLabel)).toEqual([
    'New content of ConfigMap shop-config-c80b2a96 does not restart the pods of web: each keeps the old content until something else restarts it, '
    + 'since cdk8s hashes the path of the construct and not its content.',
  ]);
  expect(messagesOn(rule, all(uses(reads('shop-config-c80b2a96')), configMap('shop-config-c80b2a96')))).toEqual([]);
  expect(messagesOn(rule, byLabel.replaceAll('shop-config-c80b2a96', 'shop-config-d80b2a96'))).toEqual([]);
});

test('cdk8s is also recognized by the name of the Deployment', () => {
  const named = (name: string): string => object('apps/v1', 'Deployment', name, {
    spec: { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x:1', ...reads('shop-config-c80b2a96') }] } } },
  });
  expect(messagesOn(rule, all(named('shop-web-c81100ac'), configMap('shop-config-c80b2a96')))).toHaveLength(1);
  expect(messagesOn(rule, all(named('shop-web'), configMap('shop-config-c80b2a96')))).toEqual([]);
});

test('an immutable object cannot change', () => {
  expect(messagesOn(rule, all(uses(reads('web-config')), configMap('web-config', { immutable: true })))).toEqual([]);
  expect(messagesOn(rule, all(uses(reads('web-config')), configMap('web-config', { immutable: false })))).toHaveLength(1);
});

test.each([
  'checksum/config', 'example.com/config-hash', 'example.com/configDigest', 'config-sha256', 'sha1', 'example.com/sha', 'config-version', 'configRevision', 'CHECKSUM',
])('the annotation %s of the pods restarts them', key => {
  const annotated = all(uses(reads('web-config'), {}, { metadata: { annotations: { [key]: 'abc' } } }), configMap('web-config'));
  expect(messagesOn(rule, annotated)).toEqual([]);
});

test.each(['share', 'sha512x', 'revision', 'prometheus.io/scrape', 'example.com/version', 'pod-template-hash', 'controller-revision-hash', 'ashab'])('the annotation %s does not', key => {
  const annotated = all(uses(reads('web-config'), {}, { metadata: { annotations: { [key]: 'abc' } } }), configMap('web-config'));
  expect(messagesOn(rule, annotated)).toHaveLength(1);
});

test('a label or a variable with the checksum also restarts the pods', () => {
  expect(messagesOn(rule, all(uses(reads('web-config'), {}, { metadata: { labels: { 'config-hash': 'abc' } } }), configMap('web-config')))).toEqual([]);
  const variable = (value: object): string => all(uses({ ...reads('web-config'), env: [{ name: 'CONFIG_HASH', ...value }, { value: 'x' }] }), configMap('web-config'));
  expect(messagesOn(rule, variable({ value: 'abc' }))).toEqual([]);
  expect(messagesOn(rule, variable({ value: '' }))).toHaveLength(1);
});

test('a checksum on the Deployment itself does not restart pods', () => {
  expect(messagesOn(rule, all(FAILING, deployment({}, { annotations: { 'checksum/config': 'abc' } })))).toHaveLength(1);
});

test.each([
  ['reloader.stakater.com/auto', 'true'], ['reloader.stakater.com/auto', 'True'], ['reloader.stakater.com/auto', '1'], ['configmap.reloader.stakater.com/auto', 'true'],
  ['configmap.reloader.stakater.com/reload', 'web-.*'],
  ['configmap.reloader.stakater.com/reload', 'web-config'], ['configmap.reloader.stakater.com/reload', 'a, web-config'], ['wave.pusher.com/update-on-config-change', 'true'],
])('%s: %s watches it', (key, value) => {
  expect(messagesOn(rule, all(uses(reads('web-config')), deployment({}, { annotations: { [key]: value } }), configMap('web-config')))).toEqual([]);
  expect(messagesOn(rule, all(uses(reads('web-config'), {}, { metadata: { annotations: { [key]: value } } }), configMap('web-config')))).toEqual([]);
});

test.each([
  ['reloader.stakater.com/auto', 'false'], ['secret.reloader.stakater.com/auto', 'true'], ['configmap.reloader.stakater.com/reload', 'web-config-2'],
  ['secret.reloader.stakater.com/reload', 'web-config'],
])('%s: %s does not', (key, value) => {
  expect(messagesOn(rule, all(uses(reads('web-config')), deployment({}, { annotations: { [key]: value } }), configMap('web-config')))).toHaveLength(1);
});

test('does not apply to objects that are in no file, in another namespace, or of another kind', () => {
  expect(appliesTo(rule, uses(reads('web-config')))).toBe(false);
  expect(appliesTo(rule, all(uses(reads('web-config')), configMap('web-config', {}, { namespace: 'other' })))).toBe(false);
  expect(appliesTo(rule, all(uses(reads('web-config')), secret('web-config')))).toBe(false);
  expect(appliesTo(rule, all(uses(reads('web-config')), object('example.com/v1', 'ConfigMap', 'web-config')))).toBe(false);
  expect(appliesTo(rule, all(uses({ envFrom: [{ configMapRef: {} }] }), configMap('web-config')))).toBe(false);
});

test.each(['kubernetes.io/tls', 'kubernetes.io/service-account-token'])('does not apply to a Secret of type %s, which a controller renews', type => {
  const change = (of: string): string => all(uses({ envFrom: [{ secretRef: { name: 's' } }] }), secret('s', { type: of }));
  expect(appliesTo(rule, change(type))).toBe(false);
  expect(appliesTo(rule, change('Opaque'))).toBe(true);
});

test('the remedy keeps a name that a program looks up', () => {
  expect(fixesOn(rule, FAILING.replaceAll('web-config', 'argocd-cmd-params-cm'))).toEqual([
    "Keep the name of the ConfigMap, since Argo CD finds it by that name, and set a hash of the content as spec.template.metadata.annotations['checksum/config'].",
  ]);
});
