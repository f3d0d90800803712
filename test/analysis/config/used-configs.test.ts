import { usedConfigs } from '../../../src/analysis/config/used-configs';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { all, deployment, object, pod } from '../../rules/check/placement/violations-on';

const CONFIG = object('v1', 'ConfigMap', 'c', { data: { LEVEL: 'info' } });
const SECRET = object('v1', 'Secret', 's', { stringData: { PASSWORD: 'x' } });
const READS_C = { envFrom: [{ configMapRef: { name: 'c' } }] };
const uses = (container: object, spec: object = {}, metadata: object = {}): string => pod({ containers: [{ name: 'web', ...container }], ...spec }, { metadata });

function configs(...parts: string[]) {
  const manifests = manifestsIn(exampleManifests(all(...parts)));
  return usedConfigs(manifests.workloads[0], manifests);
}

test('the objects in the files that a Deployment reads', () => {
  const reads = { envFrom: [{ configMapRef: { name: 'c' } }, { secretRef: { name: 's' } }, { configMapRef: { name: 'elsewhere' } }] };
  expect(configs(uses(reads), CONFIG, SECRET)).toMatchObject([
    { kind: 'ConfigMap', name: 'c', isFrozen: true, isSafe: false, isConstruct: false, path: ['spec', 'template', 'spec', 'containers', 0, 'envFrom', 0, 'configMapRef', 'name'] },
    { kind: 'Secret', name: 's', isFrozen: true },
  ]);
});

test.each([
  ['that reads no configuration', '', CONFIG],
  ['that reads objects that are not in the files', uses(READS_C), SECRET],
  ['that does not mount its volumes', uses({}, { volumes: [{ name: 'v', configMap: { name: 'c' } }] }), CONFIG],
])('are empty for a Deployment %s', (_, change, config) => {
  expect(configs(change, config)).toBeUndefined();
});

test.each(['kubernetes.io/tls', 'kubernetes.io/service-account-token'])('a Secret of type %s is not a release', type => {
  const read = uses({ envFrom: [{ secretRef: { name: 's' } }] });
  expect(configs(read, object('v1', 'Secret', 's', { type, data: { a: 'eA==' } }))).toBeUndefined();
  expect(configs(read, object('v1', 'Secret', 's', { type: 'Opaque', data: { a: 'eA==' } }))).toHaveLength(1);
});

test('objects that Helm creates only at the installation have no new content in a release', () => {
  const read = uses({ envFrom: [{ secretRef: { name: 's' } }] });
  const hooked = (hook: string) => configs(read, object('v1', 'Secret', 's', { metadata: { name: 's', annotations: { 'helm.sh/hook': hook } }, stringData: { PASSWORD: 'x' } }));
  expect(hooked('pre-install')).toBeUndefined();
  expect(hooked('post-install, pre-install')).toBeUndefined();
  expect(hooked('pre-install,pre-upgrade')).toHaveLength(1);
  expect(hooked('')).toHaveLength(1);
});

test.each([['ConfigMap', 'configMapRef'], ['Secret', 'secretRef']])('a %s without data is filled by a controller, not by a release', (kind, reference) => {
  const read = uses({ envFrom: [{ [reference]: { name: 'c' } }] });
  expect(configs(read, object('v1', kind, 'c'))).toBeUndefined();
  expect(configs(read, object('v1', kind, 'c', { data: {} }))).toBeUndefined();
});

describe('an object that is read in several ways counts once, as read at the start', () => {
  const DIRECTORY = { name: 'v', mountPath: '/a' };
  const FILE = { name: 'v', mountPath: '/b', subPath: 'LEVEL' };
  const VOLUME = { volumes: [{ name: 'v', configMap: { name: 'c' } }] };

  test.each([
    ['a directory only', { volumeMounts: [DIRECTORY] }, false, undefined],
    ['a file only', { volumeMounts: [FILE] }, true, ['LEVEL']],
    ['a directory before a file', { volumeMounts: [DIRECTORY, FILE] }, true, ['LEVEL']],
    ['a file before a directory', { volumeMounts: [FILE, DIRECTORY] }, true, ['LEVEL']],
    ['variables before a file', { ...READS_C, volumeMounts: [FILE] }, true, undefined],
    ['a directory twice', { volumeMounts: [DIRECTORY, { ...DIRECTORY, mountPath: '/c' }] }, false, undefined],
  ])('%s', (_, container, isFrozen, keys) => {
    expect(configs(uses(container, VOLUME), CONFIG)?.map(config => [config.name, config.isFrozen, config.keys])).toEqual([['c', isFrozen, keys]]);
  });

  test('but a ConfigMap and a Secret with the same name are two', () => {
    expect(configs(uses({ envFrom: [{ configMapRef: { name: 'c' } }, { secretRef: { name: 'c' } }] }), CONFIG, object('v1', 'Secret', 'c', { data: { a: 'eA==' } }))).toHaveLength(2);
  });
});

describe('new content', () => {
  const named = (name: string): string[] => [uses({ envFrom: [{ configMapRef: { name } }] }), object('v1', 'ConfigMap', name, { data: { a: 'b' } })];

  test.each([
    ['of an immutable object', [uses(READS_C), object('v1', 'ConfigMap', 'c', { immutable: true, data: { a: 'b' } })], true],
    ['of a mutable object', [uses(READS_C), object('v1', 'ConfigMap', 'c', { immutable: false, data: { a: 'b' } })], false],
    ['under a name with a hash', named('web-config-5h2m9k4d7t'), true],
    ['under a name that cdk8s may have generated', named('web-config-c80b2a96'), true],
    ['under the same name', named('web-config'), false],
    ['with a checksum', [uses(READS_C, {}, { annotations: { 'checksum/config': 'a' } }), CONFIG], true],
    ['watched by a controller', [uses(READS_C), deployment({}, { annotations: { 'reloader.stakater.com/auto': 'true' } }), CONFIG], true],
  ])('%s is safe: %s', (_, parts, isSafe) => {
    expect(configs(...parts)).toMatchObject([{ isSafe, isConstruct: false }]);
  });

  test('under a name with the hash of a construct is not', () => {
    const cdk8s = pod({}, { metadata: { labels: { 'cdk8s.io/metadata.addr': 'a' } } });
    expect(configs(cdk8s, ...named('web-config-c80b2a96'))).toMatchObject([{ isSafe: false, isConstruct: true }]);
    expect(configs(cdk8s, ...named('web-config-d80b2a96'))).toMatchObject([{ isSafe: true, isConstruct: false }]);
  });
});
