import { PROP_NAMES } from '../prop-names';

/**
 * A text of this library, with names and code as the caller's language writes them. Texts are written for TypeScript; Java has the
 * same names. Text in quotes was written by users and stays, as do rule ids, domains and paths.
 */
export function inCallersLanguage(text: string): string {
  if (!isPython()) { return text; }
  const quoted: string[] = [];
  const code = text.replace(QUOTED, literal => {
    quoted.push(literal);
    return MARK;
  });
  return CODE.reduce((python, [typeScript, replacement]) => python.replace(typeScript, replacement), code)
    .replace(CAMEL_CASE, snakeCase)
    .replaceAll(MARK, () => quotedInPython(quoted.shift()!));
}

/** The path of a prop; keys that users wrote stay as they are. */
export function propInCallersLanguage(prop: string): string {
  return isPython() ? prop.split(KEYS).map((part, index) => index % 2 === 0 ? part.replace(CAMEL_CASE, snakeCase) : part).join('') : prop;
}

/** A given value, as it is shown. */
export function valueInCallersLanguage(shown: string): string {
  return isPython() ? VALUES.get(shown) ?? shown : shown;
}

// jsii sets this variable to the runtime that has started this program.
function isPython(): boolean {
  return process.env.JSII_AGENT?.startsWith('Python/') ?? false;
}

const VALUES = new Map([['undefined', 'None'], ['null', 'None'], ['true', 'True'], ['false', 'False']]);

const MARK = '\u0000';
const QUOTED = /"(?:[^"\\]|\\.)*"|(?<!\w)'[^'\n]*'(?!\w)/g;
const KEYS = /(\['.*'\])/;
const CAMEL_CASE = /(?<![\w/-])[a-z][a-z0-9]*[A-Z]\w*(?![\w/-])/g;

// In turn: `new Name(…, { … })`, `f({ reason })`, `prop: { … }` and `prop: Name.f()`, `{ key: value }`, true.
const CODE: [RegExp, string][] = [
  [/\bnew (?=[A-Z]\w*\()/g, ''],
  [/\{ … \}/g, '…'],
  [/\(\{ (\w+) \}\)/g, '($1=…)'],
  [new RegExp(`(?<![{,] )\\b(${PROP_NAMES.join('|')}): (?=\\{|[A-Z]\\w*\\.)`, 'g'), '$1='],
  [/(\{ |, )(\w+): (?=[\0[{A-Z\d])/g, "$1'$2': "],
  [/\{ /g, '{'],
  [/ \}/g, '}'],
  [/\btrue\b/g, 'True'],
  [/\bfalse\b/g, 'False'],
];

// The conversion of jsii.
function snakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z]+)/g, '$1_$2').toLowerCase();
}

// Only a quoted text that begins with a prop is a path: all others are examples, or names that users chose.
const QUOTED_NAMES = [...PROP_NAMES, 'allowPrivilegeEscalation', 'deployment', 'ensureNonRoot', 'exposeViaAlb', 'exposeViaIngress'];

function quotedInPython(literal: string): string {
  const [name] = literal.slice(1).split(/\W/);
  return literal.startsWith("'") && QUOTED_NAMES.includes(name) ? `'${propInCallersLanguage(literal.slice(1, -1))}'` : literal;
}
