import { read, shown } from './reading';
import { parseManifests } from '../../src/manifests';

const refusals = (text: string) => shown(parseManifests('app.yaml', text).problems);

describe('unreadable input is reported with its line, and with what to do:', () => {
  test.each<[string, string, string]>([
    ['a tab that indents', 'spec:\n\treplicas: 2\n',
      '2 error: This document cannot be read: it is indented with a tab, but YAML allows only spaces (`replicas: 2`). Replace tabs with spaces.'],
    ['a tab among spaces that indent', 'spec:\n  a: 1\n \tb: 2\n',
      '3 error: This document cannot be read: it is indented with a tab, but YAML allows only spaces (`b: 2`). Replace tabs with spaces.'],
    ['a template', 'spec:\n  {{- if .Values.a }}\n  replicas: 2\n  {{- end }}\n',
      '2 error: This document cannot be read: it looks like a template, not like what comes of it (`{{- if .Values.a }}`). Render it first, for example with `helm template`, or exclude its file.'],
    ['a template whose value is read as a mapping', 'spec:\n  type: {{ .Values.service.type }}\n  replicas: 2\n',
      '2 error: This document cannot be read: it looks like a template, not like what comes of it (`type: {{ .Values.service.type }}`). Render it first, for example with `helm template`, or exclude its file.'],
    ['a template in a list', 'spec:\n  - a\n  - {{ .Values.b }}\n',
      '3 error: This document cannot be read: it looks like a template, not like what comes of it (`- {{ .Values.b }}`). Render it first, for example with `helm template`, or exclude its file.'],
    ['a template that stands for several lines', 'labels:\n  {{ include "labels" . | nindent 4 }}\n',
      '2 error: This document cannot be read: it looks like a template, not like what comes of it (`{{ include "labels" . | nindent 4 }}`). Render it first, for example with `helm template`, or exclude its file.'],
    ['a template that makes a key stand twice', 'a: {{ .b }}\nc: 1\nc: 2\n',
      '1 error: This document cannot be read: it looks like a template, not like what comes of it (`a: {{ .b }}`). Render it first, for example with `helm template`, or exclude its file.'],
    ['a template behind which YAML ends too soon', '{{ if .a }}\nb: "x\n',
      '1 error: This document cannot be read: it looks like a template, not like what comes of it (`{{ if .a }}`). Render it first, for example with `helm template`, or exclude its file.'],
    ['a mistake beside braces that stand in a text', 'data:\n  a: |\n    {{ .b }}\n  c: "{{ .d }}"\n  e: x {{ .f }}\ng: [\n',
      '6 error: This document cannot be read: it is not valid YAML: unexpected end of the stream within a flow collection (`g: [`). Correct this line or one shortly before it.'],
    ['a mapping that is a key', '? { a: b }\n: 1\n',
      '1 error: This document cannot be read: a mapping is the key of another one, which manifests cannot have (`? { a: b }`). Write the key as text.'],
    ['an anchor that there is not', 'a: 1\nb: *base\n',
      '2 error: This document cannot be read: it refers to an anchor that is not defined before it in this document (`b: *base`). Define the anchor, or write the value out.'],
    ['a control character', 'a: 1\nb: x\u0007y\n',
      '2 error: This document cannot be read: it contains control characters (`b: x\uFFFDy`). Remove them, or write them as escapes in double quotes.'],
    ['a missing colon', 'spec:\n  replicas 2\n  paused: true\n',
      '3 error: This document cannot be read: it is not valid YAML: bad indentation of a mapping entry (`paused: true`). '
      + 'Correct this line or one shortly before it.'],
    ['an unfinished quote', 'a: 1\nb: "x\nc: y\n',
      '3 error: This document cannot be read: it is not valid YAML: unexpected end of the stream within a double quoted scalar (`c: y`). Correct this line or one shortly before it.'],
    ['an alias of itself', 'a: 1\nb: &b [*b]\n',
      '2 error: This document cannot be read: an alias refers to a value that contains it, so it would never end. Write the values out instead.'],
    ['an alias for what it is part of, in a text that ends too soon', '&a {*a ',
      '1 error: This document cannot be read: an alias refers to a value that contains it, so it would never end. Write the values out instead.'],
    ['nesting without an end', `a: 1\nb: ${'['.repeat(300)}`,
      `2 error: This document cannot be read: it is nested deeper than 200 levels (\`b: ${'['.repeat(57)}…\`). Reduce the nesting.`],
  ])('%s', (_, text, refusal) => {
    expect(refusals(text)).toEqual([`app.yaml:${refusal}`]);
    expect(refusals(`# comment\n---\n${text}---\n`)).toEqual([`app.yaml:${refusal.replace(/^\d+/, line => String(Number(line) + 2))}`]);
  });
});

