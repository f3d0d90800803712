import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledCommand } from '../compiled-command';
import { MULTIPLIED } from './multiplied';

const ROOT = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(ROOT, { recursive: true }));
const main = compiledCommand();
/** Knows the modules of the package that were loaded, by their names. */
const PACKED = join(main, '..', '..', 'modules', 'load.js');

/** Those that took longest, or most memory, before they were looked up in place of compared. */
const WATCHED = [
  '300 Deployments × 300 gRPC Services', 'containers with hooks', 'HTTPRoutes × one Service', 'a thousand workloads as SARIF', 'workloads mended',
  'items of a List mended', 'diff: keys of a ConfigMap are removed', 'diff: routes are removed', 'diff: containers change',
];

/** In seconds of the processor, for everything but the start of Node.js. A busy machine needs up to twice as many. */
const MOST_SECONDS = 8;

test.each(WATCHED)('%s: within 512 MB, and no longer than other files of its size', name => {
  const { args, files } = MULTIPLIED[name];
  const folder = join(ROOT, 'input');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) { writeFileSync(join(folder, `${file}.yaml`), text()); }
  const words = args.map(word => word in files ? `${word}.yaml` : word);
  const script = `process.argv.splice(1, 1); process.on('exit', () => { const { userCPUTime: time, maxRSS } = process.resourceUsage();
    require('node:fs').writeSync(2, JSON.stringify({ seconds: time / 1e6, megabytes: maxRSS / 1024 })); }); require(${JSON.stringify(main)});`;
  const { stderr, status } = spawnSync(process.execPath, ['-e', script, 'node', main, ...words], { cwd: folder, encoding: 'utf8', timeout: 100_000, maxBuffer: 1e9 });
  expect([0, 1]).toContain(status);
  const { seconds, megabytes } = JSON.parse(stderr.slice(stderr.lastIndexOf('{')));
  expect(megabytes).toBeLessThan(512);
  expect(seconds).toBeLessThan(MOST_SECONDS);
});

test.each([
  ['--version', ['rules/', 'manifests/', '/js-yaml/']],
  ['timeline after.yaml', ['rules/check/', 'sources/', '/node_modules/yaml/', '/node_modules/diff/']],
  ['check after.yaml', ['timeline/timeline-of', 'patching/', 'rules/diff/catalogue', '/node_modules/yaml/', '/node_modules/diff/', '/node_modules/cdk8s/']],
])('%s loads only code that it needs', (words, unneeded) => {
  const folder = join(ROOT, 'start');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'after.yaml'), MULTIPLIED['timeline: replicas beyond counting'].files.after());
  const script = `process.argv.splice(1, 1);
    process.on('exit', () => require('node:fs').writeSync(2, [...Object.keys(require.cache), ...require(${JSON.stringify(PACKED)}).loaded.keys()].join('\\n')));
    require(${JSON.stringify(main)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', script, 'node', main, ...words.split(' ')], { cwd: folder, encoding: 'utf8' });
  const loaded = stderr.split('\n');
  expect(loaded).toContain('cli/run');
  expect(loaded.filter(file => unneeded.some(part => part.startsWith('/') ? file.includes(part) : file.startsWith(part)))).toEqual([]);
});
