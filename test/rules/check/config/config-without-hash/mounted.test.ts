import { mounted as rule } from '../../../../../src/rules/check/config/config-without-hash/mounted';
import { appliesTo, messagesOn } from '../../judging';
import { all, fixesOn, object, pathsOn, pod } from '../../placement/violations-on';

const CONFIG = object('v1', 'ConfigMap', 'web-config', { data: { LEVEL: 'info' } });
const mounts = (mount: object, volume: object, rest: { [key: string]: unknown } = {}, fields: object = {}): string => pod({
  containers: [{ name: 'web', volumeMounts: [{ name: 'config', mountPath: '/etc/web', ...mount }], ...fields }],
  volumes: [{ name: 'config', ...volume }],
}, rest);
const FAILING = all(mounts({}, { configMap: { name: 'web-config' } }), CONFIG);

test('says which pods a mistake breaks, and the remedy', () => {
  expect(messagesOn(rule, FAILING)).toEqual([
    'New content of ConfigMap web-config appears in all running pods of web within about a minute: a mistake in it breaks all of them, at once or at their next start, and no rollout stops it.',
  ]);
  expect(fixesOn(rule, FAILING)).toEqual([
    'Give the ConfigMap a name that ends with a hash of its content, set immutable to true, and use that name in spec.template.spec.volumes[0].configMap.name and every other reference to it, including code that reads it from the API server.',
  ]);
  expect(pathsOn(rule, FAILING)).toEqual(['spec.template.spec.volumes[0].configMap.name']);
});

test('a Secret and a projected volume change in place, too', () => {
  const secret = object('v1', 'Secret', 's', { stringData: { a: 'b' } });
  expect(pathsOn(rule, all(mounts({}, { secret: { secretName: 's' } }), secret))).toEqual(['spec.template.spec.volumes[0].secret.secretName']);
  expect(pathsOn(rule, all(mounts({}, { projected: { sources: [{ configMap: { name: 'web-config' } }, { secret: { name: 's' } }] } }), secret, CONFIG)))
    .toEqual(['spec.template.spec.volumes[0].projected.sources[0].configMap.name', 'spec.template.spec.volumes[0].projected.sources[1].secret.name']);
});

test.each([
  ['the content is immutable', all(mounts({}, { configMap: { name: 'web-config' } }), CONFIG.replace('"data"', '"immutable":true,"data"'))],
  ['the pods restart with it', all(mounts({}, { configMap: { name: 'web-config' } }, { metadata: { annotations: { 'checksum/config': 'abc' } } }), CONFIG)],
  ['it is mounted with a subPath', all(mounts({ subPath: 'LEVEL' }, { configMap: { name: 'web-config' } }), CONFIG)],
  ['only an init container mounts it, so no running container sees a new content', all(pod({
    containers: [{ name: 'web' }],
    initContainers: [{ name: 'copy', image: 'registry.example.com/web:1.4.2', volumeMounts: [{ name: 'config', mountPath: '/from' }] }],
    volumes: [{ name: 'config', configMap: { name: 'web-config' } }],
  }), CONFIG)],
  ['it is also read into the environment, which is another rule', all(mounts({}, { configMap: { name: 'web-config' } }, {}, { envFrom: [{ configMapRef: { name: 'web-config' } }] }), CONFIG)],
])('passes if %s', (_why, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test('does not apply to a volume that no container mounts', () => {
  expect(appliesTo(rule, all(mounts({ name: 'other' }, { configMap: { name: 'web-config' } }), CONFIG))).toBe(false);
});

test('two ways of mounting are one finding of the other part', () => {
  const two = pod({
    containers: [{ name: 'web', volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/b', subPath: 'LEVEL' }] }],
    volumes: [{ name: 'a', configMap: { name: 'web-config' } }, { name: 'b', configMap: { name: 'web-config' } }],
  });
  expect(messagesOn(rule, all(two, CONFIG))).toEqual([]);
});

test('two mounts are one finding', () => {
  const two = pod({
    containers: [{ name: 'web', volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/b' }] }],
    volumes: [{ name: 'a', configMap: { name: 'web-config' } }, { name: 'b', configMap: { name: 'web-config' } }],
  });
  expect(pathsOn(rule, all(two, CONFIG))).toEqual(['spec.template.spec.volumes[0].configMap.name']);
});

test('does not apply to pods without configuration', () => {
  expect(appliesTo(rule, CONFIG)).toBe(false);
});

test.each([
  ['argocd-cm', []],
  ['cilium-config', ["Keep the name of the ConfigMap, since Cilium finds it by that name, and set a hash of the content as spec.template.metadata.annotations['checksum/config']."]],
])('another name would hide %s from its program, which may apply new content by itself', (name, fixes) => {
  expect(fixesOn(rule, FAILING.replaceAll('web-config', name))).toEqual(fixes);
});
