import { read, shown, yaml } from './reading';
import { parseManifests } from '../../src/manifests';

const namesIn = (text: string) => read(text).objects.map(({ name }) => name);

const CONFIG_MAP = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

test('a stream of documents gives its objects in their order, each with its place', () => {
  const { objects, problems } = parseManifests('all.yaml', `${CONFIG_MAP('a')}---\n${CONFIG_MAP('b')}---\n${CONFIG_MAP('c')}`);
  expect(problems).toEqual([]);
  expect(objects.map(({ name, file, document, lineOf }) => [name, file, document, lineOf()])).toEqual([
    ['a', 'all.yaml', 0, 1], ['b', 'all.yaml', 1, 6], ['c', 'all.yaml', 2, 11],
  ]);
});

test('an object has its identity, labels, annotations and everything else as it was written', () => {
  const [object] = read(yaml`
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      namespace: shop
      labels: { app.kubernetes.io/name: web }
      annotations: { note: "1" }
    spec: { replicas: 2 }
  `).objects;
  expect(object).toMatchObject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'web',
    namespace: 'shop',
    labels: { 'app.kubernetes.io/name': 'web' },
    annotations: { note: '1' },
    json: { spec: { replicas: 2 } },
  });
});

test('an object that names no namespace has none', () => {
  expect(read(CONFIG_MAP('a')).objects[0].namespace).toBeUndefined();
  expect(read(CONFIG_MAP('a').replace('name: a', 'name: a\n  namespace: ""')).objects[0].namespace).toBeUndefined();
});

test('an object that lets the API server find its name is read, and never repeats another', () => {
  const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: migrate- }\n';
  const { objects, problems } = read(`${job}---\n${job}`);
  expect(objects.map(({ name }) => name)).toEqual(['migrate-*', 'migrate-*']);
  expect(problems).toEqual([]);
});

describe('nothing is lost or reported for', () => {
  test.each([
    ['empty documents', `---\n---\n\n---\n${CONFIG_MAP('a')}---\n`],
    ['documents with only comments, as Helm leaves them', `---\n# Source: chart/templates/hpa.yaml\n---\n# Source: chart/a.yaml\n${CONFIG_MAP('a')}`],
    ['a document that says null', `null\n---\n${CONFIG_MAP('a')}---\n~\n`],
    ['comments and spaces behind markers', `--- # first\n${CONFIG_MAP('a')}---   \n`],
    ['Windows line ends', `---\r\n${CONFIG_MAP('a').replace(/\n/g, '\r\n')}---\r\n`],
    ['the line ends of old', `---\r${CONFIG_MAP('a').replace(/\n/g, '\r')}---\r`],
    ['a byte order mark', `\uFEFF${CONFIG_MAP('a')}`],
    ['byte order marks of files put together', `\uFEFF${CONFIG_MAP('b').replace('name: b', 'generateName: b')}\n\uFEFF---\n${CONFIG_MAP('a')}`],
    ['no line end at the end', CONFIG_MAP('a').trimEnd()],
    ['end markers', `${CONFIG_MAP('a')}...\n`],
    ['directives', `%YAML 1.1\n---\n${CONFIG_MAP('a')}...\n# more\n%YAML 1.2\n---\n`],
    ['tabs that indent nothing', `${CONFIG_MAP('a')}data:\t{ x: "1" }\t# tab\n\t\n`],
  ])('%s', (_, text) => {
    expect(namesIn(text).filter(name => name !== 'b*')).toEqual(['a']);
    expect(shown(read(text).problems)).toEqual([]);
  });
});

test('dashes inside a text are not a marker', () => {
  const [object] = read(`${CONFIG_MAP('a')}data:\n  cert: |\n    -----BEGIN CERTIFICATE-----\n    ---\n    x\n  other: "--- x"\n`).objects;
  expect(object.json.data).toEqual({ cert: '-----BEGIN CERTIFICATE-----\n---\nx\n', other: '--- x' });
});

test('one broken document does not lose the others, and lines stay right', () => {
  const { objects, problems } = read(`${CONFIG_MAP('a')}---\nspec: [1\n---\n${CONFIG_MAP('b')}`);
  expect(objects.map(({ name, lineOf }) => [name, lineOf(['metadata', 'name'])])).toEqual([['a', 4], ['b', 11]]);
  expect(shown(problems)).toEqual([
    'app.yaml:6 error: This document cannot be read: it is not valid YAML: unexpected end of the stream within a flow collection (`spec: [1`). Correct this line or one shortly before it.',
  ]);
});

