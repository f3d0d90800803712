import { diffWordsWithSpace } from 'diff';
import { fileUri } from '../../engine/file-uri';
import { ReportedFix } from '../../engine/report';
import { DocumentOf, documentsOf, groupedBy } from '../../manifests';

/** The present content of a file; undefined if fixes cannot be written into it. */
export type TextOf = (file: string) => string | undefined;

/** The files that fixes change. */
export interface FilesToFix {
  readonly textOf: TextOf;
  readonly documentOf: DocumentOf;
}

/** Reads each file once, although each of its findings needs its text. */
export function filesToFix(read: TextOf): FilesToFix {
  const texts = new Map<string, string | undefined>();
  const textOf: TextOf = file => {
    if (!texts.has(file)) { texts.set(file, read(file)); }
    return texts.get(file);
  };
  return { textOf, documentOf: documentsOf(textOf) };
}

/** Fixes in the format of SARIF: for each file, the lines that are replaced. */
export function sarifFixes(
  description: string, fixes: readonly ReportedFix[], files: FilesToFix | undefined,
): { fixes?: object[] } {
  if (!files) { return {}; }
  const written = fixes.flatMap(fix => changesOf(fix, files) ?? []);
  if (written.length === 0) { return {}; }
  return { fixes: written.map(artifactChanges => ({ description: { text: description }, artifactChanges })) };
}

function changesOf(fix: ReportedFix, { textOf, documentOf }: FilesToFix): object[][] | undefined {
  const patched = fix.patchDocuments(documentOf);
  const byFile = groupedBy(patched?.values() ?? [], ({ file }) => [file]);
  return patched && [[...byFile].map(([file, documents]) => {
    const placeOf = placesIn(textOf(file)!);
    return {
      artifactLocation: artifactLocation(file),
      replacements: documents.flatMap(({ start, before, after }) =>
        replacements(before, after, offset => placeOf(start + offset))),
    };
  })];
}

export function artifactLocation(file: string): object {
  const uri = fileUri(file);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

/** Longer texts are not compared word by word, which would be slow. */
const LONGEST_COMPARED = 20_000;

/**
 * Replacements of exactly the text that differs. In a manifest on one line, the text around it may contain values of variables, and
 * more people can read a report than a manifest.
 */
function replacements(before: string, after: string, placeOf: PlaceOf): object[] {
  const longest = Math.min(before.length, after.length);
  const first = firstFor(longest, length => before.startsWith(after.slice(0, length)));
  const last = firstFor(longest - first, length => before.endsWith(after.slice(after.length - length)));
  const [old, now] = [before, after].map(text => text.slice(first, text.length - last));
  if (old.length + now.length > LONGEST_COMPARED) { return [replacement(placeOf, first, old, now)]; }
  let offset = first;
  return changesIn(old, now).map(({ removed, kept, added }) => {
    offset += kept.length;
    const replaced = replacement(placeOf, offset, removed, added);
    offset += removed.length;
    return replaced;
  });
}

/** The largest number for which a condition holds that also holds for all smaller numbers. */
function firstFor(most: number, holds: (length: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) { low = middle; } else { high = middle - 1; }
  }
  return low;
}

interface Change {
  /** The unchanged text before it. */
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

/** Lines and columns count from 1. */
function placesIn(text: string): PlaceOf {
  const starts = lineStarts(text);
  return offset => {
    const line = firstFor(starts.length, count => starts[count - 1] <= offset);
    return { line, column: offset - starts[line - 1] + 1 };
  };
}

let known: { readonly text: string; readonly starts: readonly number[] } | undefined;

/** Caches only the last text, since findings are grouped by file. */
function lineStarts(text: string): readonly number[] {
  if (known?.text === text) { return known.starts; }
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { starts.push(at + 1); }
  known = { text, starts };
  return starts;
}

function replacement(placeOf: PlaceOf, offset: number, removed: string, added: string): object {
  const [start, end] = [placeOf(offset), placeOf(offset + removed.length)];
  return {
    // The end is exclusive.
    deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    insertedContent: { text: added },
  };
}
