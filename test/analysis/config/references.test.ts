import { configReferencesOf } from '../../../src/analysis/config/references';
import { ManifestObject, showPath } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, read } from '../../rules/check/judging';
import { object, pod } from '../../rules/check/placement/violations-on';

const POD = 'spec.template.spec';

function shown(of: ManifestObject) {
  return configReferencesOf(of).map(({ path, required, ...reference }) => ({ ...reference, path: showPath(path), required: required.map(({ key, path: at }) => `${key} at ${showPath(at)}`) }));
}

const references = (container: object, spec: object = {}) => shown(read(exampleManifests(pod({ containers: [{ name: 'web', ...container }], ...spec }))).cluster.workloads[0].object);
const mounted = (volume: object, ...mounts: object[]) => references({ volumeMounts: mounts.map((mount, i) => ({ name: 'v', mountPath: `/${i}`, ...mount })) }, { volumes: [{ name: 'v', ...volume }] });

describe('variables', () => {
  test('of a whole ConfigMap and a whole Secret', () => {
    expect(references({ envFrom: [{ configMapRef: { name: 'c' } }, { secretRef: { name: 's', optional: true } }] })).toEqual([
      { kind: 'ConfigMap', name: 'c', optional: false, read: 'at start', required: [], path: `${POD}.containers[0].envFrom[0].configMapRef.name` },
      { kind: 'Secret', name: 's', optional: true, read: 'at start', required: [], path: `${POD}.containers[0].envFrom[1].secretRef.name` },
    ]);
  });

  test('of a single key, which is required', () => {
    const [config, secret] = ['containers[0].env[0].valueFrom.configMapKeyRef', 'containers[0].env[1].valueFrom.secretKeyRef'];
    expect(references({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a' } } }, { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'b' } } }] })).toEqual([
      { kind: 'ConfigMap', name: 'c', optional: false, read: 'at start', keys: ['a'], required: [`a at ${POD}.${config}.key`], path: `${POD}.${config}.name` },
      { kind: 'Secret', name: 's', optional: false, read: 'at start', keys: ['b'], required: [`b at ${POD}.${secret}.key`], path: `${POD}.${secret}.name` },
    ]);
  });

  test('of an optional key', () => {
    expect(references({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a', optional: true } } }] })).toMatchObject([{ optional: true, keys: ['a'], required: [] }]);
    expect(references({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a', optional: false } } }] })).toMatchObject([{ optional: false, required: [expect.any(String)] }]);
  });

  test.each([
    ['a value', { env: [{ name: 'A', value: 'a' }] }],
    ['a field', { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }],
    ['no name', { envFrom: [{ configMapRef: {} }, { secretRef: { name: '' } }], env: [{ name: 'A', valueFrom: { secretKeyRef: { key: 'a' } } }] }],
  ])('with %s read no keys', (_, container) => {
    expect(references(container)).toEqual([]);
  });

  test.each(['', 7, null])('with the key %j read none of the keys', key => {
    expect(references({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key } } }] })).toMatchObject([{ name: 'c', keys: [], required: [] }]);
  });

  test('of init containers and sidecars come after those of containers', () => {
    const init = (name: string) => ({ name, image: 'a:1', envFrom: [{ configMapRef: { name } }] });
    expect(references({ envFrom: [{ configMapRef: { name: 'c' } }] }, { initContainers: [init('wait'), { ...init('proxy'), restartPolicy: 'Always' }] }).map(({ path }) => path)).toEqual([
      `${POD}.containers[0].envFrom[0].configMapRef.name`, `${POD}.initContainers[0].envFrom[0].configMapRef.name`, `${POD}.initContainers[1].envFrom[0].configMapRef.name`,
    ]);
  });
});

describe('volumes', () => {
  test.each([
    ['ConfigMap', { configMap: { name: 'a' } }, 'volumes[0].configMap.name'],
    ['Secret', { secret: { secretName: 'a' } }, 'volumes[0].secret.secretName'],
    ['ConfigMap', { projected: { sources: [{ configMap: { name: 'a' } }] } }, 'volumes[0].projected.sources[0].configMap.name'],
    ['Secret', { projected: { sources: [{ serviceAccountToken: {} }, { secret: { name: 'a' } }] } }, 'volumes[0].projected.sources[1].secret.name'],
  ])('of a whole %s change while a container runs: %j', (kind, volume, path) => {
    expect(mounted(volume, {})).toEqual([{ kind, name: 'a', optional: false, read: 'while running', keys: undefined, required: [], path: `${POD}.${path}` }]);
  });

  test('that no container mounts are never read', () => {
    const items = [{ key: 'a', path: 'a.txt' }];
    expect(mounted({ configMap: { name: 'c', items } })).toEqual([{
      kind: 'ConfigMap', name: 'c', optional: false, read: 'never', keys: [], required: [`a at ${POD}.volumes[0].configMap.items[0].key`], path: `${POD}.volumes[0].configMap.name`,
    }]);
    expect(mounted({ secret: { secretName: 's' } }, { name: 'other' })).toMatchObject([{ read: 'never', keys: [], required: [] }]);
  });

  test('with some keys read only those', () => {
    expect(mounted({ secret: { secretName: 's', items: [{ key: 'a', path: 'a.txt' }, { key: 'b', path: 'b.txt' }] } }, {})).toMatchObject([{
      read: 'while running', keys: ['a', 'b'], required: [`a at ${POD}.volumes[0].secret.items[0].key`, `b at ${POD}.volumes[0].secret.items[1].key`],
    }]);
  });

  test('that are optional require no keys', () => {
    expect(mounted({ configMap: { name: 'c', optional: true, items: [{ key: 'a', path: 'a.txt' }] } }, {})).toMatchObject([{ optional: true, keys: ['a'], required: [] }]);
  });

  const ITEMS = { configMap: { name: 'c', items: [{ key: 'a', path: 'a.txt' }, { key: 'b', path: 'sub/b.txt' }] } };
  test.each([
    ['a file', { configMap: { name: 'c' } }, { subPath: 'a' }, ['a']],
    ['a file in a directory', { configMap: { name: 'c' } }, { subPath: 'a/b' }, ['a']],
    ['a file with another name than its key', ITEMS, { subPath: 'a.txt' }, ['a']],
    ['a file with another name than its key, in a directory', ITEMS, { subPath: 'sub/b.txt' }, ['b']],
    ['a file that is not one of the items', ITEMS, { subPath: 'c.txt' }, ['c.txt']],
    ['a file of an item without a key', { configMap: { name: 'c', items: [{ path: 'a.txt' }] } }, { subPath: 'a.txt' }, ['a.txt']],
    ['files that a variable names', { configMap: { name: 'c' } }, { subPathExpr: '$(A)' }, undefined],
    ['files that a variable names, of some keys', ITEMS, { subPathExpr: '$(A)' }, ['a', 'b']],
  ])('keep the content of the start in %s', (_, volume, mount, keys) => {
    expect(mounted(volume, mount)).toEqual([expect.objectContaining({ read: 'at start', keys })]);
  });

  test.each([{ subPath: '' }, { subPathExpr: '' }, { readOnly: true }])('with %j change', mount => {
    expect(mounted({ configMap: { name: 'c' } }, mount)).toMatchObject([{ read: 'while running', keys: undefined }]);
  });

  test('are read once for each mount, in whichever container', () => {
    const wait = { name: 'wait', image: 'a:1', volumeMounts: [{ name: 'v', mountPath: '/a', subPath: 'a' }] };
    const container = { volumeMounts: [{ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/b', subPath: 'b' }] };
    expect(references(container, { volumes: [{ name: 'v', configMap: { name: 'c' } }], initContainers: [wait] })).toMatchObject([{ read: 'while running' }, { read: 'at start', keys: ['b'] }, { read: 'at start', keys: ['a'] }]);
  });

  test('that only init containers mount are read at the start, those of a sidecar while it runs', () => {
    const init = (fields: object) => ({ name: 'copy', image: 'a:1', volumeMounts: [{ name: 'v', mountPath: '/a' }], ...fields });
    const readBy = (fields: object) => references({}, { volumes: [{ name: 'v', configMap: { name: 'c' } }], initContainers: [init(fields)] });
    expect(readBy({})).toMatchObject([{ name: 'c', read: 'at start', keys: undefined }]);
    expect(readBy({ restartPolicy: 'Always' })).toMatchObject([{ name: 'c', read: 'while running' }]);
  });

  test('are found by name, even by an empty one', () => {
    const volumes = [{ configMap: { name: 'c' } }, { name: 'v', configMap: { name: 'd' } }, { name: 'w', emptyDir: {} }];
    expect(references({ volumeMounts: [{ mountPath: '/a' }] }, { volumes }).map(({ name, read: how }) => [name, how])).toEqual([['c', 'while running'], ['d', 'never']]);
  });

  test('of a claim are not configuration', () => {
    expect(mounted({ persistentVolumeClaim: { claimName: 'data' } }, {})).toEqual([{
      kind: 'PersistentVolumeClaim', name: 'data', optional: false, read: 'never', keys: [], required: [], path: `${POD}.volumes[0].persistentVolumeClaim.claimName`,
    }]);
  });
});

test('a CronJob uses what its pods use', () => {
  const spec = { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', envFrom: [{ configMapRef: { name: 'c' } }] }] } } } } };
  const { objects } = manifestsIn(exampleManifests(object('batch/v1', 'CronJob', 'report', { spec })));
  expect(shown(objects.find(({ kind }) => kind === 'CronJob')!)).toMatchObject([{ name: 'c', path: 'spec.jobTemplate.spec.template.spec.containers[0].envFrom[0].configMapRef.name' }]);
});

test('an object without pods has no references', () => {
  const { objects } = manifestsIn(exampleManifests(''));
  expect(shown(objects.find(({ kind }) => kind === 'Service')!)).toEqual([]);
});
