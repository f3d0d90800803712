import { checkCommand } from './check-command';
import { Io } from './io';
import { timelineCommand } from './timeline-command';

const SETTINGS = `  --config              settings, instead of .zero-downtime.yaml in this folder
  --kubernetes-version  of the oldest cluster, such as 1.31
  --platform            eks, aks or gke, for what only one of them does`;

const JUDGING = `${SETTINGS}
  --fail-on             warning: warnings fail, too

Exits with 0, with 1 if there are findings that fail, or with 2 if something could not be read or nothing was found.
`;

/** How each command is called. */
const USAGES: { readonly [command: string]: string } = {
  check: `cdk8s-zero-downtime check PATH… [--format text|json|sarif|markdown] [--out FILE] [--config FILE]
    [--kubernetes-version VERSION] [--platform eks|aks|gke] [--fail-on error|warning]
    [--fix [--yes]]

  Finds what in manifests would make users notice an update, a node drain or a failure.

  PATH                  YAML or JSON files, folders, or - for standard input
  --out                 a file to write the report to; its ending (.json, .sarif, .md) chooses the format
  --format              text (default), json, sarif for code scanning, or markdown for a pull request
  --fix                 shows what fixes change in the files, where no decision is needed, and asks before it writes them
  --yes                 writes them without a question, in pipelines
${JUDGING}`,
  diff: `cdk8s-zero-downtime diff BEFORE AFTER [--format text|json|sarif|markdown] [--out FILE] [--config FILE]
    [--timeline] [--releases DIR] [--prune-selector LABELS] [--at DATE] [--kubernetes-version VERSION]
    [--platform eks|aks|gke] [--fail-on error|warning]

  Finds what users would notice between what runs and what will run, and says how to get there without it.

  BEFORE, AFTER         each a YAML or JSON file, a folder, - for standard input, or git:REV:PATH for what is committed
  BEFORE                also cluster: or cluster:CONTEXT, for what runs there now; it is only read, with kubectl
  --timeline            draws in the text what each restart will be like
  --releases            a new folder for the manifests of each release in which the change gets there unnoticed
  --prune-selector      such as app=web: what the cluster has besides, and loses if it is not in AFTER
  --at                  a day such as 2026-11-28, for which the dates of retirements are judged; without it, today
  --out                 a file to write the report to; its ending (.json, .sarif, .md) chooses the format
  --format              text (default), json, sarif for code scanning, or markdown for a pull request
${JUDGING}`,
  timeline: `cdk8s-zero-downtime timeline PATH… [--format text|json|svg|html] [--out FILE] [--config FILE]
    [--kubernetes-version VERSION] [--platform eks|aks|gke]

  Draws what an update and a node drain of each Deployment will be like.

  PATH                  YAML or JSON files, folders, or - for standard input
  --out                 a file to write to; its ending (.svg, .html, .json, .txt) chooses the format
  --format              text (default), json, svg or html
${SETTINGS}

Exits with 0, or with 2 if something could not be read or nothing was found.
`,
};

const USAGE = Object.values(USAGES).join('\n');

/** Runs one command line and returns its exit code. */
export function run(args: string[], io: Io): number {
  const [command, ...rest] = args;
  if (rest.some(word => word === '--help' || word === '-h')) {
    io.out(Object.hasOwn(USAGES, command) ? USAGES[command] : USAGE);
    return 0;
  }
  switch (command) {
    case 'check':
      return checkCommand(rest, io);
    case 'diff':
      return loadDiffCommand().diffCommand(rest, io);
    case 'timeline':
      return timelineCommand(rest, io);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      io.out(USAGE);
      return 0;
    default:
      io.err(`there is no command '${command}'\n\n${USAGE}`);
      return 2;
  }
}

/** Who only checks shall not wait for all the rules of updates to load. */
function loadDiffCommand(): typeof import('./diff-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./diff-command');
}
