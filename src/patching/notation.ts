import { Document, isCollection, stringify, visit } from 'yaml';

/** The formatting of a document, so that additions look like the rest of it. */
export interface Notation {
  /** Spaces of one level. */
  readonly indent: number;
  /** Whether the items of a list are indented more than its key. */
  readonly indentSeq: boolean;
  readonly isJson: boolean;
  readonly lineBreak: string;
}

/** Clusters read YAML 1.1, where `yes` is a boolean. Lines are never folded. */
const AS_CLUSTERS_READ = { compat: 'yaml-1.1', lineWidth: 0 } as const;

export function notationOf(text: string): Notation {
  const nested = /^( *)(?:- )?[^\s#'"-][^\n]*:[ \t]*(?:#.*)?\r?\n( *)[^\s#-]/m.exec(text);
  const list = /^( *)[^\s#'"-][^\n]*:[ \t]*(?:#.*)?\r?\n( *)- /m.exec(text);
  const indent = nested ? nested[2].length - nested[1].length : 0;
  return {
    indent: indent > 0 ? indent : 2,
    indentSeq: list ? list[2].length > list[1].length : true,
    isJson: /^\s*[{[]/.test(text),
    lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** A value on one line. */
export function inline(value: unknown, { isJson }: Notation): string {
  if (isJson) { return JSON.stringify(value); }
  const document = new Document(value, AS_CLUSTERS_READ);
  visit(document, { Collection: (_, node) => { if (isCollection(node)) { node.flow = true; } } });
  return document.toString({ ...AS_CLUSTERS_READ, blockQuote: false }).trimEnd();
}

/** A mapping or list in block style, with all lines but the first indented, and without a line break at the end. */
export function block(value: unknown, column: number, { indent, indentSeq, lineBreak }: Notation): string {
  const lines = stringify(value, { ...AS_CLUSTERS_READ, indent, indentSeq, aliasDuplicateObjects: false }).trimEnd().split('\n');
  return lines.map((line, i) => i === 0 || line === '' ? line : ' '.repeat(column) + line).join(lineBreak);
}
