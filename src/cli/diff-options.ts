import { parseOptions, WriteOptions, writeOptionsOf } from './options';
import { day, Settings } from '../settings';
import { shorten } from '../text';
import { DIFF } from './usage/diff';

/** What a command line asks for. */
export interface DiffOptions extends WriteOptions {
  readonly before: string;
  readonly after: string;
  readonly config?: string;
  /** Which objects of a cluster belong to the release, so that those that are not in AFTER are known to go. */
  readonly pruneSelector?: string;
  /** The day for which it is judged, instead of that of the clock. */
  readonly at?: string;
  /** Where to write the manifests of each release. */
  readonly releases?: string;
  /** What holds before the settings file. */
  readonly settings: Partial<Settings>;
}

const SIDES = 'Name what runs and what will run: diff BEFORE AFTER, such as: diff git:origin/main:manifests manifests';

/** The options, or what is wrong with them. */
export function diffOptions(args: string[]): DiffOptions | string[] {
  const options = parseOptions(DIFF, args);
  const { positionals: words, given, settings, errors: wrong } = options;
  const [before, after] = words;
  if (words.length < 2) { wrong.push(SIDES); }
  if (words.length > 2) {
    wrong.push(`There are ${words.length} sides: ${words.map(word => shorten(word)).join(', ')}. ${SIDES}`);
  }
  if (before === '-' && after === '-') { wrong.push('Only one side can come by standard input.'); }
  if (after?.startsWith('cluster:')) { wrong.push('A cluster can only be the first side: what will run must be in files.'); }
  const pruneSelector = given.get('prune-selector');
  if (pruneSelector !== undefined && !before?.startsWith('cluster:')) {
    wrong.push('--prune-selector is for comparing with cluster: only.');
  }
  const at = options.checked('at', day);
  const write = writeOptionsOf(options);
  const timelines = given.has('timeline');
  if (timelines && write.format !== 'text') { wrong.push('--timeline is for text only. Leave it out, or leave out --format and the ending of --out.'); }
  return wrong.length > 0 ? wrong : { before, after, ...write, timelines, config: given.get('config'), releases: given.get('releases'), pruneSelector, at, settings };
}
