import { shown, yaml } from './reading';
import { parseManifests } from '../../src/manifests';

const refusals = (text: string) => shown(parseManifests('app.yaml', text).problems);

describe('what cannot be read is said with its line, and with what to do:', () => {
  test.each<[string, string, string]>([
    ['a key that stands twice', yaml`
      apiVersion: v1
      spec:
        replicas: 2
        paused: true
        replicas: 3
    `, '5 error: This document cannot be read: the same key stands twice in one mapping, and only one of them would count (`replicas: 3`). Keep one.'],
    ['a key that stands twice in braces', yaml`
      spec: {
        a: 1,
        a: 2 }
    `, '3 error: This document cannot be read: the same key stands twice in one mapping, and only one of them would count (`a: 2 }`). Keep one.'],
    ['a key that stands twice in JSON', '{"a": 1,\n "a": 2}\n',
      '2 error: This document cannot be read: the same key stands twice in one mapping, and only one of them would count (`"a": 2}`). Keep one.'],
    ['a tab that indents', 'spec:\n\treplicas: 2\n',
      '2 error: This document cannot be read: a tab indents it, and YAML knows only spaces for that (`replicas: 2`). Replace tabs by spaces.'],
    ['a tab among spaces that indent', 'spec:\n  a: 1\n \tb: 2\n',
      '3 error: This document cannot be read: a tab indents it, and YAML knows only spaces for that (`b: 2`). Replace tabs by spaces.'],
    ['a template', 'spec:\n  {{- if .Values.a }}\n  replicas: 2\n  {{- end }}\n',
      '2 error: This document cannot be read: it looks like a template, not like what comes of it (`{{- if .Values.a }}`). Render it first, for example with `helm template`.'],
    ['an anchor that there is not', 'a: 1\nb: *base\n',
      '2 error: This document cannot be read: it refers to an anchor that does not stand before it in this document (`b: *base`). Define the anchor, or write the value out.'],
    ['a control character', 'a: 1\nb: x\u0007y\n',
      '2 error: This document cannot be read: it holds control characters (`b: x\uFFFDy`). Remove them, or write them as escapes in double quotes.'],
    ['a missing colon', 'spec:\n  replicas 2\n  paused: true\n',
      '3 error: This document cannot be read: it is no valid YAML: bad indentation of a mapping entry (`paused: true`). '
      + 'Correct this line or one shortly before it.'],
    ['an unfinished quote', 'a: 1\nb: "x\nc: y\n',
      '3 error: This document cannot be read: it is no valid YAML: unexpected end of the stream within a double quoted scalar. Correct this line or one shortly before it.'],
    ['an alias of itself', 'a: 1\nb: &b [*b]\n',
      '2 error: This document cannot be read: an alias stands for a value that it is part of, which has no end. Write the values out instead.'],
    ['an alias for what it is part of, in a text that ends too soon', '&a {*a ',
      '1 error: This document cannot be read: an alias stands for a value that it is part of, which has no end. Write the values out instead.'],
    ['nesting without an end', `a: 1\nb: ${'['.repeat(300)}`,
      `2 error: This document cannot be read: it is nested deeper than 200 levels, as no manifest is (\`b: ${'['.repeat(57)}…\`). Take the nesting out.`],
  ])('%s', (_, text, refusal) => {
    expect(refusals(text)).toEqual([`app.yaml:${refusal}`]);
    expect(refusals(`# comment\n---\n${text}---\n`)).toEqual([`app.yaml:${refusal.replace(/^\d+/, line => String(Number(line) + 2))}`]);
  });
});

test('what a message quotes does nothing to a terminal', () => {
  const text = 'apiVersion: v1\nkind: "Pod\\e[2J"\nmetadata:\n  name: "a\\e[31m\\n"\n  labels: { "x\\e": 1 }\nspec: {}\n';
  expect(refusals(text)).toEqual([
    "app.yaml:5 error: Pod\uFFFD[2J \"a\uFFFD[31m \": metadata.labels['x\uFFFD'] is 1, where the API has text: the API server refuses it. Write it in quotes.",
  ]);
});

test('after a thousand broken documents the rest is not read', () => {
  const problems = refusals('---\n[\n'.repeat(1500));
  expect(problems).toHaveLength(1001);
  expect(problems[1000]).toBe('app.yaml:1999 error: The rest of the file was not read, since 1000 documents before were broken. Is it YAML at all?');
});

test('values that anchors repeat many times are read, up to a limit', () => {
  const repeated = (times: number) => `apiVersion: v1\nkind: A\nmetadata: { name: a }\nx: &x [${'w, '.repeat(1000)}]\nz: [${'*x, '.repeat(times)}]\n`;
  expect(refusals(repeated(400))).toEqual([]);
  expect(refusals(repeated(600))).toEqual([
    'app.yaml:5 error: This document cannot be read: its aliases repeat so much that it would grow to many times its size. Write the values out instead.',
  ]);
});
