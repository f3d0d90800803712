import { load, LoadOptions, YAMLException } from 'js-yaml';
import { aliasLimit, AliasRefusal } from './alias-limit';
import { lineBreaks } from './documents';
import { lineNotes, Locator } from './locate';
import { inPlainWords } from './refusal-words';
import { KUBECTL_SCHEMA } from './schema';

/** Deeper than any manifest, and shallow enough that nobody who walks through one runs out of stack. */
export const DEEPEST = 200;

/** What an anchor looks like, and much that is none: to watch a document for nothing only costs a little time. */
const ANCHOR = /&\S/;

type Listener = NonNullable<LoadOptions['listener']>;

/** Why a document cannot be read. */
export interface ParseError {
  /** Of the document's text, from 0. */
  readonly line: number;
  readonly message: string;
}

/** A document's value, which is never cyclic and has no keys but its own, and where the parts of it stand. */
export interface Loaded {
  readonly value: unknown;
  readonly lineOf: Locator;
}

/** The value of one document, or why there is none. */
export function loadDocument(text: string): Loaded | { readonly refusal: ParseError } {
  const { listener, locatorOf } = lineNotes();
  try {
    const value = load(text, {
      schema: KUBECTL_SCHEMA,
      listener: ANCHOR.test(text)
        ? both(aliasLimit(text), listener)
        : listener,
      ...LIMITS,
    });
    return { value, lineOf: locatorOf(value) };
  } catch (e) {
    return { refusal: refusalOf(e, text) };
  }
}

function both(one: Listener, other: Listener): Listener {
  return function (...event) {
    one.apply(this, event);
    other.apply(this, event);
  };
}

// @types/js-yaml does not know it yet.
const LIMITS = { maxDepth: DEEPEST };

function refusalOf(e: unknown, text: string): ParseError {
  // js-yaml notices the end of the text on the line after it.
  const last = lineBreaks(text, 0, text.trimEnd().length);
  if (e instanceof AliasRefusal) { return { line: Math.min(e.line, last), message: `cannot be read: ${e.message}. Write the values out instead.` }; }
  if (!(e instanceof YAMLException)) { return { line: 0, message: `cannot be read: ${(e as Error).message}. Make it smaller or simpler.` }; }
  const { line = 0, position = 0 } = e.mark ?? {};
  return { line: Math.min(line, last), message: inPlainWords(e.reason, lineAt(text, position)) };
}

function lineAt(text: string, position: number): string {
  const start = Math.max(text.lastIndexOf('\n', position - 1), text.lastIndexOf('\r', position - 1)) + 1;
  return text.slice(start, start + 200).split(/[\r\n]/)[0];
}
