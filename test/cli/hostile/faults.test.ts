import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { openSync, closeSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledCommand } from '../compiled-command';

const ROOT = mkdtempSync(join(tmpdir(), 'faults-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } } }
`;
const FILE = join(ROOT, 'web.yaml');
let main: string;
beforeAll(() => {
  main = compiledCommand();
  writeFileSync(FILE, WEB);
});

/** The end of a command that must not hang. */
function ended(args: string[], stdio: 'ignore' | number = 'ignore', out: 'pipe' | number = 'pipe') {
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, [main, ...args], { cwd: ROOT, stdio: [stdio, out, 'pipe'], encoding: 'utf8', timeout: 60_000 });
  return { status, signal, text: `${stdout ?? ''}${stderr}`.replace(/\s+/g, ' '), stack: /^\s+at /m.test(stderr) };
}

test('fails when standard input is a folder, and says what to name', () => {
  const handle = openSync(ROOT, 'r');
  const { status, text, stack } = ended(['check', '-'], handle);
  closeSync(handle);
  expect({ status, stack }).toEqual({ status: 2, stack: false });
  expect(text).toContain('Standard input is a folder. Name the folder in place of `-`.');
});

test('standard input larger than a string can be is refused', () => {
  const { status, stdout } = spawnSync('sh', ['-c', `head -c 600000000 /dev/zero | "${process.execPath}" "${main}" check -`], { encoding: 'utf8', timeout: 60_000 });
  expect(status).toBe(2);
  expect(stdout.replace(/\s+/g, ' ')).toContain('This is larger than 67108864 bytes');
});

test('a report to a pipe that nothing reads is given up', () => {
  execFileSync('mkfifo', [join(ROOT, 'out.md')]);
  const { status, text } = ended(['check', FILE, '--out', 'out.md']);
  expect(status).toBe(2);
  expect(text).toContain('out.md cannot be written: no process reads from this pipe.');
});

test('a full disk ends with a message, in a file and on standard output', () => {
  expect(ended(['check', FILE, '--out', '/dev/full'])).toMatchObject({ status: 2, stack: false, text: expect.stringContaining('The file is incomplete') });
  const full = openSync('/dev/full', 'w');
  const { status, text, stack } = ended(['check', FILE], 'ignore', full);
  closeSync(full);
  expect({ status, stack }).toEqual({ status: 2, stack: false });
  expect(text).toContain('Standard output cannot be written: ENOSPC');
});

test('a pipe in place of construct metadata, and releases into a file, hang and throw nothing', () => {
  execFileSync('mkfifo', [join(ROOT, 'construct-metadata.json')]);
  expect(ended(['check', FILE]).signal).toBeNull();
  rmSync(join(ROOT, 'construct-metadata.json'));
  expect(ended(['diff', FILE, FILE, '--releases', FILE])).toMatchObject({ status: 2, stack: false });
  expect(readFileSync(FILE, 'utf8')).toBe(WEB);
  expect(statSync(FILE).isFile()).toBe(true);
});

test('standard input that has nothing yet is waited for', async () => {
  const child = spawn(process.execPath, [main, 'check', '-'], { cwd: ROOT, stdio: ['pipe', 'ignore', 'pipe'] });
  setTimeout(() => child.stdin!.end(WEB), 1500);
  expect(await new Promise(resolve => child.on('exit', resolve))).toBe(0);
});
