// Writes the sources for another line of cdk8s-plus, or lists the lines.
//
//   ts-node -T scripts/lines/write-line.ts LINE FOLDER
//   ts-node -T scripts/lines/write-line.ts --list     # each but the sources' own, with its version
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OTHERS, packageForLine, textForLine } from './rewriting';
import { LINES } from '../../projenrc/lines';

const VERSIONS: { readonly [line: string]: string } = LINES;
const [line, folder] = process.argv.slice(2);

if (line === '--list') {
  for (const other of OTHERS) { console.log(other, VERSIONS[other]); }
} else if (!OTHERS.includes(line) || !folder) {
  throw new Error(`Which line, and where to? Lines: ${OTHERS.join(', ')}.`);
} else {
  for (const file of sources()) { write(file, join(folder, file)); }
}

function sources(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  return listed.split('\0').filter(file => file !== '' && existsSync(file));
}

function write(file: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  if (file === 'package.json') {
    writeFileSync(target, `${JSON.stringify(packageForLine(JSON.parse(readFileSync(file, 'utf8')), line, VERSIONS[line]), null, 2)}\n`);
    return;
  }
  const text = readFileSync(file, 'utf8');
  const written = textForLine(text, line);
  // Files without anything to rewrite are copied unchanged: some fixtures are not UTF-8.
  if (written === text) { copyFileSync(file, target); } else { writeFileSync(target, written); }
}
