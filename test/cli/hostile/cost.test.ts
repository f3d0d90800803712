import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledCommand } from '../compiled-command';
import { MULTIPLIED } from './multiplied';

const ROOT = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(ROOT, { recursive: true }));
const main = compiledCommand();

/** Those that took longest, or most memory, before they were looked up in place of compared. */
const WATCHED = [
  '300 Deployments × 300 gRPC Services', 'containers with hooks', 'HTTPRoutes × one Service',
  'diff: routes are removed', 'diff: containers change',
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
