import { removeFolders } from './git-repository';
import { standIn } from './recorded-kubectl';
import { parseManifests } from '../../src/manifests';
import { readSource } from '../../src/sources';
import { yaml } from '../manifests/reading';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
  removeFolders();
});

const item = (kind: string, name: string, namespace?: string, more: object = {}) => ({
  apiVersion: kind === 'ClusterRole' ? 'rbac.authorization.k8s.io/v1' : 'v1', kind, metadata: { name, namespace, uid: `${namespace}/${kind}/${name}`, ...more },
});
const list = (...items: object[]) => ({ text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });

/** What is read of a cluster that answers this. */
function read(text: string, answers: Parameters<typeof standIn>[0], pruneSelector?: string): string[] {
  standIn(answers);
  const { objects, problems } = readSource('cluster:', { asked: parseManifests('app.yaml', text).objects, pruneSelector });
  expect(problems).toEqual([]);
  return objects.map(({ kind, namespace, name }) => `${kind} ${namespace ?? '-'}/${name}`);
}

test('a stated namespace is matched before one that is left to the context', () => {
  const asked = yaml`
    { apiVersion: v1, kind: Service, metadata: { name: a } }
    ---
    { apiVersion: v1, kind: Service, metadata: { name: a, namespace: shop } }
  `;
  expect(read(asked, { objects: list(item('Service', 'a', 'shop'), item('Service', 'a', 'default')) })).toEqual(['Service shop/a', 'Service -/a']);
  expect(read(asked, { objects: list(item('Service', 'a', 'default')) })).toEqual(['Service -/a']);
  expect(read(asked, { objects: list(item('Service', 'a', 'shop'), item('Service', 'b', 'shop')) })).toEqual(['Service shop/a']);
});

test('a cluster-scoped object matches even if the manifest states a namespace', () => {
  const asked = '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: a, namespace: shop } }';
  expect(read(asked, { objects: list(item('ClusterRole', 'a')) })).toEqual(['ClusterRole shop/a']);
});

test('a prune selector skips objects that a controller creates, and returns each object once', () => {
  const asked = yaml`
    { apiVersion: v1, kind: Service, metadata: { name: a } }
    ---
    { apiVersion: v1, kind: Service, metadata: { name: a, namespace: shop } }
  `;
  const selected = list(
    item('Service', 'a', 'shop'), item('Service', 'old', 'shop'), item('ClusterRole', 'old'),
    item('ConfigMap', 'made', 'shop', { ownerReferences: [{ controller: true }] }), item('ConfigMap', 'owned', 'shop', { ownerReferences: [{ controller: false }] }),
  );
  expect(read(asked, { objects: list(item('Service', 'a', 'shop')), selected }, 'app=a')).toEqual([
    'Service shop/a', 'Service -/old', 'ClusterRole -/old', 'ConfigMap -/owned',
  ]);
});

test('control characters in values are read', () => {
  const asked = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }';
  standIn({ objects: list({ ...item('ConfigMap', 'a'), data: { a: '\x7f\x85\x9f\ufffe\u2028\u0000 ---\n---\n' } }) });
  const { objects, problems } = readSource('cluster:', { asked: parseManifests('app.yaml', asked).objects });
  expect(problems).toEqual([]);
  expect(objects[0].json.data).toEqual({ a: '\x7f\x85\x9f\ufffe\u2028\u0000 ---\n---\n' });
});
