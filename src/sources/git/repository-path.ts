import { posix } from 'node:path';
import { shorten, show } from '../../text';
import { ToolResult } from '../run-tool';
import { Git } from './git';
import { missingRevision } from './missing-revision';

/** A folder or file of one commit. */
export interface RepositoryPath {
  /** The object id of the commit. */
  readonly commit: string;
  /** The current folder, from the root of the repository, such as `app/`; empty at the root. */
  readonly prefix: string;
  /** The path to read, from the root of the repository; empty for all of it. */
  readonly path: string;
}

const OBJECT_ID = /^[0-9a-f]{40,64}$/;

/** Finds the commit, and the path in it, or states what is missing. */
export function repositoryPathOf(git: Git, rev: string, path: string): RepositoryPath | string {
  const where = git(['rev-parse', '--is-shallow-repository', '--show-prefix']);
  if (!where.succeeded) { return failureInWords(where); }
  const [, shallow, prefix] = /^([^\n]*)\n([^]*?)\n?$/.exec(where.stdout.toString()) ?? [];
  const full = posix.join(prefix || '.', path);
  if (full === '..' || full.startsWith('../')) {
    return `${show(path)} leads out of the repository, and a revision only has the files of the repository. Name a path inside of it.`;
  }
  // This cannot be read as an option of git: a text that begins with a dash has been refused before.
  const found = git(['rev-parse', '--verify', '--quiet', `${rev}^{commit}`]);
  const commit = found.stdout.toString().trim();
  if (!found.succeeded || !OBJECT_ID.test(commit)) { return missingRevision(git, rev, shallow === 'true'); }
  return { commit, prefix: prefix ?? '', path: full === '.' ? '' : full };
}

/** Why git failed. */
export function failureInWords({ failure, stderr }: ToolResult): string {
  switch (failure) {
    case 'missing': return 'git is not installed, or not on the PATH. Install it, or compare two folders instead.';
    case 'timeout': return 'git did not answer within 2 minutes. Try again, or compare two folders instead.';
    case 'too large': return 'There is too much to read at once. Name a smaller folder.';
    default: break;
  }
  const owned = /dubious ownership in repository at '([^'\n]+)'/.exec(stderr);
  if (owned) {
    return 'git does not read this repository, since another user owns it. If you trust it: '
      + `\`git config --global --add safe.directory ${shorten(owned[1], 1000)}\`.`;
  }
  if (/not a git repository/.test(stderr)) {
    return 'This folder is not in a git repository, so it has no revisions. Run this inside of one, or compare two folders instead.';
  }
  if (/lazy fetch|promisor|transport '[^']*' not allowed/.test(stderr)) {
    return 'This clone is partial, and files to read are missing. Clone without --filter, or check the revision out and compare folders.';
  }
  return `git reported ${show(stderr.trim().replace(/^fatal: /, ''))}. Correct that, or compare two folders instead.`;
}
