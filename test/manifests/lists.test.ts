import { read, shown, yaml } from './reading';

test('the items of a List are objects, each with its lines', () => {
  const { objects, problems } = read(yaml`
    # kubectl get -o yaml
    apiVersion: v1
    items:
    - apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
    - apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: b
      spec:
        replicas: 3
    kind: List
    metadata: { resourceVersion: "" }
  `);
  expect(problems).toEqual([]);
  expect(objects.map(({ kind, name, document, lineOf }) => [kind, name, document, lineOf(), lineOf(['spec', 'replicas'])])).toEqual([
    ['ConfigMap', 'a', 0, 4, 4],
    ['Deployment', 'b', 0, 8, 13],
  ]);
});

test("the items of a DeploymentList, as the API answers them, have the list's kind and version", () => {
  const { objects } = read('{"kind":"DeploymentList","apiVersion":"apps/v1","items":[{"metadata":{"name":"a"},"spec":{}}]}');
  expect(objects).toMatchObject([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }]);
});

test('lists in lists are read', () => {
  const inner = '{kind: List, apiVersion: v1, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]}';
  expect(read(`{kind: List, apiVersion: v1, items: [${inner}, ${inner.replace('name: a', 'name: b')}]}`).objects.map(({ name }) => name)).toEqual(['a', 'b']);
});

test.each(['items: []', 'items:', ''])('a List with "%s" is empty', items => {
  expect(read(`kind: List\napiVersion: v1\n${items}\n`)).toMatchObject({ objects: [], problems: [] });
});

test('an object whose kind only ends like a list is one object', () => {
  expect(read('apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\n').objects).toMatchObject([{ kind: 'AllowList', name: 'a' }]);
});

test('items that are not objects are reported with their lines, and the others are read', () => {
  const { objects, problems } = read(yaml`
    apiVersion: v1
    kind: List
    items:
    - apiVersion: v1
      kind: ConfigMap
      metadata: { name: a }
    - nothing
    - { kind: ConfigMap, metadata: { name: b } }
  `);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems)).toEqual([
    'app.yaml:7 note: Skipped: this is not a Kubernetes object, but "nothing".',
    'app.yaml:8 error: This document has metadata, but its apiVersion is empty: the API server rejects it. Write its apiVersion as text.',
  ]);
});

test('`items` that is not a list is reported', () => {
  expect(shown(read('apiVersion: v1\nkind: List\nitems: x\n').problems)).toEqual(['app.yaml:3 note: Skipped: this is not a Kubernetes object, but "x".']);
});
