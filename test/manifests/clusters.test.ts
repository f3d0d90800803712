import { deployment, object, read, shown } from './reading';
import { clustersOf, ManifestObject, parseManifests } from '../../src/manifests';

function objectsOf(files: Record<string, string>): ManifestObject[] {
  return Object.entries(files).flatMap(([file, text]) => parseManifests(file, text).objects);
}

const filesOf = (files: Record<string, string>) => clustersOf(objectsOf(files)).clusters.map(cluster => cluster.files);

const app = (...names: string[]) => names.map(name => object('apps/v1', 'Deployment', name)).join('');
const appOf = (stage: string) => (...names: string[]) => names
  .map(name => object('apps/v1', 'Deployment', name, {}, { annotations: { stage } })).join('');
const [dev, prod] = [appOf('dev'), appOf('prod')];

test('no objects make no cluster', () => {
  expect(clustersOf([])).toEqual({ clusters: [], problems: [] });
});

test('files without repeated objects are one cluster, in the order of their paths', () => {
  const { clusters } = clustersOf(objectsOf({ 'b.yaml': app('b'), 'a.yaml': app('z', 'a') }));
  expect(clusters.map(({ files, objects }) => [files, objects.map(({ name }) => name)])).toEqual([[['a.yaml', 'b.yaml'], ['z', 'a', 'b']]]);
});

test('dev and prod are two clusters', () => {
  const { clusters, problems } = clustersOf(objectsOf({
    'dist/prod.k8s.yaml': deployment({ replicas: 4 }) + object('v1', 'Service', 'web', { selector: { app: 'web' } }),
    'dist/dev.k8s.yaml': deployment({ replicas: 2 }),
  }));
  expect(problems).toEqual([]);
  expect(clusters.map(({ files, workloads }) => [
    files,
    workloads.map(({ replicas, services }) => [replicas.min, services.length]),
  ])).toEqual([
    [['dist/dev.k8s.yaml'], [[2, 0]]],
    [['dist/prod.k8s.yaml'], [[4, 1]]],
  ]);
});

test('an exact copy of an object in another file does not create a cluster', () => {
  const { clusters, problems } = clustersOf(objectsOf({ 'cart.yaml': app('account', 'cart'), 'pay.yaml': app('account', 'pay'), 'account.yaml': app('account') }));
  expect(problems).toEqual([]);
  expect(clusters.map(({ files, objects }) => [files, objects.map(({ file, name }) => [file, name])])).toEqual([
    [['account.yaml', 'cart.yaml', 'pay.yaml'], [['account.yaml', 'account'], ['cart.yaml', 'cart'], ['pay.yaml', 'pay']]],
  ]);
});

