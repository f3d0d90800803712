import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { Check, FIELDS, oneOf, Settings, VALUES } from '../settings';
import { shorten, meantWord, listWords, show } from '../text';
import { optionKinds, Usage } from './usage/usage';

/** Options that override the settings file, of every command that judges. */
const SETTING_OPTIONS = { 'kubernetes-version': 'kubernetesVersion', 'platform': 'platform', 'fail-on': 'failOn' } as const;

const FORMATS = ['text', 'json', 'sarif', 'markdown'] as const;
export type FindingsFormat = typeof FORMATS[number];

const ENDINGS: Endings<FindingsFormat> = { '.sarif': 'sarif', '.sarif.json': 'sarif', '.json': 'json', '.md': 'markdown', '.txt': 'text' };

/** The format and the file of a report. */
export interface WriteOptions {
  readonly format: FindingsFormat;
  readonly out?: string;
  /** Whether the timeline of each restart is drawn in the text. */
  readonly timelines?: boolean;
  /** Whether a long text lists each finding instead of an overview. @default true */
  readonly isFull?: boolean;
}

/** The operands and options of a command line, and the errors in them. */
export interface Options {
  readonly positionals: string[];
  readonly given: ReadonlyMap<string, string>;
  readonly settings: Partial<Settings>;
  readonly errors: string[];
  /** The values of an option that may be given several times. */
  allOf(name: string): readonly string[];
  /** The value of an option if it is valid; errors are added to `wrong`. */
  checked<T>(name: string, check: Check<T>): T | undefined;
}

type SettingOption = keyof typeof SETTING_OPTIONS;

/** Reads the options that the usage of a command names. */
export function parseOptions(usage: Usage, args: string[]): Options {
  const kinds = optionKinds(usage);
  const known = [...kinds.keys()];
  const isFlag = (name: string): boolean => ['flag', 'optional'].includes(kinds.get(name)!);
  const { tokens } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: Object.fromEntries(known.map(name => [name, { type: isFlag(name) ? 'boolean' : 'string' }])),
  });
  const given = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const wrong: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') { continue; }
    const kind = kinds.get(token.name);
    if (kind === undefined) {
      wrong.push(unknown(usage.command, token.rawName, token.name, known));
    } else if (kind === 'flag') {
      if (token.value === undefined) { given.set(token.name, 'true'); } else { wrong.push(`--${token.name} does not take a value.`); }
    } else if (kind === 'optional' && token.value === undefined) {
      given.set(token.name, '');
    } else if (token.value === undefined || token.value === '') {
      wrong.push(`--${token.name} needs a value.`);
    } else {
      given.set(token.name, token.value);
      lists.set(token.name, [...lists.get(token.name) ?? [], token.value]);
    }
  }
  const checked = <T>(name: string, check: Check<T>): T | undefined => {
    const value = given.get(name);
    const result = value === undefined ? undefined : check(value);
    if (result && 'wrong' in result) { wrong.push(`--${name} ${result.wrong}`); }
    return result && 'value' in result ? result.value : undefined;
  };
  const settings = (Object.keys(SETTING_OPTIONS) as SettingOption[])
    .map(name => [FIELDS[SETTING_OPTIONS[name]], checked<unknown>(name, VALUES[SETTING_OPTIONS[name]])])
    .filter(([, value]) => value !== undefined);
  const words = tokens.flatMap(token => token.kind === 'positional' ? [token.value] : []);
  const shown = given.has('all') ? { show: 'all' as const } : {};
  return {
    positionals: words,
    given,
    settings: { ...Object.fromEntries(settings), ...shown },
    errors: wrong,
    allOf: name => lists.get(name) ?? [],
    checked,
  };
}

/** The options of a report of findings. */
export function writeOptionsOf(options: Options): WriteOptions {
  return { format: formatOf(options, FORMATS, ENDINGS), out: options.given.get('out') };
}

/** The format for each ending of a file; the first match counts. */
export type Endings<F extends string> = { readonly [ending: string]: F };

/** The format that --format states, or else that of the file's ending; without an ending, text. */
export function formatOf<F extends string>({ given, checked, errors }: Options, formats: readonly F[], endings: Endings<F>): F | 'text' {
  const out = given.get('out');
  if (given.has('format')) { return checked('format', oneOf(formats)) ?? 'text'; }
  if (out === undefined || extname(out) === '') { return 'text'; }
  const ending = Object.keys(endings).find(each => out.toLowerCase().endsWith(each));
  if (ending !== undefined) { return endings[ending]; }
  errors.push(`--out is ${show(out)}. Allowed: a name that ends with ${listWords(Object.keys(endings), 'or')}, or any name with --format.`);
  return 'text';
}

function unknown(command: string, written: string, name: string, known: readonly string[]): string {
  const meant = meantWord(name, known);
  return `${shorten(written)} is not an option of ${command}${meant === undefined ? '.' : `: did you mean --${meant}?`} Allowed: ${
    listWords(known.map(option => `--${option}`), 'or')}.`;
}
