import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { stringify } from 'yaml';
import { isWithin, setField } from '../../src/manifests';
import { loadDocument } from '../../src/manifests/yaml/load';
import { notationOf } from '../../src/patching/notation';
import { patchDocument } from '../../src/patching/patch-document';

const WEB = `# The shop.
apiVersion: apps/v1   # stable
kind: Deployment
metadata: {name: web, labels: {app: "web"}}
spec:
  replicas: 1 # for now
  template:
    spec:
      # Asked by the platform team.
      terminationGracePeriodSeconds: 30
      containers:
      - name: web
        image: "web:1"
        args: ["--port", '8080']
        command:
          - serve
          - all
      - image: proxy:1
        name: proxy   # the mesh
        lifecycle:
`;
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

/** What the edit takes out of the text and puts into it, line by line. */
function changedLines(text: string, path: (string | number)[], value: unknown): string[] {
  const patched = patchDocument(text, [{ path, value }]);
  if (patched === undefined) { return ['by hand']; }
  const [before, after] = [text, patched].map(side => side.split('\n'));
  while (before.length > 0 && before[0] === after[0]) { before.shift(); after.shift(); }
  while (before.length > 0 && before.at(-1) === after.at(-1)) { before.pop(); after.pop(); }
  return [...before.map(line => `-${line}`), ...after.map(line => `+${line}`)];
}

describe('a field with another value', () => {
  test.each<[string, (string | number)[], unknown, string[]]>([
    ['keeps the comment behind it', ['spec', 'replicas'], 2, ['-  replicas: 1 # for now', '+  replicas: 2 # for now']],
    ['keeps the quotes and order of its neighbours in one line', ['metadata', 'labels', 'app'], 'shop',
      ['-metadata: {name: web, labels: {app: "web"}}', '+metadata: {name: web, labels: {app: shop}}']],
    ['is quoted where YAML would read another type', ['metadata', 'labels', 'app'], '1',
      ['-metadata: {name: web, labels: {app: "web"}}', '+metadata: {name: web, labels: {app: "1"}}']],
    ['takes the place of lines', [...CONTAINER, 'command'], ['/bin/sh', '-c', 'exec serve'],
      ['-          - serve', '-          - all', '+        - /bin/sh', '+        - -c', '+        - exec serve']],
    ['is one item of a list', [...CONTAINER, 'args', 1], '9090', ['-        args: ["--port", \'8080\']', '+        args: ["--port", "9090"]']],
    ['takes the place of one that is empty', ['spec', 'template', 'spec', 'containers', 1, 'lifecycle'], { preStop: { sleep: { seconds: 10 } } },
      ['+          preStop:', '+            sleep:', '+              seconds: 10']],
  ])('%s', (_, path, value, lines) => {
    expect(changedLines(WEB, path, value)).toEqual(lines);
  });
});

describe('a field that is added', () => {
  test.each<[string, (string | number)[], unknown, string[]]>([
    ['stands behind its neighbours, with its parents', [...CONTAINER, 'lifecycle', 'preStop', 'sleep', 'seconds'], 10,
      ['+        lifecycle:', '+          preStop:', '+            sleep:', '+              seconds: 10']],
    ['stands beside the others in one line', ['metadata', 'namespace'], 'shop',
      ['-metadata: {name: web, labels: {app: "web"}}', '+metadata: {name: web, labels: {app: "web"}, namespace: shop}']],
    ['has parents that are there without a value', ['spec', 'template', 'spec', 'containers', 1, 'lifecycle', 'preStop', 'sleep'], { seconds: 5 },
      ['+          preStop:', '+            sleep:', '+              seconds: 5']],
    ['is the next item of a list', ['spec', 'template', 'spec', 'containers', 2], { name: 'log', image: 'log:1' },
      ['+      - name: log', '+        image: log:1']],
    ['is the last of the document', ['spec', 'minReadySeconds'], 10, ['+  minReadySeconds: 10']],
  ])('%s', (_, path, value, lines) => {
    expect(changedLines(WEB, path, value)).toEqual(lines);
  });

  test('ends with a line break where the text has none', () => {
    expect(patchDocument('kind: Service\nspec:\n  type: NodePort', [{ path: ['spec', 'clusterIP'], value: 'None' }]))
      .toBe('kind: Service\nspec:\n  type: NodePort\n  clusterIP: None');
  });

  test('has the line breaks of Windows if the others have them', () => {
    expect(patchDocument('kind: Service\r\nspec:\r\n  type: NodePort # x\r\n', [{ path: ['spec', 'clusterIP'], value: 'None' }]))
      .toBe('kind: Service\r\nspec:\r\n  type: NodePort # x\r\n  clusterIP: None\r\n');
  });

  test('is JSON in JSON', () => {
    expect(patchDocument('{\n  "kind": "Service",\n  "spec": {"type": "NodePort"}\n}\n', [{ path: ['spec', 'selector'], value: { app: 'web' } }]))
      .toBe('{\n  "kind": "Service",\n  "spec": {"type": "NodePort", "selector":{"app":"web"}}\n}\n');
  });
});

