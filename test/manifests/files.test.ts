import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { shown } from './reading';
import { LARGEST_FILE, readManifests } from '../../src/manifests';
import { unreadable } from '../../src/manifests/io/unreadable';

const ROOT = mkdtempSync(join(tmpdir(), 'manifests-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

const named = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

function folder(name: string, files: Record<string, string>): string {
  const path = join(ROOT, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  return path;
}

const names = (...paths: string[]) => readManifests(paths).objects.map(({ name }) => name);

test('a folder gives all YAML and JSON files in it, sorted by path', () => {
  const path = folder('sorted', {
    'b.yml': named('b'), 'a.yaml': named('a'), 'c.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}', 'aa/z.YAML': named('z'), 'notes.txt': 'x',
  });
  const { objects, problems } = readManifests([path]);
  expect(objects.map(({ name, file }) => [name, file])).toEqual([
    ['a', join(path, 'a.yaml')], ['z', join(path, 'aa', 'z.YAML')], ['b', join(path, 'b.yml')], ['c', join(path, 'c.json')],
  ]);
  expect(problems).toEqual([]);
});

test('JSON in a folder that is not a manifest is skipped, even if it cannot be parsed', () => {
  const path = folder('other-json', { 'a.yaml': named('a'), 'tsconfig.json': '{\n  // strict\n  "strict": true,\n}', 'half.json': '{"apiVersion": "v1", ' });
  const { objects, problems } = readManifests([path]);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(problems.map(({ level, file }) => [level, file])).toEqual([['error', join(path, 'half.json')], ['note', join(path, 'tsconfig.json')]]);
  expect(readManifests([join(path, 'tsconfig.json')]).problems.map(({ level }) => level)).toEqual(['error']);
});

test('a file that is named is read whatever it is called', () => {
  expect(names(join(folder('named', { 'manifests.out': named('a') }), 'manifests.out'))).toEqual(['a']);
});

test('hidden folders and packages are not searched, unless they are named', () => {
  const path = folder('hidden', { '.github/a.yaml': named('a'), 'node_modules/x/b.yaml': named('b'), '.c.yaml': named('c'), 'd.yaml': named('d') });
  expect(names(path)).toEqual(['d']);
  expect(names(join(path, '.github'))).toEqual(['a']);
});

test('paths are read in the order given, and each file once', () => {
  const path = folder('order', { 'a.yaml': named('a'), 'b.yaml': named('b') });
  expect(names(join(path, 'b.yaml'), path, path, join(path, '..', 'order', 'a.yaml'))).toEqual(['b', 'a']);
});

test('a dash stands for standard input', () => {
  const { objects, problems } = readManifests(['-'], { stdin: `${named('a')}---\n[\n` });
  expect(objects.map(({ name, file }) => [name, file])).toEqual([['a', '<stdin>']]);
  expect(problems).toMatchObject([{ file: '<stdin>', line: 5 }]);
  expect(readManifests(['-'])).toEqual({ objects: [], problems: [] });
});

test('links are followed, but not round in circles', () => {
  const path = folder('links', { 'real/a.yaml': named('a') });
  symlinkSync(path, join(path, 'real', 'up'));
  symlinkSync(join(path, 'real', 'a.yaml'), join(path, 'z.yaml'));
  expect(names(path)).toEqual(['a']);
});

test('a broken link is reported if it looks like a manifest', () => {
  const path = folder('nowhere', { 'a.yaml': named('a') });
  symlinkSync(join(path, 'gone'), join(path, 'b.yaml'));
  symlinkSync(join(path, 'gone'), join(path, 'c'));
  const { objects, problems } = readManifests([path]);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems)).toEqual([`${join(path, 'b.yaml')} error: This path does not exist. Check it, or synthesize first.`]);
});

test('a missing path is reported, and the others are read', () => {
  const path = folder('some', { 'a.yaml': named('a') });
  const { objects, problems } = readManifests(['no-such-folder', path]);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems)).toEqual(['no-such-folder error: This path does not exist. Check it, or synthesize first.']);
});

test('a folder without manifests is reported', () => {
  const path = folder('empty', { 'notes.txt': 'x' });
  expect(shown(readManifests([path]).problems)).toEqual([
    `${path} error: There is no .yaml, .yml or .json file in this folder. Check the path, or synthesize first.`,
  ]);
});

