/** One document of a YAML stream, still as text. */
export interface YamlDocument {
  /** From its `---`, if it has one, to the next. */
  readonly text: string;
  /** The offset of its first character in the stream. */
  readonly start: number;
  /** Of its first character in the file, from 1. */
  readonly line: number;
  /** Its place in the stream, from 0, counting empty ones. */
  readonly index: number;
}

const MARKER = /(?:^|[\r\n])(\uFEFF?)(---|\.\.\.)(?=[ \t\r\n]|$)/g;

/**
 * Cuts a stream at its markers, so that one broken document does not lose the others. YAML allows neither marker at
 * the start of a line inside a document, not even in quotes, so this needs no parser.
 */
export function documentsIn(stream: string): YamlDocument[] {
  const documents: YamlDocument[] = [];
  let start = 0;
  let line = 1;
  const cut = (end: number): void => {
    for (const text of jsonObjectsIn(stream.slice(start, end))) {
      if (documents.length > 0 || text.trim() !== '') { documents.push({ text, start, line, index: documents.length }); }
      line += lineBreaks(text);
      start += text.length;
    }
  };
  for (const { index, 0: match, 1: byteOrderMark, 2: marker } of stream.matchAll(MARKER)) {
    const end = index + match.length;
    const begin = end - marker.length - byteOrderMark.length;
    if (marker === '...') {
      cut(begin);
      start = end;
    } else if (!isHead(stream, start, begin)) {
      cut(begin);
    }
  }
  cut(stream.length);
  return documents;
}

/** Consecutive JSON objects, which `kubectl` accepts and YAML does not; any other text stays whole. */
function jsonObjectsIn(text: string): string[] {
  if (!/^\s*\{(?!\{)/.test(text)) { return [text]; }
  const ends = endsOfObjects(text);
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, i === ends.length - 1 ? undefined : end));
}

/** The end of each of several objects; that of the text if it is not a series of objects. */
function endsOfObjects(text: string): number[] {
  const ends: number[] = [];
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (isInText) {
      if (sign === '\\') { i++; } else { isInText = sign !== '"'; }
    } else if (sign === '"') {
      isInText = true;
    } else if (sign === '{') {
      depth++;
    } else if (sign === '}') {
      depth--;
      if (depth === 0) { ends.push(i + 1); }
    } else if (depth === 0 && sign.trim() !== '') {
      return [text.length];
    }
    if (depth < 0 || (isInText && depth === 0)) { return [text.length]; }
  }
  return depth === 0 && ends.length > 0 ? ends : [text.length];
}

/** `%YAML 1.2` and the like belong to the document whose `---` follows them. */
function isHead(stream: string, start: number, end: number): boolean {
  if (stream.startsWith('---', start)) { return false; }
  const text = stream.slice(start, end);
  return text.includes('%') && text.split(/\r\n?|\n/).every(line => /^(%|[ \t]*(#|$))/.test(line));
}

/** How many line breaks a text has: LF, CRLF or CR, as YAML counts them. */
export function lineBreaks(text: string): number {
  // Nearly all files have LF only, which are found many times as fast as a character is looked at.
  if (text.includes('\r')) { return text.match(/\r\n?|\n/g)!.length; }
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { count++; }
  return count;
}
