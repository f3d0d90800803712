import { cellId, FOR_OTHERS, Path, PATH_NAMES, PATHS } from './cells';
import { Disturbance, DISTURBANCES } from './disturbances';
import { failures, notCounted } from './failures';
import { Measured } from './measurements';
import { mistakes } from './mistakes';
import { NOTES } from './notes';
import { RATE } from './rehearsed';
import { counted, share, shareWithRate } from './tallies';
import { updateTimes } from './update-times';
import { ANNOUNCED, DEFAULTS, OTHERS, Variant } from './variants';

const EXIT = DISTURBANCES.find(({ id }) => id === 'exit')!;

/** docs/evidence.md. */
export function page(measured: Measured): string {
  return `# Evidence

How many requests fail while a service is disturbed, counted by \`rehearse\` on a cluster: Kubernetes ${measured.kubernetes}, two nodes,
${measured.date}. This command repeats the measurements and writes this page; the beginning of the script lists what it needs. Without
\`CONTEXT\`, it writes the page from the last measurements in \`scripts/evidence/measured.json\`.

\`\`\`
CONTEXT=test IMAGE=registry.example.com/app:1 … npx ts-node -T scripts/evidence.ts
\`\`\`

Each run is one \`rehearse [BEFORE] AFTER … --rate ${RATE} --slow-path '/slow?ms=3000'\`: ${RATE} requests per second over new and
kept-alive connections, 3 of which take 3 s, for 15 s before the disturbance, during it, and for 5 s after it. A cell shows the failed
requests and all requests that were sent since the disturbance began, and the number of runs (×). "Service" means that a pod in the
namespace sends the requests to the Service. "Router" means that a client outside sends them to Envoy, programmed by Contour with an
\`HTTPRoute\`. Each figure comes from [\`rehearse\`](rehearse.md), as users run it. No request is retried, so failures that a retrying client
would not notice count as well. Several runs share the cluster at the same time.

A service has two pods, and a \`startupTime\` and a \`longestRequest\` of 5 s. On SIGTERM, its application finishes the requests in flight and
exits, unless the row states otherwise.

## With the construct

${grid([DEFAULTS, ANNOUNCED].flatMap(variant => PATHS.map(path => ({ variant, path }))), DISTURBANCES, measured)}

${[DEFAULTS, ANNOUNCED].map(variant => `- ${variant.id}: ${variant.called}.\n${bounds(variant, measured)}`).join('\n')}

${kept(measured)} If nothing failed, the bound follows from the rule of three. It treats
requests as independent, which simultaneous requests are not, so repetitions are stronger evidence.

## Without the construct

${grid(OTHERS.map(variant => ({ variant, path: 'service' })), FOR_OTHERS, measured)}

${OTHERS.map(({ id, called }) => `- ${id}: ${called}.`).join('\n')}

## What failed, and why

${failures(measured)}
${NOTES}
## Five mistakes

${mistakes(measured)}

## Time of an update

An update is complete when the last old pod is asked to stop, since all new pods are available then. It should take at most
1.2 × waves × (start + \`minReadySeconds\`), where start is the time from the creation of the slowest new pod until it was ready. Each row is
one run with the construct's defaults.

${updateTimes(measured)}
${notCounted(measured)}`;
}

function grid(columns: readonly { variant: Variant; path: Path }[], rows: readonly Disturbance[], measured: Measured): string {
  const heads = columns.map(({ variant, path }) => `${variant.id}, ${PATH_NAMES[path]}`);
  const lines = rows.map(row => {
    const shares = columns.map(({ variant, path }) => share(counted(measured, cellId(variant, path, row))));
    return `| ${row.called} | ${shares.join(' | ')} |`;
  });
  return [`| | ${heads.join(' | ')} |`, `|---|${heads.map(() => '---|').join('')}`, ...lines].join('\n');
}

function bounds(variant: Variant, measured: Measured): string {
  return PATHS.map(path => {
    const runs = DISTURBANCES.flatMap(disturbance => counted(measured, cellId(variant, path, disturbance)));
    return `  All runs through the ${PATH_NAMES[path]}: ${shareWithRate(runs)}.`;
  }).join('\n');
}

function kept(measured: Measured): string {
  const runs = PATHS.flatMap(path => counted(measured, cellId(ANNOUNCED, path, EXIT)));
  const failed = runs.reduce((total, { failedOnKept }) => total + failedOnKept, 0);
  return `With the announced stop, ${failed} requests over kept-alive connections failed in ${runs.length} updates
of the application that exits at once.`;
}
