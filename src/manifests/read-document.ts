import { InputProblem } from './input-problem';
import { readText } from './io/read-text';
import { Path } from './path';
import { documentsIn } from './yaml/documents';
import { loadDocument } from './yaml/load';
import { KUBECTL_SCHEMA, PLAIN_SCHEMA } from './yaml/schema';

/** A YAML file that is not a manifest, such as settings. */
export interface ReadDocument {
  /** Undefined if it is empty, or could not be read. It has the same limits as that of a manifest. */
  readonly value: unknown;
  readonly problems: InputProblem[];
  /** The line in the file, from 1, as that of a manifest's object. */
  lineOf(path: Path): number;
}

/** Reads a file of one YAML document, with the same limits as manifests. */
export function readDocument(file: string, largest: number): ReadDocument {
  const read = readText(file, largest);
  return 'problem' in read ? unread(read.problem) : parseDocument(file, read.text, KUBECTL_SCHEMA);
}

/** Reads a text that is not a manifest, such as an OpenAPI document: YAML 1.2 or JSON, with the same limits. */
export function parsePlainDocument(file: string, text: string): ReadDocument {
  return parseDocument(file, text, PLAIN_SCHEMA);
}

function parseDocument(file: string, whole: string, schema: typeof KUBECTL_SCHEMA): ReadDocument {
  const [document, second] = documentsIn(whole.replace(/^\uFEFF/, '')).filter(({ text }) => !isEmpty(text));
  if (second) { return unread({ level: 'error', file, line: second.line, message: 'A second document begins here, but only one is read. Remove it.' }); }
  if (!document) { return { value: undefined, problems: [], lineOf: () => 1 }; }
  const loaded = loadDocument(document.text, schema);
  if ('refusal' in loaded) {
    return unread({ level: 'error', file, line: document.line + loaded.refusal.line, message: `This file ${loaded.refusal.message}` });
  }
  if (loaded.repeated) { return unread({ level: 'error', file, line: document.line + loaded.repeated.line, message: loaded.repeated.message }); }
  return { value: loaded.value ?? undefined, problems: [], lineOf: path => document.line + loaded.lineOf(path) };
}

function isEmpty(text: string): boolean {
  return text.split(/\r\n?|\n/).every(line => /^(---)?[ \t]*(#.*)?$/.test(line));
}

function unread(problem: InputProblem): ReadDocument {
  return { value: undefined, problems: [problem], lineOf: () => problem.line ?? 1 };
}