describe('a field that is removed', () => {
  test.each<[string, (string | number)[], string[]]>([
    ['takes its lines along', [...CONTAINER, 'command'], ['-        command:', '-          - serve', '-          - all']],
    ['leaves the others of its line', ['metadata', 'name'], ['-metadata: {name: web, labels: {app: "web"}}', '+metadata: {labels: {app: "web"}}']],
    ['is the last of its line', ['metadata', 'labels'], ['-metadata: {name: web, labels: {app: "web"}}', '+metadata: {name: web}']],
    ['is the first of a list item', [...CONTAINER, 'name'], ['-      - name: web', '-        image: "web:1"', '+      - image: "web:1"']],
    ['is an item of a list', [...CONTAINER, 'command', 0], ['-          - serve']],
    ['leaves an empty mapping behind if it was alone', ['metadata', 'labels', 'app'],
      ['-metadata: {name: web, labels: {app: "web"}}', '+metadata: {name: web, labels: {}}']],
  ])('%s', (_, path, lines) => {
    expect(changedLines(WEB, path, undefined)).toEqual(lines);
  });
});

describe('what is left to a person', () => {
  test.each<[string, string, (string | number)[], unknown]>([
    ['what an alias repeats', 'a: &x {b: 1}\nc: *x\n', ['c', 'b'], 2],
    ['what others repeat by an alias', 'a: &x {b: 1}\nc: *x\n', ['a', 'b'], 2],
    ['what a merge brings in', 'base: &x {b: {d: 1}}\nc:\n  <<: *x\n', ['c', 'b', 'e'], 2],
    ['a document that is not a mapping', '- a\n', ['a'], 1],
    ['an item far behind the end of a list', 'a: [1]\n', ['a', 5], 1],
  ])('is %s', (_, text, path, value) => {
    expect(patchDocument(text, [{ path, value }])).toBeUndefined();
  });
});

/** A few levels of mappings and lists, as manifests are. */
const key = fc.constantFrom('name', 'spec', 'a b', '1', 'true', 'x-y', 'data');
const scalar = fc.oneof(
  fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('web', 'yes', '0x1', '# no comment', 'a: b', '- x', ' edge ', 'two\nlines\n', '', '{{ x }}', '*x'),
);
const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar,
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }), fc.array(tie('tree'), { maxLength: 3 })),
}));
const document = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 });

function pathsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) { return [path]; }
  const steps = Array.isArray(value) ? [...value.keys(), value.length] : [...Object.keys(value), 'added'];
  return [path, ...steps.flatMap(step => pathsIn((value as Record<string | number, unknown>)[step], [...path, step]))];
}

function isThere(json: unknown, path: (string | number)[]): boolean {
  const found = path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], json);
  return found !== undefined;
}

test('any edit of any document written by two libraries is either the edit alone, or left to a person, which is rare', () => {
  let patched = 0;
  let left = 0;
  const choices = [fc.nat(), tree, fc.boolean(), fc.boolean(), fc.boolean()] as const;
  fc.assert(fc.property(document, ...choices, (json, choice, value, isRemoval, byOther, indentSeq) => {
    const text = byOther ? dump(json, { noArrayIndent: !indentSeq }) : stringify(json, { indentSeq, indent: 4, compat: 'yaml-1.1' });
    const paths = pathsIn(json).filter(({ length }) => length > 0);
    const path = paths[choice % paths.length];
    fc.pre(!isRemoval || isThere(json, path));
    const result = patchDocument(text, [{ path, value: isRemoval ? undefined : value }]);
    if (result === undefined) { left++; return; }
    patched++;
    const expected = JSON.parse(JSON.stringify(json));
    setField(expected, { path, value: isRemoval ? undefined : value });
    const loaded = loadDocument(result);
    expect('refusal' in loaded ? loaded : JSON.parse(JSON.stringify(loaded.value))).toEqual(JSON.parse(JSON.stringify(expected)));
  }), { numRuns: process.env.CI ? 3000 : 500 });
  expect(left / (left + patched)).toBeLessThan(0.1);
});

test('several edits of any document give the same text as one after the other', () => {
  const edit = fc.record({ choice: fc.nat(), value: tree, isRemoval: fc.boolean() });
  let several = 0;
  const some = fc.array(edit, { minLength: 2, maxLength: 4 });
  fc.assert(fc.property(document, some, fc.boolean(), fc.boolean(), (json, chosen, byOther, indentSeq) => {
    const text = byOther ? dump(json, { noArrayIndent: !indentSeq }) : stringify(json, { indentSeq, indent: 4, compat: 'yaml-1.1' });
    const paths = pathsIn(json).filter(({ length }) => length > 0);
    const edits = chosen.map(({ choice, value, isRemoval }) =>
      ({ path: paths[choice % paths.length], value: isRemoval ? undefined : value }));
    // As fixes are chosen: none of them is of a field in that of another, or moves the items of its list.
    const moved = edits.map(({ path, value }) => value === undefined && typeof path.at(-1) === 'number' ? path.slice(0, -1) : path);
    fc.pre(moved.every((one, i) => moved.every((other, k) => i === k || !isWithin(one, other))));
    const states: (string | undefined)[] = [text];
    edits.forEach((each, i) => states.push(states[i] === undefined ? undefined : patchDocument(states[i], [each])));
    const inTurn = states.at(-1);
    // The notation is that of the document before all edits: one of them may remove what shows it.
    fc.pre(states.every(state => state === undefined || isDeepStrictEqual(notationOf(state), notationOf(text))));
    if (inTurn !== undefined) { several++; }
    expect(patchDocument(text, edits)).toBe(inTurn);
  }), { numRuns: process.env.CI ? 3000 : 500 });
  expect(several).toBeGreaterThan(100);
});
