import { parseOptions, WriteOptions, writeOptionsOf } from './options';
import { Settings } from '../settings';

/** What a command line asks for. */
export interface CheckOptions extends WriteOptions {
  readonly paths: string[];
  readonly config?: string;
  /** What holds before the settings file. */
  readonly settings: Partial<Settings>;
}

/** The options, or what is wrong with them. */
export function checkOptions(args: string[]): CheckOptions | string[] {
  const options = parseOptions('check', args, ['format', 'out', 'config']);
  const { positionals: paths, given, settings, errors: wrong } = options;
  if (paths.length === 0) { wrong.push('Which files? Name files, folders, or - for standard input.'); }
  const write = writeOptionsOf(options);
  return wrong.length > 0 ? wrong : { paths, ...write, config: given.get('config'), settings };
}
