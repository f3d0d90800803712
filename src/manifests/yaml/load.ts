import { load, LoadOptions, Schema, YAMLException } from 'js-yaml';
import { aliasLimit, AliasRefusal } from './alias-limit';
import { lineBreaks } from './documents';
import { lineNotes, Locator } from './locate';
import { rootOf, valueAt } from '../fields';
import { Path } from '../path';
import { inPlainWords, repeatedKey } from './refusal-words';
import { KUBECTL_SCHEMA } from './schema';
import { templateLine } from './templates';

/** Deeper than any manifest, and shallow enough that recursion does not overflow the stack. */
export const DEEPEST = 200;

/** Matches anchors, and other text: a false match only costs a little time. */
const ANCHOR = /&\S/;

type Listener = NonNullable<LoadOptions['listener']>;

/** Why a document cannot be read. */
export interface ParseError {
  /** Of the document's text, from 0. */
  readonly line: number;
  readonly message: string;
}

/** A document's value, which is never cyclic and has only own keys, and the lines of its parts. */
export interface Loaded {
  readonly value: unknown;
  readonly lineOf: Locator;
  /** The first key that is repeated in one mapping, in words: as in `kubectl`, the last one counts. */
  readonly repeated?: ParseError;
}

/** The value of one document, or why it cannot be read. */
export function loadDocument(text: string, schema: Schema = KUBECTL_SCHEMA): Loaded | { readonly refusal: ParseError } {
  try {
    return loadAs(text, { schema });
  } catch (e) {
    return isRepeatedKey(e) ? loadLastOf(text, schema, e) : { refusal: refusalOf(e, text) };
  }
}

/** Reads the text of a document of a manifest. */
export type LoadDocument = (text: string) => ReturnType<typeof loadDocument>;

/**
 * Reads each text once: in a release, most documents are the same before and after. Their values are then the same as well,
 * so that they need not be compared.
 */
export function loadingOnce(): LoadDocument {
  const known = new Map<string, ReturnType<LoadDocument>>();
  return text => {
    const loaded = known.get(text) ?? loadDocument(text);
    known.set(text, loaded);
    return loaded;
  };
}

/** With the last of each repeated key. */
function loadLastOf(text: string, schema: Schema, first: YAMLException): Loaded | { readonly refusal: ParseError } {
  try {
    const { line } = first.mark;
    return { ...loadAs(text, { schema, json: true }), repeated: { line, message: repeatedKey(shownLine(text, line)) } };
  } catch (e) {
    return { refusal: refusalOf(e, text) };
  }
}

function loadAs(text: string, options: LoadOptions): Loaded {
  const { listener, locatorOf } = lineNotes();
  const value = load(text, {
    listener: ANCHOR.test(text)
      ? both(aliasLimit(text), listener)
      : listener,
    ...LIMITS,
    ...options,
  });
  const lineOf = withRows(locatorOf(value), value, text);
  const place = mayHaveMappingAsKey(text) ? placeOfMappingAsKey(value, new Set()) : undefined;
  if (place) { throw new MappingAsKey(lineOf(place)); }
  return { value, lineOf };
}

/** A row of a text has a line of its own only if the document has the text as it is. */
function withRows(locate: (path: Path) => number, root: unknown, text: string): Locator {
  return (path, row) => {
    const line = locate(path);
    const value = row === undefined ? undefined : valueAt(rootOf(root), path);
    if (row === undefined || typeof value !== 'string') { return line; }
    return textLine(text, line + 1 + row).trim() === value.split('\n', row + 1)[row]?.slice(0, LONGEST_LINE).trim() ? line + 1 + row : line;
  };
}

/** `{{ .Values.a }}` without quotes is such a key, which manifests cannot have. */
class MappingAsKey extends Error {
  public constructor(public readonly line: number) { super('a mapping is a key'); }
}

/** A mapping in one line, or the beginning of a complex key of YAML. Each is found by its first character, which is fast. */
function mayHaveMappingAsKey(text: string): boolean {
  return /\{\s*\{/.test(text) || text.includes('[object') || text.includes('?') && /^[ \t-]*\?\s/m.test(text);
}

/** How js-yaml names a key that is a mapping. */
const MAPPING = '[object Object]';

function placeOfMappingAsKey(value: unknown, seen: Set<unknown>): Path | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value)) { return undefined; }
  seen.add(value);
  if (Object.hasOwn(value, MAPPING)) { return []; }
  for (const [key, child] of Object.entries(value)) {
    const place = placeOfMappingAsKey(child, seen);
    if (place) { return [Array.isArray(value) ? Number(key) : key, ...place]; }
  }
  return undefined;
}

function isRepeatedKey(e: unknown): e is YAMLException {
  return e instanceof YAMLException && e.reason.startsWith('duplicated mapping key');
}

function both(one: Listener, other: Listener): Listener {
  return function (...event) {
    one.apply(this, event);
    other.apply(this, event);
  };
}

// @types/js-yaml does not have it yet.
const LIMITS = { maxDepth: DEEPEST };

function refusalOf(e: unknown, text: string): ParseError {
  // js-yaml notices the end of the text on the line after it.
  const last = lineBreaks(text.trimEnd());
  if (e instanceof AliasRefusal) { return { line: Math.min(e.line, last), message: `cannot be read: ${e.message}. Write the values out instead.` }; }
  if (e instanceof MappingAsKey) { return inWords(e.message, text, e.line); }
  if (!(e instanceof YAMLException)) { return { line: 0, message: `cannot be read: ${(e as Error).message}. Make it smaller or simpler.` }; }
  return inWords(e.reason, text, Math.min(e.mark?.line ?? 0, last));
}

/** If a template is not YAML, js-yaml often notices it on a later line. */
function inWords(reason: string, text: string, found: number): ParseError {
  const line = textLine(text, found).includes('{{') ? found : templateLine(text) ?? found;
  return { line, message: inPlainWords(reason, textLine(text, line), shownLine(text, line)) };
}

const SECRET = /\bkind["']?\s*:\s*["']?Secret\b/;

/** A line as a message may show it: the values of a Secret must not appear in logs. */
function shownLine(text: string, line: number): string {
  const whole = textLine(text, line);
  return SECRET.test(text) ? whole.replace(/^(\s*["']?[-.\w]+["']?\s*:\s*)?.*$/, '$1…') : whole;
}

/** As far as a line is looked at. */
const LONGEST_LINE = 200;

function textLine(text: string, line: number): string {
  return text.split(/\r\n?|\n/, line + 1)[line]?.slice(0, LONGEST_LINE) ?? '';
}
