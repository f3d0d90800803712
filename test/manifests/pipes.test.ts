import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shown } from './reading';
import { readDocument, readManifests } from '../../src/manifests';

const ROOT = mkdtempSync(join(tmpdir(), 'pipes-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

const named = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
const SILENT = 'No data was written to this pipe for 2 seconds, so reading stopped. Check its writer, or write to a file first.';

function pipe(name: string): string {
  const path = join(ROOT, name);
  execFileSync('mkfifo', [path]);
  return path;
}

function folder(name: string): string {
  const path = join(ROOT, name);
  mkdirSync(path);
  writeFileSync(join(path, 'a.yaml'), named('a'));
  return path;
}

test('reading a pipe without a writer times out, as a path and as settings', () => {
  const path = pipe('silent');
  expect(shown(readManifests([path]).problems)).toEqual([`${path} error: ${SILENT}`]);
  expect(shown(readDocument(path, 1000).problems)).toEqual([`${path} error: ${SILENT}`]);
});

test('fails when a device is named; what is empty by nature is read', () => {
  expect(shown(readManifests(['/dev/zero', '/dev/ptmx']).problems)).toEqual(['/dev/zero', '/dev/ptmx'].map(device =>
    `${device} error: This is a device, which has no end, so it was not read. Name a file, a folder or a pipe.`));
  expect(readManifests(['/dev/null'])).toEqual({ objects: [], problems: [] });
});

test('links to folders elsewhere are skipped with a note; those that lead back are not reported', () => {
  const path = folder('linked');
  symlinkSync('/', join(path, 'all'));
  if (existsSync('/proc')) { symlinkSync('/proc', join(path, 'proc')); }
  symlinkSync(path, join(path, 'back'));
  const { objects, problems } = readManifests([path]);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems).filter(text => !text.startsWith(join(path, 'proc')))).toEqual([
    `${join(path, 'all')} note: This is a link to a folder, which kubectl does not follow, so it was skipped. Name the folder itself to read it.`,
  ]);
});

test('a folder with only links has no manifests, and the message states why', () => {
  const path = join(ROOT, 'links-only');
  mkdirSync(path);
  symlinkSync(ROOT, join(path, 'up'));
  expect(shown(readManifests([path]).problems)).toEqual([
    `${join(path, 'up')} note: This is a link to a folder, which kubectl does not follow, so it was skipped. Name the folder itself to read it.`,
    `${path} error: There is no .yaml, .yml or .json file in this folder. Check the path, or synthesize first.`,
  ]);
});

test('a chart with a pipe and a link among its templates is looked at like any other', () => {
  const path = folder('chart');
  mkdirSync(join(path, 'templates'));
  writeFileSync(join(path, 'Chart.yaml'), 'name: a\n');
  writeFileSync(join(path, 'templates', 'web.yaml'), 'a: {{ .Values.a }}\n');
  symlinkSync('/', join(path, 'templates', 'all'));
  execFileSync('mkfifo', [join(path, 'templates', 'pipe.yaml')]);
  expect(shown(readManifests([path]).problems)).toEqual([
    `${join(path, 'Chart.yaml')} error: ${path} is a Helm chart with 1 template: render it with \`helm template ${path}\`, and check the output.`,
  ]);
});

test('all files together have a limit, not only each of them', () => {
  const [first, second] = [join(ROOT, 'first.yaml'), join(ROOT, 'second.yaml')];
  [first, second].forEach((file, i) => writeFileSync(file, named(`n${i}`)));
  const { objects, problems } = readManifests([first, second], { largestTotal: named('n0').length });
  expect(objects.map(({ name }) => name)).toEqual(['n0']);
  expect(shown(problems)).toEqual([
    `${second} error: With this one, the files are larger than ${named('n0').length} bytes together, so it and those after it were not read. Name fewer.`,
  ]);
});

test('a process substitution of a slow writer is waited for', () => {
  const { stdout, error } = spawnSync('bash', ['-c', 'sleep 0.5; cat'], { input: named('a'), encoding: 'utf8' });
  expect(error).toBeUndefined();
  const path = pipe('slow');
  spawnSync('sh', ['-c', `(exec 3> "${path}"; sleep 3; printf '%s' "$0" >&3) > /dev/null 2>&1 &`, stdout], { stdio: 'ignore' });
  expect(readManifests([path]).objects.map(({ name }) => name)).toEqual(['a']);
});
