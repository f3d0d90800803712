import { documentsIn } from './yaml/documents';

/** One document of a file. */
export interface FileDocument {
  readonly file: string;
  /** Where it begins in the text of the file. */
  readonly start: number;
  readonly text: string;
}

/** Finds a document by its place in a file. */
export type DocumentOf = (file: string, document: number) => FileDocument | undefined;

/** The documents of files that have a text. Each file is read and cut once, though a thousand fixes may ask for its documents. */
export function documentsOf(textOf: (file: string) => string | undefined): DocumentOf {
  const files = new Map<string, ReadonlyMap<number, FileDocument>>();
  return (file, document) => {
    const known = files.get(file) ?? cut(file, textOf(file));
    files.set(file, known);
    return known.get(document);
  };
}

function cut(file: string, text: string = ''): ReadonlyMap<number, FileDocument> {
  const markLength = text.startsWith('\uFEFF') ? 1 : 0;
  return new Map(documentsIn(text.slice(markLength)).map(document =>
    [document.index, { file, start: markLength + document.start, text: document.text }]));
}
