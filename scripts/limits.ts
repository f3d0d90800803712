/**
 * What files cost that are made to cost much: time, memory, exit code and the first line of what is said, of each kind.
 *
 *   npm run bench:limits                   all kinds; writes docs/limits.md
 *   npm run bench:limits -- routes 'diff:' those with one of these in their name; prints only
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledCommand } from '../test/cli/compiled-command';
import { MULTIPLIED } from '../test/cli/hostile/multiplied';

const named = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'limits-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
const main = compiledCommand(root);

/** Beyond either, a file below 1 MB costs too much. */
const MOST = { seconds: 2, megabytes: 512 };
const TIMEOUT = 120;

interface Kind {
  readonly name: string;
  readonly args: readonly string[];
  /** Writes the input into the working directory. */
  prepare(folder: string): void;
}

/** Measured before things were looked up in place of compared, as the issues about it say. */
const BEFORE: Readonly<Record<string, string>> = {
  '300 Deployments × 300 gRPC Services': '11.5 s, then 2.9 s',
  'containers with hooks': '30 s, then 14.7 s (9,999 hooks); 5 s (4,000 containers)',
  'HTTPRoutes × Services': '12 s, 1 GB',
  '900 nested folders': '9 s',
  'folders that link back': '45 s',
  'four files of 60 MB': '19 s, 2 GB',
  'timeline: many Deployments as SVG': '32 MB of SVG',
  'routes × listeners × hosts': '9.7 s',
  'a thousand workloads as SARIF': 'more than 120 s',
  'diff: Deployments with labels of their own are renamed': '45.6 s',
  'diff: keys of a ConfigMap are removed': '59 s',
};

const multiplied = Object.entries(MULTIPLIED).map(([name, { args, files }]): Kind => ({
  name,
  args: args.map(word => word in files ? `${word}.yaml` : word),
  prepare: folder => Object.entries(files).forEach(([file, text]) => writeFileSync(join(folder, `${file}.yaml`), text())),
}));

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const others: Kind[] = [
  {
    name: '900 nested folders',
    args: ['check', '.'],
    prepare: folder => {
      const deepest = join(folder, ...Array<string>(900).fill('a'));
      mkdirSync(deepest, { recursive: true });
      writeFileSync(join(deepest, 'a.yaml'), CONFIG);
    },
  },
  {
    name: 'folders that link back',
    args: ['check', '.'],
    prepare: folder => {
      for (let i = 0; i < 30; i++) {
        mkdirSync(join(folder, `f${i}`));
        for (let k = 0; k < 30; k++) { symlinkSync('..', join(folder, `f${i}`, `back${k}`)); }
        writeFileSync(join(folder, `f${i}`, 'a.yaml'), CONFIG.replace('name: a', `name: a${i}`));
      }
    },
  },
  {
    name: 'four files of 60 MB',
    args: ['check', '.'],
    prepare: folder => {
      const text = `---\n${CONFIG}data: { a: "${'x'.repeat(1000)}" }\n`;
      for (let i = 0; i < 4; i++) { writeFileSync(join(folder, `${i}.yaml`), text.repeat(Math.floor(60 * 1024 * 1024 / text.length))); }
    },
  },
];

interface Measured {
  readonly name: string;
  readonly size: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly printed: number;
  readonly code: number | string;
  readonly line: string;
}

function measured({ name, args, prepare }: Kind): Measured {
  const folder = join(root, 'input');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  prepare(folder);
  const size = Number(spawnSync('du', ['-sb', folder], { encoding: 'utf8' }).stdout.split('\t')[0]);
  const script = `process.argv.splice(1, 1); process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require('node:fs').writeSync(2, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 })); }); require(${JSON.stringify(main)});`;
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, ['-e', script, 'node', main, ...args, '--kubernetes-version', '1.34'],
    { cwd: folder, encoding: 'utf8', timeout: TIMEOUT * 1000, maxBuffer: 1e9 });
  const at = stderr.lastIndexOf('{"seconds"');
  const { seconds, megabytes } = at < 0 ? { seconds: TIMEOUT, megabytes: NaN } : JSON.parse(stderr.slice(at));
  const line = `${stderr.slice(0, Math.max(0, at))}${stdout}`.split('\n').find(text => text.trim() !== '') ?? '';
  return { name, size, seconds, megabytes, printed: stdout.length, code: status ?? signal ?? '', line: line.trim().slice(0, 80) };
}

const megabytesOf = (bytes: number): string => (bytes / 1e6).toFixed(1);

function rowOf({ name, size, seconds, megabytes, printed, code, line }: Measured): string {
  const isOver = size < 1.1e6 && (seconds > MOST.seconds || megabytes > MOST.megabytes);
  const cells = [`${name}${isOver ? ' **!**' : ''}`, megabytesOf(size), seconds.toFixed(1), megabytes.toFixed(0), megabytesOf(printed), code, BEFORE[name] ?? '', line];
  return `| ${cells.map(cell => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

const wanted = [...multiplied, ...others].filter(({ name }) => named.length === 0 || named.some(part => name.includes(part)));
const HEAD = ['| input | MB | CPU s | peak MB | MB printed | exit | before | first line |', '| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |'];
HEAD.forEach(line => console.log(line));
const rows = wanted.map(kind => {
  const row = rowOf(measured(kind));
  console.log(row);
  return row;
});
if (named.length === 0) {
  const over = rows.filter(row => row.includes('**!**')).length;
  writeFileSync('docs/limits.md', [
    '# What large input costs',
    '',
    `Written by \`npm run bench:limits\`: ${rows.length} inputs that are made to cost much, most of one file below 1 MB in which all of one kind`,
    'meets all of another. Where selectors and pods multiply beyond a limit, a problem says so and the command ends with 2; where one cause has many findings, a',
    `report names a bounded number of them. A file below 1 MB should take at most ${MOST.seconds} s of the processor, the start of Node.js and the`,
    `loading of the rules included, and ${MOST.megabytes} MB; ${over === 0 ? 'all do' : `the ${over} marked **!** take more`}. The figures are of one machine with two busy cores; "before" is`,
    'what the issues say that led to it. A single file may have 64 MiB.',
    '',
    ...HEAD,
    ...rows,
    '',
  ].join('\n'));
}
