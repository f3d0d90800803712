import { Git } from './git';
import { show } from '../../text';

/** What to do about a revision that git does not find. */
export function missingRevision(git: Git, rev: string, isShallow: boolean): string {
  const start = `There is no commit ${show(rev)} in this clone`;
  const remote = remoteBranch(git, rev);
  if (remote !== undefined) { return `${start}, but ${show(remote)} there is. Name that one.`; }
  if (isShallow) {
    return `${start}, which is shallow: it lacks most of the history. Fetch it with \`git fetch --unshallow\`, `
      + 'or check out with `fetch-depth: 0` in GitHub Actions, where other branches are then called origin/BRANCH.';
  }
  return `${start}. \`git fetch --all --tags\` brings what is new, and \`git branch --all\` and \`git tag\` list what there is.`;
}

/** CI often has a branch only as that of the remote. */
function remoteBranch(git: Git, rev: string): string | undefined {
  const refs = git(['for-each-ref', '--format=%(refname)', 'refs/remotes']).stdout.toString().split('\n');
  const found = refs.filter(ref => ref.startsWith('refs/remotes/') && ref.endsWith(`/${rev}`)).map(ref => ref.slice('refs/remotes/'.length));
  return found.find(ref => ref === `origin/${rev}`) ?? found[0];
}
