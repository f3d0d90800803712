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
    const text = stream.slice(start, end);
    if (documents.length > 0 || text.trim() !== '') { documents.push({ text, start, line, index: documents.length }); }
    line += lineBreaks(stream, start, end);
    start = end;
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

/** `%YAML 1.2` and the like belong to the document whose `---` follows them. */
function isHead(stream: string, start: number, end: number): boolean {
  if (stream.startsWith('---', start)) { return false; }
  const text = stream.slice(start, end);
  return text.includes('%') && text.split(/\r\n?|\n/).every(line => /^(%|[ \t]*(#|$))/.test(line));
}

/** How many line breaks there are between two offsets: LF, CRLF or CR, as YAML counts them. */
export function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) { count++; }
  }
  return count;
}

const LF = 10;
const CR = 13;
