import { parseArgs } from 'node:util';
import { shorten } from '../manifests';
import { Check, FIELDS, listed, nearest, oneOf, Settings, VALUES } from '../settings';

export const CHECK_FORMATS = ['text', 'json', 'sarif'] as const;
export type CheckFormat = typeof CHECK_FORMATS[number];

/** What a command line asks for. */
export interface CheckOptions {
  readonly paths: string[];
  readonly format: CheckFormat;
  readonly out?: string;
  readonly config?: string;
  /** What holds before the settings file. */
  readonly settings: Partial<Settings>;
}

const ENDINGS: [string, CheckFormat][] = [['.sarif', 'sarif'], ['.sarif.json', 'sarif'], ['.json', 'json']];

const SETTING_OPTIONS = { 'kubernetes-version': 'kubernetesVersion', 'platform': 'platform', 'fail-on': 'failOn' } as const;
const KNOWN = ['format', 'out', 'config', ...Object.keys(SETTING_OPTIONS)];

/** The options, or what is wrong with them. */
export function checkOptions(args: string[]): CheckOptions | string[] {
  const { tokens } = parseArgs({
    args, allowPositionals: true, strict: false, tokens: true, options: Object.fromEntries(KNOWN.map(name => [name, { type: 'string' }])),
  });
  const given = new Map<string, string>();
  const wrong: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') { continue; }
    if (!KNOWN.includes(token.name)) {
      wrong.push(unknown(token.rawName, token.name));
    } else if (token.value === undefined || token.value === '') {
      wrong.push(`--${token.name} has no value.`);
    } else {
      given.set(token.name, token.value);
    }
  }
  const paths = tokens.flatMap(token => token.kind === 'positional' ? [token.value] : []);
  if (paths.length === 0) { wrong.push('Which files? Name files, folders, or - for standard input.'); }

  const checked = <T>(name: string, check: Check<T>): T | undefined => {
    const value = given.get(name);
    const result = value === undefined ? undefined : check(value);
    if (result && 'wrong' in result) { wrong.push(`--${name} ${result.wrong}`); }
    return result && 'value' in result ? result.value : undefined;
  };
  const settings = Object.entries(SETTING_OPTIONS)
    .map(([name, setting]) => [FIELDS[setting], checked<unknown>(name, VALUES[setting])])
    .filter(([, value]) => value !== undefined);
  const out = given.get('out');
  const format = checked('format', oneOf(CHECK_FORMATS)) ?? ENDINGS.find(([ending]) => out?.endsWith(ending))?.[1] ?? 'text';
  return wrong.length > 0 ? wrong : { paths, format, out, config: given.get('config'), settings: Object.fromEntries(settings) };
}

function unknown(written: string, name: string): string {
  const meant = nearest(name, KNOWN);
  return `${shorten(written)} is no option of check${meant === undefined ? '.' : `: did you mean --${meant}?`} Allowed: ${
    listed(KNOWN.map(known => `--${known}`))}.`;
}
