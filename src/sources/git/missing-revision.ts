import { Git } from './git';
import { show } from '../../text';

/** What to do if git does not find a revision. */
export function missingRevision(git: Git, rev: string, isShallow: boolean): string {
  const start = `There is no commit ${show(rev)} in this clone`;
  const remote = remoteBranch(git, rev);
  if (remote !== undefined) { return `${start}, but there is ${show(remote)}. Name that one.`; }
  if (isShallow) {
    return `${start}, which is shallow: most of the history is missing. Fetch it with \`git fetch --unshallow\`, `
      + 'or check out with `fetch-depth: 0` in GitHub Actions, where other branches are then called origin/BRANCH.';
  }
  return `${start}. Fetch new commits with \`git fetch --all --tags\`, and list what there is with \`git branch --all\` and \`git tag\`.`;
}

/** In CI, a branch often exists only as a remote branch. */
function remoteBranch(git: Git, rev: string): string | undefined {
  const refs = git(['for-each-ref', '--format=%(refname)', 'refs/remotes']).stdout.toString().split('\n');
  const found = refs.filter(ref => ref.startsWith('refs/remotes/') && ref.endsWith(`/${rev}`)).map(ref => ref.slice('refs/remotes/'.length));
  return found.find(ref => ref === `origin/${rev}`) ?? found[0];
}