test('a file beyond the limit is not read, and one at the limit is', () => {
  const file = join(folder('large', { 'a.yaml': named('a') }), 'a.yaml');
  const size = named('a').length;
  expect(readManifests([file], { largestFile: size }).objects).toHaveLength(1);
  const { objects, problems } = readManifests([file], { largestFile: size - 1 });
  expect(objects).toEqual([]);
  expect(shown(problems)).toEqual([`${file} error: This is larger than ${size - 1} bytes, so it was not read. Split it, or point to the manifests only.`]);
  expect(shown(readManifests(['-'], { stdin: named('a'), largestFile: size - 1 }).problems)).toEqual([
    `<stdin> error: This is larger than ${size - 1} bytes, so it was not read. Split it, or point to the manifests only.`,
  ]);
  expect(LARGEST_FILE).toBe(67_108_864);
});

test('an input without an end is refused', () => {
  expect(shown(readManifests(['/dev/zero'], { largestFile: 5_000_000 }).problems)).toEqual([
    '/dev/zero error: This is a device, which has no end, so it was not read. Name a file, a folder or a pipe.',
  ]);
});

test('a pipe is read when it is named, and left alone in a folder', () => {
  const path = folder('pipes', { 'a.yaml': named('a') });
  const pipe = join(path, 'pipe.yaml');
  execFileSync('mkfifo', [pipe]);
  expect(names(path)).toEqual(['a']);
  execFileSync('sh', ['-c', `printf '${named('b').replace(/\n/g, '\\n')}' > "${pipe}" &`], { stdio: 'ignore' });
  expect(names(pipe)).toEqual(['b']);
});

test('UTF-16, as PowerShell writes it, is reported with what to do', () => {
  const file = join(folder('utf16', {}), 'a.yaml');
  writeFileSync(file, Buffer.from(`\uFEFF${named('a')}`, 'utf16le'));
  expect(shown(readManifests([file]).problems)).toEqual([
    expect.stringContaining(`${file}:1 error: This document cannot be read: it contains a zero byte (`),
  ]);
});

test('a file without read permission is reported with what to do', () => {
  const path = folder('secret', { 'a.yaml': named('a') });
  chmodSync(join(path, 'a.yaml'), 0o000);
  const { objects, problems } = readManifests([path]);
  // Root may read everything.
  if (process.getuid?.() !== 0) {
    expect(objects).toEqual([]);
    expect(problems).toHaveLength(1);
  }
  expect(unreadable('a.yaml', Object.assign(new Error(), { code: 'EACCES' })).message).toBe('You have no permission to read this. Change its permissions, or ask its owner.');
  expect(unreadable('a.yaml', Object.assign(new Error('EIO: broken'), { code: 'EIO' })).message).toBe('This cannot be read (EIO: broken). Check the path.');
});

describe('a Helm chart', () => {
  const template = 'kind: {{ .Values.kind }}\n';

  test('is one problem, however many templates it has', () => {
    const path = folder('chart', {
      'Chart.yaml': 'name: shop\n', 'values.yaml': 'a: 1\n', 'templates/a.yaml': template, 'templates/sub/b.yml': template, 'templates/_helpers.tpl': template,
    });
    expect(shown(readManifests([path]).problems)).toEqual([
      `${join(path, 'Chart.yaml')} error: ${path} is a Helm chart with 2 templates: render it with \`helm template ${path}\`, and check the output.`,
    ]);
  });

  test('among manifests does not keep them from being read', () => {
    const path = folder('with-chart', { 'a.yaml': named('a'), 'charts/shop/Chart.yaml': 'name: shop\n', 'charts/shop/templates/a.yaml': template });
    const { objects, problems } = readManifests([path]);
    expect([objects.map(({ name }) => name), problems.length]).toEqual([['a'], 1]);
  });

  test('with plain manifests as its templates, as cdk8s writes one, is read', () => {
    expect(names(folder('plain-chart', { 'Chart.yaml': 'name: shop\n', 'templates/manifest.k8s.yaml': named('a') }))).toEqual(['a']);
  });
});
