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

What users lose while a service is disturbed, counted by \`rehearse\` on a cluster: Kubernetes ${measured.kubernetes}, two nodes,
${measured.date}. This command does it again and writes this page; its head says what it needs. Without \`CONTEXT\` it writes the page
from the last measurements, which are in \`scripts/evidence/measured.json\`.

\`\`\`
CONTEXT=test IMAGE=registry.example.com/app:1 … npx ts-node -T scripts/evidence.ts
\`\`\`

Each run is one \`rehearse [BEFORE] AFTER … --rate ${RATE} --slow-path '/slow?ms=3000'\`: ${RATE} requests in a second over new and
kept-alive connections, 3 of them such that take 3 s, for 15 s before the disturbance, during it, and for 5 s after it. A cell
says how many of the requests that were sent since the disturbance began failed, in how many runs (×). Through the Service they
are sent by a pod in the namespace; through the router by a client outside, to Envoy, programmed by Contour with an \`HTTPRoute\`.
Each figure is of [`rehearse`](rehearse.md), as users run it. No request is repeated: what a client that retries would not notice counts, too. Several runs share the cluster at a time.

A service has two pods, a \`startupTime\` and a \`longestRequest\` of 5 s. On SIGTERM its application ends the requests in
flight and exits, where the row does not say otherwise.

## With the construct

${grid([DEFAULTS, ANNOUNCED].flatMap(variant => PATHS.map(path => ({ variant, path }))), DISTURBANCES, measured)}

${[DEFAULTS, ANNOUNCED].map(variant => `- ${variant.id}: ${variant.called}.\n${bounds(variant, measured)}`).join('\n')}

${kept(measured)} Bounds are by the rule of three where nothing failed. They take each request for a
draw of its own, which requests of one moment are not: repetitions say more.

## Without it

${grid(OTHERS.map(variant => ({ variant, path: 'service' })), FOR_OTHERS, measured)}

${OTHERS.map(({ id, called }) => `- ${id}: ${called}.`).join('\n')}

## What failed, and why

${failures(measured)}
${NOTES}
## Five mistakes

${mistakes(measured)}

## Time of an update

Until the last old pod is asked to stop, as all new ones are available then. It should be at most 1.2 × waves × (start +
\`minReadySeconds\`), where start is what the slowest new pod took from its creation until it was ready. A line is one run with the
construct's defaults.

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
