import { commandsOf, hasPods, imagesOf, isController, podsBy, replicasOf, selectorOf, servicesBy } from '../../../src/analysis/identity/controllers';
import { ManifestObject, ManifestSet } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { all, deployment, object, pod } from '../../rules/check/placement/violations-on';

const manifests = (...parts: string[]): ManifestSet => manifestsIn(exampleManifests(all(...parts)));
const statefulSet = (name: string, spec: object = {}): string => object('apps/v1', 'StatefulSet', name, { spec: { ...spec, template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db:1' }] } } } });
const autoscaler = (target: object, apiVersion = 'autoscaling/v2', kind = 'HorizontalPodAutoscaler', more = {}): string => object(apiVersion, kind, 'scaler', { spec: { scaleTargetRef: target, ...more } });

function found(set: ManifestSet, kind: string, name: string): ManifestObject {
  return set.objects.find(one => one.kind === kind && one.name === name)!;
}

test.each([
  ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'], ['apps/v1beta1', 'Deployment'], ['extensions/v1beta1', 'Deployment'], ['extensions/v1beta1', 'DaemonSet'],
  ['extensions/v1beta1', 'ReplicaSet'], ['v1', 'ReplicationController'], ['argoproj.io/v1alpha1', 'Rollout'], ['apps.openshift.io/v1', 'DeploymentConfig'], ['apps.kruise.io/v1alpha1', 'CloneSet'],
])('a %s %s keeps pods running', (apiVersion, kind) => {
  expect(isController({ apiVersion, kind } as ManifestObject)).toBe(true);
});

test.each([
  ['v1', 'Pod'], ['batch/v1', 'Job'], ['batch/v1', 'CronJob'], ['v1', 'Deployment'], ['example.com/v1', 'Deployment'], ['apps/v1', 'ReplicationController'], ['apps/v1', 'Rollout'], ['apps/v1', 'ControllerRevision'],
])('a %s %s does not keep pods running', (apiVersion, kind) => {
  expect(isController({ apiVersion, kind } as ManifestObject)).toBe(false);
});

test('the pods of each object that creates pods', () => {
  const set = manifests(statefulSet('db'));
  expect(podsBy(set).get(found(set, 'Deployment', 'web'))).toMatchObject({ podLabels: { app: 'web' } });
  expect(podsBy(set).get(found(set, 'StatefulSet', 'db'))).toMatchObject({ podLabels: { app: 'db' } });
  expect(podsBy(set).get(found(set, 'Service', 'web'))).toBeUndefined();
});

test('the Services that select the pods of an object', () => {
  const service = (name: string, selector: object): string => object('v1', 'Service', name, { spec: { selector, ports: [{ port: 80 }] } });
  const set = manifests(statefulSet('db'), service('also-web', { app: 'web' }), service('db', { app: 'db' }), service('nothing', { app: 'other' }), service('external', {}));
  const names = (kind: string, name: string): string[] | undefined => servicesBy(set)
    .get(found(set, kind, name))
    ?.map(one => one.object.name);
  expect(names('Deployment', 'web')).toEqual(['web', 'also-web']);
  expect(names('StatefulSet', 'db')).toEqual(['db']);
  expect(servicesBy(set).size).toBe(2);
});

describe('an object may have pods', () => {
  test.each([[0, false], [1, true], [null, true]])('with %s replicas: %s', (replicas, has) => {
    const set = manifests(deployment({ replicas }));
    expect(hasPods(set, found(set, 'Deployment', 'web'))).toBe(has);
  });

  test.each([
    ['one that scales it', autoscaler({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }), true],
    ['KEDA', autoscaler({ name: 'web' }, 'keda.sh/v1alpha1', 'ScaledObject'), true],
    ['one that scales another', autoscaler({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' }), false],
    ['one that scales another kind', autoscaler({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' }), false],
    ['one of another namespace', autoscaler({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }).replace('"name":"scaler"', '"name":"scaler","namespace":"other"'), false],
  ])('with no replicas and an autoscaler, %s', (_, scaler, has) => {
    const set = manifests(deployment({ replicas: 0 }), scaler);
    expect(hasPods(set, found(set, 'Deployment', 'web'))).toBe(has);
  });
});

test.each([
  ['one', [{ name: 'web', image: 'registry.example.com/web:2' }], ['registry.example.com/web']],
  ['several, in alphabetical order', [{ name: 'web', image: 'web:2' }, { name: 'a', image: 'proxy:1' }, { name: 'b', image: 'api@sha256:01' }], ['api', 'proxy', 'web']],
  ['one twice', [{ name: 'web', image: 'web:2' }, { name: 'a', image: 'web:1' }], ['web']],
  ['none', [{ name: 'web', image: null }], []],
])('the images of its containers: %s', (_, containers, images) => {
  expect(imagesOf(manifests(pod({ containers })).workloads[0].object)).toEqual(images);
});

test('the commands and arguments of its containers', () => {
  const commands = (...containers: object[]): string => commandsOf(manifests(pod({ containers })).workloads[0].object);
  const plain = commands({ name: 'web' });
  expect(commands({ name: 'web', image: 'other:1', env: [{ name: 'A' }] })).toBe(plain);
  const all_ = [
    plain, commands({ name: 'web', command: ['a', 'b'] }), commands({ name: 'web', command: ['a b'] }), commands({ name: 'web', args: ['a', 'b'] }), commands({ name: 'web', command: ['a'], args: ['b'] }),
    commands({ name: 'web' }, { name: 'other', image: 'a:1' }),
  ];
  expect(new Set(all_).size).toBe(6);
  expect(JSON.parse(all_[4])).toEqual([[['a'], ['b']]]);
});

describe('the number of requested pods', () => {
  const replicas = (kind: string, name: string, ...parts: string[]): number => {
    const set = manifests(...parts);
    return replicasOf(set, found(set, kind, name));
  };

  test('by a Deployment', () => {
    expect(replicas('Deployment', 'web', '')).toBe(3);
    expect(replicas('Deployment', 'web', deployment({ replicas: null }))).toBe(1);
    expect(replicas('Deployment', 'web', deployment({ replicas: 0 }))).toBe(0);
  });

  test('by its autoscaler, as the minimum', () => {
    expect(replicas('Deployment', 'web', autoscaler({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, undefined, undefined, { minReplicas: 5, maxReplicas: 9 }))).toBe(5);
  });

  test('by other objects', () => {
    expect(replicas('StatefulSet', 'db', statefulSet('db'))).toBe(1);
    expect(replicas('StatefulSet', 'db', statefulSet('db', { replicas: 4 }))).toBe(4);
    expect(replicas('StatefulSet', 'db', statefulSet('db', { replicas: 0 }))).toBe(0);
  });
});

test('the selector of an object', () => {
  const set = manifests(deployment({ selector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } }));
  expect(selectorOf(found(set, 'Deployment', 'web'))).toEqual({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists', values: [] }] });
  expect(selectorOf({ json: { spec: {} } } as unknown as ManifestObject)).toBeUndefined();
});
