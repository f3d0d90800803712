import { diffWordsWithSpace } from 'diff';
import { fileUri } from '../../engine/file-uri';
import { ReportedFix } from '../../engine/report';

/** What a file holds now; undefined if it is no file that a fix can be written into. */
export type TextOf = (file: string) => string | undefined;

/** Fixes as SARIF has them: of each file, the lines that are replaced. */
export function sarifFixes(
  description: string, fixes: readonly ReportedFix[], textOf: TextOf | undefined,
): { fixes?: object[] } {
  if (!textOf) { return {}; }
  const written = fixes.flatMap(fix => changesOf(fix, textOf) ?? []);
  if (written.length === 0) { return {}; }
  return { fixes: written.map(artifactChanges => ({ description: { text: description }, artifactChanges })) };
}

function changesOf(fix: ReportedFix, textOf: TextOf): object[][] | undefined {
  const before = new Map<string, string>();
  const patched = fix.patch(file => {
    const text = textOf(file) ?? '';
    before.set(file, text);
    return text;
  });
  return patched && [[...patched].map(([file, after]) => ({
    artifactLocation: artifactLocation(file),
    replacements: replacements(before.get(file)!, after),
  }))];
}

export function artifactLocation(file: string): object {
  const uri = fileUri(file);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

/** Longer ones are not compared word by word. */
const LONGEST_COMPARED = 20_000;

/**
 * What differs, and nothing beside it: in a manifest on one line, the values of its variables stand beside it, and a report is read
 * by more people than a manifest.
 */
function replacements(before: string, after: string): object[] {
  const longest = Math.min(before.length, after.length);
  let first = 0;
  while (first < longest && before[first] === after[first]) { first++; }
  let last = 0;
  while (last < longest - first && before[before.length - 1 - last] === after[after.length - 1 - last]) { last++; }
  const [old, now] = [before, after].map(text => text.slice(first, text.length - last));
  const placeOf = placesIn(before);
  if (old.length + now.length > LONGEST_COMPARED) { return [replacement(placeOf, first, old, now)]; }
  let offset = first;
  return changesIn(old, now).map(({ removed, kept, added }) => {
    offset += kept.length;
    const replaced = replacement(placeOf, offset, removed, added);
    offset += removed.length;
    return replaced;
  });
}

interface Change {
  /** What stands before it as it was. */
  readonly kept: string;
  readonly removed: string;
  readonly added: string;
}

function changesIn(old: string, now: string): Change[] {
  const changes: Change[] = [];
  let [kept, removed, added] = ['', '', ''];
  const flush = (): void => {
    if (removed !== '' || added !== '') {
      changes.push({ kept, removed, added });
      [kept, removed, added] = ['', '', ''];
    }
  };
  for (const part of diffWordsWithSpace(old, now)) {
    if (part.removed) {
      removed += part.value;
    } else if (part.added) {
      added += part.value;
    } else {
      flush();
      kept += part.value;
    }
  }
  flush();
  return changes;
}

type PlaceOf = (offset: number) => { readonly line: number; readonly column: number };

/** Lines and columns from 1. */
function placesIn(text: string): PlaceOf {
  return offset => {
    const before = text.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  };
}

function replacement(placeOf: PlaceOf, offset: number, removed: string, added: string): object {
  const [start, end] = [placeOf(offset), placeOf(offset + removed.length)];
  return {
    // Columns count from 1, and the end is not part of it.
    deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    insertedContent: { text: added },
  };
}
