import { parseArgs } from 'node:util';
import { Check, FIELDS, oneOf, Settings, VALUES } from '../settings';
import { shorten, nearestWord, listWords } from '../text';

/** Options that hold before the settings file, of every command that judges. */
const SETTING_OPTIONS = { 'kubernetes-version': 'kubernetesVersion', 'platform': 'platform', 'fail-on': 'failOn' } as const;

const FORMATS = ['text', 'json', 'sarif', 'markdown'] as const;
export type FindingsFormat = typeof FORMATS[number];

const ENDINGS: [string, FindingsFormat][] = [
  ['.sarif', 'sarif'],
  ['.sarif.json', 'sarif'],
  ['.json', 'json'],
  ['.md', 'markdown'],
];

/** How a report is written, and where to. */
export interface WriteOptions {
  readonly format: FindingsFormat;
  readonly out?: string;
  /** Whether the timeline of each restart is drawn in the text. */
  readonly timelines?: boolean;
}

/** The words of a command line, each option with its value, and what is wrong with them. */
export interface Options {
  readonly positionals: string[];
  readonly given: ReadonlyMap<string, string>;
  readonly settings: Partial<Settings>;
  readonly errors: string[];
  /** The value of an option if it is a good one; what is wrong goes to `wrong`. */
  checked<T>(name: string, check: Check<T>): T | undefined;
}

type SettingOption = keyof typeof SETTING_OPTIONS;
const ALL_SETTINGS = Object.keys(SETTING_OPTIONS) as SettingOption[];

/** The options of a command, by what follows each. */
export interface OptionNames {
  /** With a value. */
  readonly values: readonly string[];
  /** Without one. */
  readonly flags?: readonly string[];
  /** With a value behind `=`, or without one. */
  readonly optional?: readonly string[];
  /** With a value, and for settings. @default - all */
  readonly settings?: readonly SettingOption[];
}

/** Reads the options that a command has of its own, and those for settings. */
export function parseOptions(
  command: string, args: string[], { values, flags = [], optional = [], settings: forSettings = ALL_SETTINGS }: OptionNames,
): Options {
  const known = [...values, ...flags, ...optional, ...forSettings];
  const isFlag = (name: string): boolean => flags.includes(name) || optional.includes(name);
  const { tokens } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: Object.fromEntries(known.map(name => [name, { type: isFlag(name) ? 'boolean' : 'string' }])),
  });
  const given = new Map<string, string>();
  const wrong: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') { continue; }
    if (!known.includes(token.name)) {
      wrong.push(unknown(command, token.rawName, token.name, known));
    } else if (flags.includes(token.name)) {
      if (token.value === undefined) { given.set(token.name, 'true'); } else { wrong.push(`--${token.name} takes no value.`); }
    } else if (optional.includes(token.name) && token.value === undefined) {
      given.set(token.name, '');
    } else if (token.value === undefined || token.value === '') {
      wrong.push(`--${token.name} has no value.`);
    } else {
      given.set(token.name, token.value);
    }
  }
  const checked = <T>(name: string, check: Check<T>): T | undefined => {
    const value = given.get(name);
    const result = value === undefined ? undefined : check(value);
    if (result && 'wrong' in result) { wrong.push(`--${name} ${result.wrong}`); }
    return result && 'value' in result ? result.value : undefined;
  };
  const settings = forSettings
    .map(name => [FIELDS[SETTING_OPTIONS[name]], checked<unknown>(name, VALUES[SETTING_OPTIONS[name]])])
    .filter(([, value]) => value !== undefined);
  const words = tokens.flatMap(token => token.kind === 'positional' ? [token.value] : []);
  const shown = given.has('all') ? { show: 'all' as const } : {};
  return { positionals: words, given, settings: { ...Object.fromEntries(settings), ...shown }, errors: wrong, checked };
}

/** How findings are asked for: by --format, or else by the ending of the file. */
export function writeOptionsOf({ given, checked }: Options): WriteOptions {
  const out = given.get('out');
  const format = checked('format', oneOf(FORMATS)) ?? ENDINGS.find(([ending]) => out?.endsWith(ending))?.[1] ?? 'text';
  return { format, out };
}

function unknown(command: string, written: string, name: string, known: readonly string[]): string {
  const meant = nearestWord(name, known);
  return `${shorten(written)} is no option of ${command}${meant === undefined ? '.' : `: did you mean --${meant}?`} Allowed: ${
    listWords(known.map(option => `--${option}`), 'or')}.`;
}
