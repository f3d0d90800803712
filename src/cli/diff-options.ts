import { optionsOf } from './options';
import { oneOf, Settings } from '../settings';
import { shorten } from '../text';

export const DIFF_FORMATS = ['text', 'json', 'sarif', 'markdown'] as const;
export type DiffFormat = typeof DIFF_FORMATS[number];

/** What a command line asks for. */
export interface DiffOptions {
  readonly before: string;
  readonly after: string;
  readonly format: DiffFormat;
  readonly out?: string;
  readonly config?: string;
  /** Which objects of a cluster belong to the release, so that those that are not in AFTER are known to go. */
  readonly pruneSelector?: string;
  /** What holds before the settings file. */
  readonly settings: Partial<Settings>;
}

const ENDINGS: [string, DiffFormat][] = [['.sarif', 'sarif'], ['.sarif.json', 'sarif'], ['.json', 'json'], ['.md', 'markdown']];
const SIDES = 'Name what runs and what will run: diff BEFORE AFTER.';

/** The options, or what is wrong with them. */
export function diffOptions(args: string[]): DiffOptions | string[] {
  const { words, given, settings, wrong, checked } = optionsOf('diff', args, ['format', 'out', 'config', 'prune-selector']);
  const [before, after] = words;
  if (words.length !== 2) { wrong.push(words.length < 2 ? SIDES : `There are ${words.length} sides: ${words.map(word => shorten(word)).join(', ')}. ${SIDES}`); }
  if (before === '-' && after === '-') { wrong.push('Only one side can come by standard input.'); }
  if (after?.startsWith('cluster:')) { wrong.push('A cluster can only be the first side: what will run must be in files.'); }
  const pruneSelector = given.get('prune-selector');
  if (pruneSelector !== undefined && !before?.startsWith('cluster:')) { wrong.push('--prune-selector is for comparing with cluster: only.'); }
  const out = given.get('out');
  const format = checked('format', oneOf(DIFF_FORMATS)) ?? ENDINGS.find(([ending]) => out?.endsWith(ending))?.[1] ?? 'text';
  return wrong.length > 0 ? wrong : { before, after, format, out, config: given.get('config'), pruneSelector, settings };
}