test('the order of keys makes no cluster', () => {
  expect(filesOf({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n', 'b.yaml': 'kind: ConfigMap\nmetadata: { namespace: shop, name: a }\napiVersion: v1\n' }))
    .toEqual([['a.yaml', 'b.yaml']]);
});

test('exact copies in dev and prod are in both clusters', () => {
  const { clusters } = clustersOf(objectsOf({ 'dev.yaml': `${app('account')}${dev('web')}`, 'prod.yaml': `${app('account')}${prod('web')}` }));
  expect(clusters.map(({ objects }) => objects.map(({ file, name }) => [file, name]))).toEqual([
    [['dev.yaml', 'account'], ['dev.yaml', 'web']], [['prod.yaml', 'account'], ['prod.yaml', 'web']],
  ]);
});

test('a file without repeated objects belongs to every cluster', () => {
  const { clusters } = clustersOf(objectsOf({
    'common.yaml': object('v1', 'Service', 'web', { selector: { app: 'web' } }), 'dev.yaml': deployment(), 'prod.yaml': deployment({ replicas: 4 }),
  }));
  expect(clusters.map(({ files, workloads }) => [files, workloads[0].services.length])).toEqual([
    [['common.yaml', 'dev.yaml'], 1], [['common.yaml', 'prod.yaml'], 1],
  ]);
});

test('files join the first cluster that has none of their objects', () => {
  expect(filesOf({ 'api-dev.yaml': dev('api'), 'api-prod.yaml': prod('api'), 'web-dev.yaml': dev('web'), 'web-prod.yaml': prod('web') })).toEqual([
    ['api-dev.yaml', 'web-dev.yaml'], ['api-prod.yaml', 'web-prod.yaml'],
  ]);
  expect(filesOf({ 'dev/api.yaml': dev('api'), 'dev/web.yaml': dev('web'), 'prod/api.yaml': prod('api'), 'prod/web.yaml': prod('web') })).toEqual([
    ['dev/api.yaml', 'dev/web.yaml'], ['prod/api.yaml', 'prod/web.yaml'],
  ]);
  expect(filesOf({ '1.yaml': dev('a'), '2.yaml': prod('a', 'b'), '3.yaml': dev('b', 'c'), '4.yaml': prod('c') })).toEqual([
    ['1.yaml', '3.yaml'], ['2.yaml', '4.yaml'],
  ]);
});

test('the same name of another kind, group or namespace is another object', () => {
  expect(filesOf({
    'a.yaml': app('a'),
    'b.yaml': object('apps/v1', 'StatefulSet', 'a'),
    'c.yaml': object('example.com/v1', 'Deployment', 'a'),
    'd.yaml': object('apps/v1', 'Deployment', 'a', {}, { namespace: 'other' }),
  })).toHaveLength(1);
});

test('the same object in another version of its group is the same object', () => {
  expect(filesOf({ 'a.yaml': object('autoscaling/v1', 'HorizontalPodAutoscaler', 'a'), 'b.yaml': object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a') })).toHaveLength(2);
});

test('of two with the same identity in one file the later wins, and is reported', () => {
  const { clusters, problems } = read(`${deployment({ replicas: 2 })}${app('a')}---\n${deployment({ replicas: 3 })}`);
  expect(clusters).toHaveLength(1);
  expect(clusters[0].objects.map(({ name, document }) => [name, document])).toEqual([['a', 1], ['web', 2]]);
  expect(clusters[0].workloads.map(({ name, replicas }) => [name, replicas.min])).toEqual([['a', 1], ['web', 3]]);
  expect(shown(problems)).toEqual([
    'app.yaml:5 warning: Deployment "web" is in this file twice, first on line 1: only this one counts. Remove or rename one.',
  ]);
});

test('what one file repeats word for word is the same object, and nothing to report', () => {
  const { clusters, problems } = read(`${deployment({ replicas: 2 })}---\n${deployment({ replicas: 2 })}`);
  expect(clusters[0].workloads.map(({ name, replicas }) => [name, replicas.min])).toEqual([['web', 2]]);
  expect(problems).toEqual([]);
});

test('what is wrong in a file is reported once, though it belongs to two clusters', () => {
  const wrong = object('v1', 'Service', 'web', { selector: { app: 1 } });
  expect(clustersOf(objectsOf({ 'common.yaml': wrong, 'dev.yaml': deployment(), 'prod.yaml': deployment({ replicas: 4 }) })).problems).toHaveLength(1);
});

test('a cluster is partial if something could not be read, but not because of skipped files or warnings', () => {
  const partial = (text: string) => {
    const { objects, problems } = parseManifests('app.yaml', `${text}\n---\n${object('v1', 'ConfigMap', 'a')}`);
    return clustersOf(objects, problems).clusters[0].isPartial;
  };
  expect(['[', 'kind: Deployment\nmetadata: {}\n', deployment({ replicas: 'two' })].map(partial)).toEqual([true, true, true]);
  expect(['', 'a: 1\n', 'a: 1\na: 2\n'].map(partial)).toEqual([false, false, false]);
});

describe('the clusters of several releases', () => {
  const web = objectsOf({ 'a.yaml': deployment({}) + object('v1', 'Service', 'web', { selector: { app: 'web' } }) });
  const other = objectsOf({ 'b.yaml': object('v1', 'ConfigMap', 'b', {}) });
  const second = objectsOf({ 'b.yaml': object('v1', 'Service', 'second', { selector: { app: 'web' } }) });
  const workloadOf = (...objects: ManifestObject[]) => clustersOf(objects).clusters[0].workloads[0];

  test('share a workload whose relations stay', () => {
    expect(workloadOf(...web, ...other)).toBe(workloadOf(...web));
  });

  test('have workloads of their own where a relation changes', () => {
    expect([web, [...web, ...second], web].map(objects => workloadOf(...objects).services.map(({ object: { name } }) => name)))
      .toEqual([['web'], ['web', 'second'], ['web']]);
  });

  test('each have the problems of their objects', () => {
    const wrong = objectsOf({ 'a.yaml': deployment({ replicas: 'two' }) });
    const [one, two] = [wrong, [...wrong, ...other]].map(objects => clustersOf(objects).problems.map(({ message }) => message));
    expect(one).toHaveLength(1);
    expect(two).toEqual(one);
  });
});
