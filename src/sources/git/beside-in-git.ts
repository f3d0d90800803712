import { posix } from 'node:path';
import { gitFile } from '../source';
import { Git, gitIn } from './git';
import { repositoryPathOf } from './repository-path';
import { storedAt } from './stored';
import type { Beside } from '../beside';

const LARGEST = 16 * 1024 * 1024;

/** Files as they are committed at a revision; undefined if the revision does not exist, which reading its manifests reports. */
export function besideInGit(rev: string, settings: string, cwd: string): Beside | undefined {
  const git = gitIn(cwd);
  const place = repositoryPathOf(git, rev, settings);
  if (typeof place === 'string') { return undefined; }
  const { commit, prefix } = place;
  return {
    settings,
    read: path => contentAt(git, commit, posix.join(prefix || '.', path)),
    nameOf: path => gitFile(rev, posix.normalize(path)),
  };
}

function contentAt(git: Git, commit: string, path: string): ReturnType<Beside['read']> {
  if (path === '..' || path.startsWith('../') || posix.isAbsolute(path)) { return { failure: 'it is outside of the repository, and a revision only has the files of the repository' }; }
  if (path.includes('\n')) { return { failure: 'its name has a line break' }; }
  const found = storedAt(git, [`${commit}:${path}`]);
  const stored = Array.isArray(found) ? found[0] : undefined;
  if (stored?.type === 'tree') { return { failure: 'it is a folder' }; }
  if (stored?.type !== 'blob') { return { failure: 'there is no such file in this revision' }; }
  if (stored.size > LARGEST) { return { failure: `it is larger than ${LARGEST} bytes` }; }
  const { succeeded, stdout } = git(['cat-file', 'blob', stored.id]);
  return succeeded ? { bytes: stdout } : { failure: 'git cannot read it' };
}
