import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { plainTextOf, replaceText } from './files';
import { hiddenValues, withoutHidden } from './hidden-values';
import { Io } from './io';
import { attemptToWrite } from './output';
import { FixedFile, fixManifests } from '../engine/fix-manifests';
import { printable } from '../engine/printable';
import { LoadDocument, Manifests } from '../manifests';
import { Settings } from '../settings';

/** Shows the changes of the fixes, and writes them if the user agrees; returns whether they were written. */
export function fixFiles(manifests: Manifests, settings: Settings, isAgreed: boolean, io: Io, load?: LoadDocument): boolean {
  const { files: fixed, left } = fixManifests(manifests, settings, plainTextOf, load);
  if (left.length > 0) { io.out(`${left.map(line => printable(line)).join('\n')}\n\n`); }
  if (fixed.length === 0) {
    io.out('No finding has a fix that needs no decision.\n\n');
    return false;
  }
  for (const { file, before, after } of fixed) {
    const hidden = hiddenValues(manifests.objects.filter(object => object.file === file));
    io.out(`${shownDiff({ file, before, after }, hidden, io.colours === true)}\n`);
  }
  const files = fixed.length === 1 ? '1 file' : `${fixed.length} files`;
  if (!isAgreed && !io.confirm?.(`Write this to ${files}? [y/N] `)) {
    io.out(`Nothing was written. Add --yes to write this to ${files}.\n\n`);
    return false;
  }
  if (fixed.every(({ file, after }) => attemptToWrite(file, io, () => replaceText(file, after)))) {
    io.out(`Written: ${fixed.map(({ file }) => printable(file)).join(', ')}\n\n`);
  }
  return true;
}

const COLOURS: Readonly<Record<string, string>> = { '+': '\u001b[32m', '-': '\u001b[31m', '@': '\u001b[36m' };

/** To find the lines takes the square of their number; and no person reads more. */
const MOST_LINES = 4000;

function shownDiff({ file, before, after }: FixedFile, hidden: readonly string[], colours: boolean): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: MOST_LINES };
  const patch = leastEdits(before, after) > MOST_LINES ? undefined
    : createTwoFilesPatch(file, file, before, after, undefined, undefined, options);
  const text = patch
    ?? `--- ${file}\n+++ ${file}\nMore than ${MOST_LINES} lines change, which are not shown. Commit the file before you write it, and compare it with git diff.`;
  // Control characters of a manifest must not reach a terminal. Ends of lines and the mark at the beginning of a file are not shown.
  const shown = withoutHidden(text.trimEnd().split('\n'), hidden).map(line => line.replace(/\r$|(?<=^.)\uFEFF/g, '').replace(/(?!\t)\p{C}/gu, '\uFFFD'));
  return shown.map(line => colours && COLOURS[line[0]] ? `${COLOURS[line[0]]}${line}\u001b[0m` : line).join('\n');
}

/** Lines that only one of two texts has: a comparison needs at least as many edits, and takes seconds to find that there are too many. */
function leastEdits(before: string, after: string): number {
  const more = new Map<string, number>();
  before.split('\n').forEach(line => more.set(line, (more.get(line) ?? 0) + 1));
  after.split('\n').forEach(line => more.set(line, (more.get(line) ?? 0) - 1));
  return [...more.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}
