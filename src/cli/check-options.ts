import { parseOptions, WriteOptions, writeOptionsOf } from './options';
import { Settings } from '../settings';

/** What a command line asks for. */
export interface CheckOptions extends WriteOptions {
  readonly paths: string[];
  readonly config?: string;
  /** Whether fixes are to be written. */
  readonly fix: boolean;
  /** Whether they are written without a question. */
  readonly yes: boolean;
  /** What holds before the settings file. */
  readonly settings: Partial<Settings>;
}

/** The options, or what is wrong with them. */
export function checkOptions(args: string[]): CheckOptions | string[] {
  const options = parseOptions('check', args, { values: ['format', 'out', 'config'], flags: ['fix', 'yes', 'all'] });
  const { positionals: paths, given, settings, errors: wrong } = options;
  if (paths.length === 0) { wrong.push('Which files? Name files, folders, or - for standard input.'); }
  const [fix, yes] = ['fix', 'yes'].map(flag => given.has(flag));
  if (yes && !fix) { wrong.push('--yes writes what --fix shows. Add --fix, or leave it out.'); }
  if (fix && paths.includes('-')) { wrong.push('--fix writes into files, and standard input is none. Name the files.'); }
  const write = writeOptionsOf(options);
  if (fix && write.format !== 'text') { wrong.push('--fix shows what it changes as text. Leave out --format and --out, and report in a run of its own.'); }
  return wrong.length > 0 ? wrong : { paths, ...write, config: given.get('config'), fix, yes, settings };
}
