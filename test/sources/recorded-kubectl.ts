import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { folder } from './git-repository';

export const RECORDED = join(__dirname, '..', 'fixtures', 'sources', 'cluster');

/** What kubectl is to answer: contents of files in `test/fixtures/sources/cluster`, or texts. */
export interface Answer {
  readonly out?: string;
  readonly err?: string;
  readonly text?: string;
}

/** What kubectl was asked. */
export interface Call {
  readonly args: string[];
  readonly input: string;
}

// Like kubectl, it fails if anything was written to stderr that is not a warning. It only has verbs that read.
const SCRIPT = `#!${process.execPath}
const fs = require('node:fs');
const { answers, log, recorded } = JSON.parse(fs.readFileSync(__dirname + '/answers.json', 'utf8'));
const args = process.argv.slice(2);
const verb = args[0] === 'config' ? args[0] + ' ' + args[1] : args[0];
const input = args.includes('--filename=-') ? fs.readFileSync(0, 'utf8') : '';
fs.appendFileSync(log, JSON.stringify({ args, input }) + '\\n');
if (!['get', 'config get-contexts', 'version', 'api-resources', 'auth can-i'].includes(verb)) {
  console.error('the stand-in only reads, and this was: ' + verb);
  process.exit(99);
}
const kind = verb === 'config get-contexts' ? 'contexts' : args.some(arg => arg.startsWith('--selector=')) ? 'selected' : 'objects';
const answer = answers[kind] ?? {};
const read = file => fs.readFileSync(recorded + '/' + file, 'utf8');
process.stdout.write(answer.text ?? (answer.out ? read(answer.out) : ''));
const err = answer.err ? read(answer.err) : '';
process.stderr.write(err);
process.exitCode = err.split('\\n').some(line => line !== '' && !line.startsWith('Warning: ')) ? 1 : 0;
`;

/**
 * Puts a `kubectl` on the PATH that answers what a real one did: its answers were recorded with kubectl 1.34 on a cluster
 * of Kubernetes 1.34, and only addresses and images were renamed.
 */
export function standIn(answers: Readonly<Partial<Record<'objects' | 'selected' | 'contexts', Answer>>>): () => Call[] {
  const path = folder();
  const log = join(path, 'calls');
  writeFileSync(join(path, 'answers.json'), JSON.stringify({ answers, log, recorded: RECORDED }));
  writeFileSync(join(path, 'kubectl'), SCRIPT);
  chmodSync(join(path, 'kubectl'), 0o755);
  process.env.PATH = `${path}${delimiter}${process.env.PATH}`;
  return () => existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Call) : [];
}
