import { fileUri } from '../../engine/file-uri';
import { ReportedFix } from '../../engine/report';

/** The present content of a file; undefined if fixes cannot be written into it. */
export type TextOf = (file: string) => string | undefined;

/** Fixes in the format of SARIF: for each file, the lines that are replaced. */
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
    replacements: [replacement(before.get(file)!, after)],
  }))];
}

export function artifactLocation(file: string): object {
  const uri = fileUri(file);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

/** The lines that differ. */
function replacement(before: string, after: string): object {
  const [old, now] = [before, after].map(text => text.split(/(?<=\n)/));
  let first = 0;
  while (first < old.length && first < now.length && old[first] === now[first]) { first++; }
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > first && nowEnd > first && old[oldEnd - 1] === now[nowEnd - 1]) { oldEnd--; nowEnd--; }
  return {
    // Columns count from 1, and the end is exclusive: the start of the line after the last one.
    deletedRegion: { startLine: first + 1, startColumn: 1, endLine: oldEnd + 1, endColumn: 1 },
    insertedContent: { text: now.slice(first, nowEnd).join('') },
  };
}
