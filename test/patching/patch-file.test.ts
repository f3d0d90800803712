import { patchFiles } from './patch-files';
import { clustersOf, parseManifests } from '../../src/manifests';
import { ObjectEdit } from '../../src/patching/patch-file';

// An edit with an empty path adds an object behind that of the edit.

const BUDGET = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: { maxUnavailable: 1 } };
const named = (name: string): string => `apiVersion: v1\nkind: Service # ${name}\nmetadata: { name: ${name} }\nspec:\n  ports:\n    - port: 80\n`;

function patched(text: string, edits: (objects: readonly ObjectEdit['object'][]) => ObjectEdit[]): string | undefined {
  return patchFiles(edits(parseManifests('all.yaml', text).objects), () => text)?.get('all.yaml');
}

function namesIn(text: string): string[] {
  return clustersOf(parseManifests('all.yaml', text).objects).clusters.flatMap(({ objects }) => objects.map(({ kind, name }) => `${kind} ${name}`));
}

test('adds a document behind that of the object, and leaves all others as they were', () => {
  const text = `${named('one')}\n---\n# the second\n${named('two')}`;
  const after = patched(text, ([one]) => [{ object: one, path: [], value: BUDGET }])!;
  expect(after).toBe(`${named('one')}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
---
# the second
${named('two')}`);
});

test('adds behind the last document, and after an edit of the same object', () => {
  const after = patched(named('one').trimEnd(), ([one]) => [
    { object: one, path: [], value: BUDGET },
    { object: one, path: ['spec', 'type'], value: 'NodePort' },
  ])!;
  expect(namesIn(after)).toEqual(['Service one', 'PodDisruptionBudget web']);
  expect(after).toContain('type: NodePort\n---\napiVersion: policy/v1\n');
});

test('adds behind several documents, each in its place', () => {
  const after = patched(`${named('one')}---\n${named('two')}`, objects =>
    objects.map(object => ({ object, path: [], value: { ...BUDGET, metadata: { name: object.name } } })))!;
  expect(namesIn(after)).toEqual(['Service one', 'PodDisruptionBudget one', 'Service two', 'PodDisruptionBudget two']);
});

test('adds an item to a List, also in JSON', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'one' }, spec: {} }] };
  const after = patched(JSON.stringify(list, undefined, 2), ([one]) => [{ object: one, path: [], value: BUDGET }])!;
  expect(JSON.parse(after).items).toEqual([...list.items, BUDGET]);
});

test('a file of JSON has room for one object', () => {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'one' } });
  expect(patched(text, ([one]) => [{ object: one, path: [], value: BUDGET }])).toBeUndefined();
});

test('keeps the line breaks of Windows', () => {
  const after = patched(named('one').replaceAll('\n', '\r\n'), ([one]) => [{ object: one, path: [], value: BUDGET }])!;
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});
