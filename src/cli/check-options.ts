import { BASELINE_FILE } from './baseline';
import { parseOptions, WriteOptions, writeOptionsOf } from './options';
import { Settings } from '../settings';
import { CHECK } from './usage/check';

/** The options of a command line. */
export interface CheckOptions extends WriteOptions {
  readonly paths: string[];
  readonly config?: string;
  /** The file with accepted findings. */
  readonly baseline?: string;
  /** The file to write them to. */
  readonly writeBaseline?: string;
  /** Patterns of files that are not checked. */
  readonly exclude: readonly string[];
  /** Whether the command passes if some input cannot be read. */
  readonly skipUnreadable: boolean;
  /** Whether fixes are to be written. */
  readonly fix: boolean;
  /** Whether fixes are written without a prompt. */
  readonly yes: boolean;
  /** The settings that override the settings file. */
  readonly settings: Partial<Settings>;
}

/** The options, or the errors in them. */
export function checkOptions(args: string[]): CheckOptions | string[] {
  const options = parseOptions(CHECK, args);
  const { positionals: paths, given, settings, errors: wrong } = options;
  if (paths.length === 0) { wrong.push('No files are named. Name files, folders, or - for standard input, such as: check dist'); }
  const [fix, yes] = ['fix', 'yes'].map(flag => given.has(flag));
  if (yes && !fix) { wrong.push('--yes needs --fix: it writes the fixes without a prompt. Add --fix, or leave out --yes.'); }
  if (fix && paths.includes('-')) { wrong.push('--fix changes files, so it cannot read standard input. Name the files.'); }
  const write = writeOptionsOf(options);
  if (fix && write.format !== 'text') { wrong.push('--fix prints its changes as text. Leave out --format and --out, and write the report in a separate run.'); }
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
