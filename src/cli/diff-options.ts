import { parseOptions, WriteOptions, writeOptionsOf } from './options';
import { day, Settings } from '../settings';
import { shorten } from '../text';
import { DIFF } from './usage/diff';

/** The options of a command line. */
export interface DiffOptions extends WriteOptions {
  readonly before: string;
  readonly after: string;
  readonly config?: string;
  /** Which objects of a cluster belong to the release, so that those that are not in AFTER count as removed. */
  readonly pruneSelector?: string;
  /** The day for which dates are judged, instead of today. */
  readonly at?: string;
  /** Patterns of files that are not compared. */
  readonly exclude: readonly string[];
  /** Where to write the manifests of each release. */
  readonly releases?: string;
  /** The settings that override the settings file. */
  readonly settings: Partial<Settings>;
}

const SIDES = 'Name what runs and what will run: diff BEFORE AFTER, such as: diff git:origin/main:manifests manifests';

/** The options, or the errors in them. */
export function diffOptions(args: string[]): DiffOptions | string[] {
  const options = parseOptions(DIFF, args);
  const { positionals: words, given, settings, errors: wrong } = options;
  const [before, after] = words;
  if (words.length < 2) { wrong.push(SIDES); }
  if (words.length > 2) {
    wrong.push(`There are ${words.length} sides: ${words.map(word => shorten(word)).join(', ')}. ${SIDES}`);
  }
  if (before === '-' && after === '-') { wrong.push('Only one side can be read from standard input.'); }
  if (after?.startsWith('cluster:')) { wrong.push('A cluster can only be the first side: what will run must be in files.'); }
  const pruneSelector = given.get('prune-selector');
  if (pruneSelector !== undefined && !before?.startsWith('cluster:')) {
    wrong.push('--prune-selector is for comparing with cluster: only.');
  }
  const at = options.checked('at', day);
  const write = writeOptionsOf(options);
  const timelines = given.has('timeline');
  if (timelines && write.format !== 'text') { wrong.push('--timeline is for text only. Leave it out, or leave out --format and the ending of --out.'); }
  const [config, releases] = ['config', 'releases'].map(name => given.get(name));
  return wrong.length > 0 ? wrong
    : { before, after, ...write, timelines, config, releases, pruneSelector, at, exclude: options.allOf('exclude'), settings };
}
