import { BASELINE_FILE } from './baseline';
import { parseOptions, WriteOptions, writeOptionsOf } from './options';
import { Settings } from '../settings';
import { CHECK } from './usage/check';

/** What a command line asks for. */
export interface CheckOptions extends WriteOptions {
  readonly paths: string[];
  readonly config?: string;
  /** The file of findings that are accepted. */
  readonly baseline?: string;
  /** The file to write them to. */
  readonly writeBaseline?: string;
  /** Patterns of files that are not judged. */
  readonly exclude: readonly string[];
  /** Whether what cannot be read does not fail. */
  readonly skipUnreadable: boolean;
  /** Whether fixes are to be written. */
  readonly fix: boolean;
  /** Whether they are written without a question. */
  readonly yes: boolean;
  /** What holds before the settings file. */
  readonly settings: Partial<Settings>;
}

/** The options, or what is wrong with them. */
export function checkOptions(args: string[]): CheckOptions | string[] {
  const options = parseOptions(CHECK, args);
  const { positionals: paths, given, settings, errors: wrong } = options;
  if (paths.length === 0) { wrong.push('Which files? Name files, folders, or - for standard input, such as: check dist'); }
  const [fix, yes] = ['fix', 'yes'].map(flag => given.has(flag));
  if (yes && !fix) { wrong.push('--yes writes what --fix shows. Add --fix, or leave it out.'); }
  if (fix && paths.includes('-')) { wrong.push('--fix writes into files, and standard input is none. Name the files.'); }
  const write = writeOptionsOf(options);
  if (fix && write.format !== 'text') { wrong.push('--fix shows what it changes as text. Leave out --format and --out, and report in a run of its own.'); }
  const [config, baseline, written] = ['config', 'baseline', 'write-baseline'].map(name => given.get(name));
  return wrong.length > 0 ? wrong : {
    paths,
    ...write,
    isFull: given.has('full'),
    config,
    baseline,
    writeBaseline: written === undefined ? undefined : written || baseline || BASELINE_FILE,
    exclude: options.allOf('exclude'),
    skipUnreadable: given.has('skip-unreadable'),
    fix,
    yes,
    settings,
  };
}
