// Prints where the files of a folder come from: their hashes, the commit, and the tools that made them.
//
//   npx ts-node -T scripts/release-provenance.ts FOLDER VERSION
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TOOLS = ['jsii', 'jsii-pacmak', 'typescript', 'cdk8s', 'cdk8s-plus-27', 'constructs', 'diff', 'fastest-levenshtein', 'js-yaml', 'yaml'];

const [folder, version] = process.argv.slice(2);
const said = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' }).trim();
const sha512 = (file: string) => createHash('sha512').update(readFileSync(file)).digest('hex');
const versionOf = (tool: string): string => JSON.parse(readFileSync(join('node_modules', tool, 'package.json'), 'utf8')).version;

console.log(JSON.stringify({
  version,
  commit: said('git', 'rev-parse', 'HEAD'),
  committed: said('git', 'show', '--no-patch', '--format=%cI', 'HEAD'),
  lock: { 'package-lock.json': `sha512:${sha512('package-lock.json')}` },
  toolchain: {
    node: process.version,
    npm: said('npm', '--version'),
    python: said('python3', '--version').replace('Python ', ''),
    ...Object.fromEntries(TOOLS.map(tool => [tool, versionOf(tool)])),
  },
  files: Object.fromEntries(readdirSync(folder).sort().map(file => [file, `sha512:${sha512(join(folder, file))}`])),
}, undefined, 2));