test('anchors, aliases and merge keys work within a document', () => {
  const [object] = read(yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: a }
    x-base: &base
      one: 1
      two: 2
    data:
      <<: *base
      two: 3
      three: *base
  `).objects;
  expect(object.json.data).toEqual({ one: 1, two: 3, three: { one: 1, two: 2 } });
});

test('unknown tags are ignored, as kubectl does', () => {
  expect(read(`${CONFIG_MAP('a')}data: { x: !Ref y, z: !!foo [1], w: !a {b: c} }\n`).objects[0].json.data).toEqual({ x: 'y', z: [1], w: { b: 'c' } });
});

describe('JSON is read too:', () => {
  const json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { 'a/b': 'é "x"\n\\', 'list': [1, -2.5e3, true, null], 'empty': {} } };

  test.each([undefined, 2, '\t'])('indented by %p', indent => {
    const { objects, problems } = read(JSON.stringify(json, null, indent).replace('a/b', 'a\\/b').replace('é', '\\u00e9'), 'app.json');
    expect(problems).toEqual([]);
    expect(objects[0].json).toEqual(json);
  });

  test('with the line of each value', () => {
    expect(read(JSON.stringify(json, null, '\t')).objects[0].lineOf(['data', 'list', 1])).toBe(11);
  });

  test('with Windows line ends', () => {
    expect(read(JSON.stringify(json, null, 2).replace(/\n/g, '\r\n')).objects[0].json).toEqual(json);
  });
});

describe('a document that is not a Kubernetes object is skipped with a note:', () => {
  test.each([
    ['a values.yaml', 'replicaCount: 2\nimage: { tag: "1" }\n'],
    ["a Helm chart's own description", 'apiVersion: v2\nname: chart\nversion: 1.0.0\n'],
    ['values that choose a kind', 'kind: DaemonSet\nimage: x\n'],
    ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n'],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['a list', '- a\n- b\n'],
    ['text', 'Release "x" has been upgraded. Happy Helming!\n'],
    ['a number', '42\n'],
  ])('%s', (_, text) => {
    const { objects, problems } = read(`# a comment\n${text}---\n${CONFIG_MAP('a')}`);
    expect(objects.map(({ name }) => name)).toEqual(['a']);
    expect(problems).toEqual([{ level: 'note', file: 'app.yaml', line: 2, message: expect.stringMatching(/^Skipped: this /) }]);
  });
});

describe('a manifest with a slip is an error, not a note:', () => {
  test.each([
    ['no apiVersion', 'kind: Deployment\nmetadata: { name: a }\n', 1, 'This document has metadata, but its apiVersion is empty: the API server rejects it. Write its apiVersion as text.'],
    ['an apiVersion that is a number', 'apiVersion: 1\nkind: Pod\nmetadata: { name: a }\n', 1, 'This document has metadata, but its apiVersion is 1: the API server rejects it. Write its apiVersion as text.'],
    ['no kind', 'apiVersion: v1\nmetadata: { name: a }\n', 1, 'This document has metadata, but its kind is empty: the API server rejects it. Write its kind as text.'],
    ['no name', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels: {}\nspec: {}\n', 3, 'This "Deployment" has no metadata.name that is text: the API server rejects it. Give it a name.'],
    ['a name that is a number', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 12\nspec: {}\n', 4, 'This "Pod" has no metadata.name that is text: the API server rejects it. Give it a name.'],
    ['a name that is a number, of something without a spec', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 12\ndata: {}\n', 4, 'This "ConfigMap" has no metadata.name that is text: the API server rejects it. Give it a name.'],
    ['metadata that is text', 'apiVersion: v1\nkind: Pod\nmetadata: a\nspec: {}\n', 3, 'This "Pod" has no metadata.name that is text: the API server rejects it. Give it a name.'],
  ])('%s', (_, text, line, message) => {
    const { objects, problems } = read(text);
    expect(objects).toEqual([]);
    expect(problems).toEqual([{ level: 'error', file: 'app.yaml', line, message }]);
  });
});

describe('consecutive JSON objects', () => {
  const one = (name: string) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}"},"data":{"a":"} \\"{"}}`;

  test('are read one by one, as kubectl reads them, each with its line', () => {
    const { objects, problems } = parseManifests('all.json', `${one('a')}\n${one('b')} ${one('c')}\n\n${one('d')}\n`);
    expect(problems).toEqual([]);
    expect(objects.map(({ name, document, lineOf }) => [name, document, lineOf(['metadata', 'name'])])).toEqual([['a', 0, 1], ['b', 1, 2], ['c', 2, 2], ['d', 3, 4]]);
  });

  test('may stand between documents of YAML', () => {
    expect(namesIn(`${CONFIG_MAP('a')}---\n${CONFIG_MAP('b')}`)).toEqual(['a', 'b']);
    expect(namesIn(`${one('a')}\n${one('b')}\n---\n${CONFIG_MAP('c')}`)).toEqual(['a', 'b', 'c']);
  });

  test('are not recognized with anything in between, or without an end', () => {
    expect(shown(parseManifests('all.json', `${one('a')},\n${one('b')}\n`).problems)).toHaveLength(1);
    expect(shown(parseManifests('all.json', `${one('a')}\n{"a": {`).problems)).toHaveLength(1);
  });
});
