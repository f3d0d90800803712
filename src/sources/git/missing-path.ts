import { posix } from 'node:path';
import { Git } from './git';
import { RepositoryPath } from './repository-path';
import { show } from '../../text';

const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** What to do if a path is not in a commit. */
export function missingPath(git: Git, rev: string, path: string, { commit, prefix, path: full }: RepositoryPath): string {
  const entry = git(['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', commit, '--', full]).stdout.toString();
  if (entry.startsWith('160000 ')) {
    return `${show(path)} is a submodule, whose files are not in this repository. Check the revision out with its submodules, and compare folders.`;
  }
  if (!isIgnored(git, path)) { return `There is nothing at ${show(path)} in ${show(rev)}. Check the path: it starts at this folder.`; }
  // In a folder of the repository, `../before` would still be inside of it.
  const checkout = posix.join(...prefix.split('/').filter(Boolean).map(() => '..'), '..', 'before');
  const folder = posix.join(checkout, prefix).replace(/\/$/, '');
  return `${show(path)} is ignored by git, so no revision contains it. Synthesize the old manifests beside the new ones: `
    + `\`git worktree add --detach ${checkout} ${word(rev)}\`, then \`(cd ${word(folder)} && npm ci && npx cdk8s synth)\`, `
    + `then compare ${word(posix.join(folder, path))} with ${word(path)}.`;
}

/** A pattern such as `dist/` ignores only folders, and this folder may not exist. */
function isIgnored(git: Git, path: string): boolean {
  return [path, `${path}/`].some(each => git(['check-ignore', '--quiet', '--no-index', '--', `./${each}`]).succeeded);
}

function word(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
