import { checkCommand } from './check-command';
import { Io } from './io';

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
  rehearse: `cdk8s-zero-downtime rehearse [BEFORE] AFTER --url URL | --from-cluster[=IMAGE]
    [--update | --restart | --evict | --drain NODE | --scale N | --rollback]
    [--context NAME] [--namespace NAME] [--in-place] [--repeat N] [--yes] [--out FILE] [--config FILE]
    [--rate N] [--streams new,keep,slow] [--slow-path PATH] [--requests FILE] [--expect STATUSES]
    [--host NAME] [--resolve ADDRESS] [--insecure] [--version-header NAME]
  cdk8s-zero-downtime rehearse --clean ID --namespace NAME [--context NAME] [--yes]

  Performs an update on a cluster while it sends requests, counts those that fail, and says why.

  BEFORE, AFTER         as those of diff; a restart, evictions, a drain and a scaling need AFTER only
  --url                 where users send their requests, from this machine
  --from-cluster        sends them from a pod in the namespace to the Service, or to --url; IMAGE has Node.js
  --update              applies AFTER (without another of these)
  --restart             kubectl rollout restart
  --evict               evicts every pod by the Eviction API
  --drain               cordons NODE, evicts the pods under test from it, and uncordons it
  --scale               scales to N replicas
  --rollback            applies AFTER, then kubectl rollout undo
  --context             of the kubeconfig; without it, its name is asked for
  --namespace           without it, the one of the manifests; it is made and removed
  --in-place            in a namespace that exists: what changes is saved, and put back at the end
  --rate                requests in a second, 50 without it, at most 1000
  --streams             new and kept-alive connections, and with --slow-path slow requests
  --requests            a file with requests in the .http format; only there may they be other than GET
  --expect              good statuses: 200-399 without it
  --version-header      a header of the answers that names the version
  --repeat              so many runs
  --yes                 without a question, in pipelines
  --clean               puts back what a rehearsal that was killed left behind
  --out                 a file to write the report to; its ending (.html, .svg, .md, .json, .txt) chooses the format
  --format              text (default), html, svg, markdown or json

Exits with 0, with 1 if a request failed or the disturbance did not end, or with 2 if it could not be done, or if more than
1 % of the requests were sent late, so that the count is void.
`,
};

const USAGE = Object.values(USAGES).join('\n');

/** Runs one command line and returns its exit code: that of `rehearse`, which takes its time, later. */
export function run(args: string[], io: Io): number | Promise<number> {
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
      return loadTimelineCommand().timelineCommand(rest, io);
    case 'rehearse':
      return loadRehearseCommand().rehearseCommand(rest, io);
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

/** Who only checks shall not wait for the rules of updates, the pictures and the load to load. */
function loadDiffCommand(): typeof import('./diff-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./diff-command');
}

function loadTimelineCommand(): typeof import('./timeline-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./timeline-command');
}

function loadRehearseCommand(): typeof import('./rehearse-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./rehearse-command');
}
