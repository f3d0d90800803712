// Looks for words that read as translated, in pages, docstrings, comments, messages, help and the names of tests, by textlint.
//
//   npx projen prose                 fails where a folder has more of them than scripts/prose/allowed.json says
//   npx projen prose -- PATH ...     lists all of them in these files or folders
//   npx projen prose -- --lower      writes the lower counts into scripts/prose/allowed.json; it raises none
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { passagesOf } from './in-code';
import { Counts, countsOf, folderOf, lowered, risen } from './ratchet';
import { stumblesIn } from './words';

const ALLOWED = 'scripts/prose/allowed.json';
// API.md is written from docstrings; the covenant and the licence are others' words; fixtures are data; the list names what it bans.
const LEFT_OUT = /^(API|CODE_OF_CONDUCT|CONTRIBUTING)\.md$|^test\/fixtures\/|^test\/docs\/prose\.test\.ts$|^scripts\/prose\//;

/* eslint-disable @typescript-eslint/no-require-imports */
const { TextlintKernel } = require('@textlint/kernel');
const markdown = require('@textlint/textlint-plugin-markdown').default;

interface Found {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

async function main(args: string[]): Promise<void> {
  const paths = args.filter(arg => !arg.startsWith('-'));
  const found = (await Promise.all(filesIn(paths).map(stumbles))).flat();
  if (paths.length > 0) { return show(found); }
  const allowed: Counts = JSON.parse(readFileSync(ALLOWED, 'utf8'));
  const counts = countsOf(found.map(({ file }) => file));
  const worse = risen(allowed, counts);
  show(found.filter(({ file }) => worse.includes(folderOf(file))));
  for (const folder of worse) { console.error(`${folder}: ${counts[folder]}, and no more than ${allowed[folder] ?? 0} are allowed. CONTRIBUTING.md has the style sheet.`); }
  const less = lowered(allowed, counts);
  if (args.includes('--lower')) {
    writeFileSync(ALLOWED, `${JSON.stringify(less, undefined, 2)}\n`);
  } else if (JSON.stringify(less) !== JSON.stringify(allowed)) {
    console.log('Fewer than allowed: "npx projen prose -- --lower" keeps it so.');
  }
  console.log(`${found.length} places to reword, in ${Object.keys(counts).length} folders; ${worse.length} folders have more than before`);
  process.exitCode = worse.length > 0 ? 1 : 0;
}

function filesIn(paths: readonly string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...paths], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return listed.split('\0').filter(file => ['.md', '.ts'].includes(extname(file)) && !LEFT_OUT.test(file) && !file.includes('/fixtures/'));
}

async function stumbles(file: string): Promise<Found[]> {
  const { messages } = await new TextlintKernel().lintText(readFileSync(file, 'utf8'), {
    filePath: file,
    ext: extname(file),
    plugins: [{ pluginId: 'markdown', plugin: markdown }, { pluginId: 'typescript', plugin: { Processor: TypeScript } }],
    rules: [{ ruleId: 'words', rule: words }],
  });
  return messages.map(({ line, message }: Found) => ({ file, line, message }));
}

function show(found: readonly Found[]): void {
  for (const { file, line, message } of found) { console.log(`${file}:${line}: ${message}`); }
}

/** A rule of textlint. Code within a page is no `Str`. */
function words({ Syntax, report, RuleError, locator }: any): object {
  return {
    [Syntax.Str](node: { value: string }) {
      for (const { at, text, instead } of stumblesIn(node.value)) {
        report(node, new RuleError(`"${text}": ${instead}`, { padding: locator.range([at, at + text.length]) }));
      }
    },
  };
}

/** A plugin of textlint: what people read in a source file, as paragraphs. */
class TypeScript {
  public availableExtensions() { return ['.ts']; }

  public processor() {
    return {
      preProcess: (source: string) => documentOf(source),
      postProcess: (messages: object[], filePath: string) => ({ messages, filePath }),
    };
  }
}

function documentOf(source: string): object {
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const position = (offset: number) => {
    let line = starts.findIndex(start => start > offset);
    if (line === -1) { line = starts.length; }
    return { line, column: offset - starts[line - 1] };
  };
  const node = (type: string, start: number, raw: string, more: object) => {
    const end = start + raw.length;
    return { type, raw, range: [start, end], loc: { start: position(start), end: position(end) }, ...more };
  };
  const paragraphs = passagesOf(source).map(({ start, text }) =>
    node('Paragraph', start, text, { children: [node('Str', start, text, { value: text })] }));
  return node('Document', 0, source, { children: paragraphs });
}

void main(process.argv.slice(2));
