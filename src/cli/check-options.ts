import { optionsOf } from './options';
import { oneOf, Settings } from '../settings';

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

/** The options, or what is wrong with them. */
export function checkOptions(args: string[]): CheckOptions | string[] {
  const { words: paths, given, settings, wrong, checked } = optionsOf('check', args, ['format', 'out', 'config']);
  if (paths.length === 0) { wrong.push('Which files? Name files, folders, or - for standard input.'); }
  const out = given.get('out');
  const format = checked('format', oneOf(CHECK_FORMATS)) ?? ENDINGS.find(([ending]) => out?.endsWith(ending))?.[1] ?? 'text';
  return wrong.length > 0 ? wrong : { paths, format, out, config: given.get('config'), settings };
}
