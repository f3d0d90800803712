import { Git } from './git';
import { Stored, storedAt } from './stored';
import { ToolResult } from '../run-tool';

/** A file of a commit that looks like a manifest. */
export interface CommittedFile {
  /** Relative to the folder that is read. */
  readonly path: string;
  readonly stored: Stored;
  /** Whether git stores it as a link, or as a submodule. */
  readonly is?: 'link' | 'submodule';
}

const EXTENSION = /\.(ya?ml|json)$/i;
const ENTRY = /^(\d{6}) \w+ ([0-9a-f]{40,64})\t([^]+)$/;
const MODES: { readonly [mode: string]: CommittedFile['is'] } = { 120000: 'link', 160000: 'submodule' };

/** All YAML and JSON files of a tree, selected and sorted as those of a folder on disk; `name` is the name of the tree in git. */
export function filesOf(git: Git, tree: string, name: string): CommittedFile[] | ToolResult {
  const listing = git(['ls-tree', '-r', '-z', '--full-tree', tree]);
  if (!listing.succeeded) { return listing; }
  const entries = listing.stdout.toString().split('\0').flatMap(line => {
    const [, mode, id, path] = ENTRY.exec(line) ?? [];
    if (!id || path.split('/').some(step => step.startsWith('.') || step === 'node_modules')) { return []; }
    const is = MODES[mode];
    // A link without a file extension may lead to a folder.
    return is !== undefined || EXTENSION.test(path) ? [{ path, id, is }] : [];
  });
  // git cannot be asked for a name with a line break. Links to manifests do not have such names.
  const readable = entries.filter(({ is, path }) => is === undefined || (is === 'link' && !path.includes('\n')));
  const stored = storedAt(git, readable.map(({ id, path, is }) => is === 'link' ? `${name}${path}` : id));
  if (!Array.isArray(stored)) { return stored; }
  const byPath = new Map(readable.map(({ path }, i) => [path, stored[i]]));
  return entries
    .map(({ path, is }): CommittedFile => ({ path, is, stored: byPath.get(path) ?? { type: 'none', why: 'missing' } }))
    .filter(isManifest)
    .sort((one, other) => byFolder(one.path, other.path));
}

/** A link to a folder may lead to manifests, and so may a submodule. */
function isManifest({ path, stored, is }: CommittedFile): boolean {
  return EXTENSION.test(path) || is === 'submodule' || stored.type === 'tree';
}

function byFolder(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')];
  const differing = left.findIndex((step, i) => step !== right[i]);
  return left[differing] < (right[differing] ?? '') ? -1 : 1;
}