test('quotes in a message do not contain control sequences', () => {
  const text = 'apiVersion: v1\nkind: "Pod\\e[2J"\nmetadata:\n  name: "a\\e[31m\\n"\n  labels: { "x\\e": 1 }\nspec: {}\n';
  expect(refusals(text)).toEqual([
    "app.yaml:5 error: Pod\uFFFD[2J \"a\uFFFD[31m \": metadata.labels['x\uFFFD'] is 1, but the API expects text: the API server rejects it. Write it in quotes.",
  ]);
});

test('after a thousand broken documents the rest is not read', () => {
  const problems = refusals('---\n[\n'.repeat(1500));
  expect(problems).toHaveLength(1001);
  expect(problems[1000]).toBe('app.yaml:1999 error: The rest of the file was not read, since 1000 documents before it cannot be read. Check whether the file is YAML.');
});

test('values that anchors repeat many times are read, up to a limit', () => {
  const repeated = (times: number) => `apiVersion: v1\nkind: A\nmetadata: { name: a }\nx: &x [${'w, '.repeat(1000)}]\nz: [${'*x, '.repeat(times)}]\n`;
  expect(refusals(repeated(400))).toEqual([]);
  expect(refusals(repeated(600))).toEqual([
    'app.yaml:5 error: This document cannot be read: its aliases repeat so much that it would grow to many times its size. Write the values out instead.',
  ]);
});

test.each([
  ['text after text', 'password: hunter2: hunter2', '`password: …`'],
  ['an alias', 'password: *hunter2', '`password: …`'],
  ['a line without a key', '- hunter2: *hunter2', '`…`'],
  ['a repeated key', 'token: a\n  token: hunter2', '`token: …`'],
])('no value of a Secret is quoted: %s', (_, line, quoted) => {
  const [problem] = refusals(`apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData:\n  ${line}\n`);
  expect(problem).toContain(`(${quoted})`);
  expect(problem).not.toContain('hunter2');
});

describe('a template in quotes has the hint, too:', () => {
  test.each([
    ['a name', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web-{{ .Release.Name }}\n',
      '4 error: The name of this "Service" is "web-{{ .Release.Name }}": it looks like a template that is not rendered. Render it first, for example with `helm template`.'],
    ['a number', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: "{{ .Values.replicas }}"\n',
      '5 error: Deployment "web": spec.replicas is "{{ .Values.replicas }}", but the API expects a whole number from 0: the API server rejects it. '
      + 'It looks like a template: render it first, for example with `helm template`.'],
  ])('%s', (_, text, refusal) => {
    expect(shown(read(text).problems)).toEqual([`app.yaml:${refusal}`]);
  });
});

describe('a key that stands twice is read as kubectl reads it, with a warning:', () => {
  const warned = (text: string) => shown(read(text).problems);

  test('the last one counts, and has its line', () => {
    const { objects: [object], problems } = read('apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec:\n  replicas: 2\n  paused: true\n  replicas: 3\n');
    expect(object.json.spec).toEqual({ replicas: 3, paused: true });
    expect(object.lineOf(['spec', 'replicas'])).toBe(7);
    expect(object.lineOf(['spec', 'paused'])).toBe(6);
    expect(shown(problems)).toEqual(['app.yaml:7 warning: A key is repeated in a mapping, and only the last one counts (`replicas: 3`). Keep one.']);
  });

  test.each([
    ['in braces', 'apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec: {\n  a: 1,\n  a: 2 }\n', 'app.yaml:6', '`a: 2 }`'],
    ['in JSON', '{"apiVersion": "v1", "kind": "A", "metadata": {"name": "a"},\n "a": 1,\n "a": 2}\n', 'app.yaml:3', '`"a": 2}`'],
  ])('%s', (_, text, place, line) => {
    expect(warned(text)).toEqual([`${place} warning: A key is repeated in a mapping, and only the last one counts (${line}). Keep one.`]);
  });

  test('a value that reads like another key has no line of that', () => {
    const { objects: [object] } = read('apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec:\n  b: x\n  a: b\n  a: c\n');
    expect(object.lineOf(['spec', 'b'])).toBe(5);
    expect(object.lineOf(['spec', 'a'])).toBe(7);
  });

  test('what is broken behind it is still refused', () => {
    expect(warned('a: 1\na: 2\nb: *base\n')).toEqual([
      'app.yaml:3 error: This document cannot be read: it refers to an anchor that is not defined before it in this document (`b: *base`). Define the anchor, or write the value out.',
    ]);
  });
});
