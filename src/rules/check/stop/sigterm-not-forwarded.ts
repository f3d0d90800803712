import { placeOf, wordsOf } from '../../../analysis/pod/containers';
import { worksOffQueue } from '../../../analysis/pod/queue-worker';
import { shellCommandOf, shellStays } from '../../../analysis/pod/shell';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, showPath, stringsAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const SCRIPT_RUNNERS = /^(?:npm|yarn|pnpm)$/;
/** Images whose `sh` is not dash: it replaces itself with its last command. */
const OTHER_SH = /alpine|busybox|wolfi|chainguard|\bubi|rhel|fedora|centos|rocky|alma|amazonlinux/;

export const sigtermNotForwarded = workloadRule({
  id: 'sigterm-not-forwarded',
  severity: 'warning',
  title: 'SIGTERM that does not reach the application',
  impact: 'The application keeps running until SIGKILL cuts its requests at the end of the grace period; every update is slow.',
  why: 'SIGTERM is sent to the first process of the container. A shell, or npm, that has started the application does not forward it.',
  fix: 'Start the application directly, or make the shell replace itself with `exec`.',
  reference: 'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, command: [sh, -c, cd /app && ./server] }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, command: [sh, -c, cd /app && exec ./server] }] } } }
`,
  },
  judge: workload => {
    const { serving } = workload;
    const worker = worksOffQueue(workload);
    if (!serving || (!worker && !servesRequests(workload)) || wordsOf(workload, serving).length === 0) { return undefined; }
    // A hook that runs its own script may signal the application.
    if (serving.preStop?.kind === 'exec' && !serving.preStop.seconds) { return undefined; }
    return violationsOf(workload, serving, worker ? 'jobs' : 'requests');
  },
});

function violationsOf(workload: Workload, container: Container, cut: 'jobs' | 'requests'): Violation[] {
  const words = wordsOf(workload, container);
  const shell = shellCommandOf(words);
  // If only arguments are given, the entrypoint of the image most likely replaces itself with them.
  const command = stringsAt(placeOf(workload, container), ['command']);
  const path = [...container.path, command.includes(shell?.script ?? words[0]) ? 'command' : 'args'];
  const stays = shell && shellStays(shell);
  if (shell && (stays === 'always' || (stays === 'in dash' && !OTHER_SH.test(container.image)))) {
    const where = stays === 'always' ? '' : ', if it is that of Debian,';
    return [{
      path,
      message: `The command of ${containerLabel(container)} is a script for ${shell.shell}. SIGTERM is sent to the shell, which${where} does not forward it: the application keeps running until SIGKILL cuts its ${cut}.`,
      fix: `Put \`exec\` before the last command in ${showPath(path)}, and add nothing after it.`,
    }];
  }
  const runner = runnerOf(words, shell?.script);
  return runner === undefined ? [] : [{
    path,
    message: `The command of ${containerLabel(container)} is ${shorten(runner)}: SIGTERM is sent to that, which does not reliably forward it, so the application may keep running until SIGKILL cuts its ${cut}.`,
    fix: `Set ${showPath(path)} to what the script of package.json runs, such as ["node", "server.js"].`,
  }];
}

// As the command itself, or as the program that replaces the shell.
function runnerOf(words: string[], script: string | undefined): string | undefined {
  const last = script === undefined ? words : script.trim().split(/&&|[;\n]/).pop()!.trim().replace(/^exec\s+/, '').split(/\s+/);
  return SCRIPT_RUNNERS.test(last[0].split('/').pop()!) && last.length > 1 ? last.join(' ') : undefined;
}
