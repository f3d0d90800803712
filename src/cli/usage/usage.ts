/** The usage of a command: its help is generated from this, and its options are parsed with it. */
export interface Usage {
  readonly command: string;
  /** The arguments after the command, once for each way to call it. */
  readonly synopses: readonly string[];
  /** One sentence. */
  readonly does: string;
  readonly operands: readonly Entry[];
  /** `--out FILE` has a value, `--fix` none, `--from-cluster[=IMAGE]` may have one, and `--exclude GLOB…` may be repeated. */
  readonly options: readonly Entry[];
  readonly exits: string;
  /** The purpose, and the command. */
  readonly examples: readonly Entry[];
}

/** An argument, and its meaning. */
export type Entry = readonly [written: string, means: string];

/** Whether an option has a value. */
export type OptionKind = 'value' | 'flag' | 'optional' | 'list';

/** The options of a command, by their names without dashes. */
export function optionKinds({ options }: Usage): ReadonlyMap<string, OptionKind> {
  return new Map(options.map(([written]) => [/^--([a-z-]+)/.exec(written)![1], kindOf(written)]));
}

function kindOf(written: string): OptionKind {
  if (written.endsWith('…')) { return 'list'; }
  if (written.includes('[=')) { return 'optional'; }
  return written.includes(' ') ? 'value' : 'flag';
}

export const PATHS: Entry = ['PATH…', 'YAML or JSON files, folders, or - for standard input'];

export const SETTINGS: readonly Entry[] = [
  ['--config FILE', 'the settings file, instead of .zero-downtime.yaml in this folder'],
  ['--kubernetes-version VERSION', 'the version of the oldest cluster, such as 1.31'],
  ['--platform NAME', 'eks, aks or gke, for rules about one platform'],
];

export const EXCLUDE: Entry = ['--exclude GLOB…', 'files to leave out, such as "charts/*"; * matches any text; may be given several times'];

export const FINDINGS_OUT: readonly Entry[] = [
  ['--out FILE', 'a file to write the report to; its ending (.txt, .json, .sarif, .md) chooses the format'],
  ['--format FORMAT', 'text (default), json, sarif for code scanning, or markdown for a pull request'],
];

export const JUDGING: readonly Entry[] = [
  ...SETTINGS,
  ['--fail-on SEVERITY', 'error (default); warning: warnings fail, too; none: findings are reported, but do not fail'],
  ['--all', 'lists infos as well; without it, they are only counted'],
];

export const JUDGING_EXITS = 'Exits with 0, with 1 if there are findings that fail, or with 2 if something could not be read or nothing was found.';
