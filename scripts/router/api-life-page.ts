import { Counted } from './api-load';
import { Life, RATE, Seen, STEPS } from './life';
import { Proved } from './retirements';
import { Switch, SWITCHES } from './switches';
import { RULES } from '../../src/rules';
import { isSameJson } from '../../src/manifests';

export interface Shown {
  readonly kubernetes: string;
  readonly lives: readonly Life[];
  readonly proved: readonly Proved[];
  readonly switches: readonly Switch[];
}

const CHECKS = new Set(RULES.map(({ id }) => id));

export function page({ kubernetes, lives, proved, switches }: Shown): string {
  const date = new Date().toISOString().slice(0, 10);
  const [{ seen }] = lives;
  const isSame = lives.every(life => isSameJson(life.seen, seen));
  const row = ({ change, rules, unsafe, recipe, safe }: Proved): string => {
    const found = rules.map(rule => `[${rule}](${CHECKS.has(rule) ? 'rules' : 'update-rules'}.md#${rule})`).join(', ') || 'no';
    return `| ${[change, found, share(unsafe), recipe, share(safe)].join(' | ')} |`;
  };
  return `# The life of an API on a router

The life of a \`VersionedApi\`, tested on a cluster: Kubernetes ${kubernetes} with Envoy, programmed by Contour from an HTTPRoute,
${date}. This command repeats the test and writes this page; the beginning of the script lists what it needs.

\`\`\`
export IMAGE=registry.example.com/app:1.0.0 ROUTER=http://gateway.example.com GATEWAY=infra/public
npx ts-node -T scripts/api-life-on-a-router.ts
\`\`\`

## From the first version to the second

The construct writes the manifests of each release, with two pods per service. The load is ${RATE} requests per second, sent
without waiting for earlier answers, to \`/v1/orders\`, \`/v2/orders\` and \`/orders\`. A request succeeds if a version that its client understands
answers with 200: the version in the path, or v1 or v2 if the path names none.

${STEPS.map(({ called }, i) => `${i + 1}. ${called}`).join('\n')}

| run | requests | failed |
|---|---|---|
${lives.map(({ counted }, i) => `| ${i + 1} | ${counted.sent} | ${failedOf(counted)} |`).join('\n')}

## What clients see

The response headers about versions, as received${isSame ? ', in all runs' : ''}. The application sends \`X-Version\`,
\`X-Build\` and the first \`Link\`; the router keeps them and adds the others. A path with a version that has no rule reaches the default
version, whose pods do not know the path here.

${[...new Set(seen.map(({ path }) => path))].map(path => section(path, seen)).join('\n')}
## Changes that cost requests

The load is 100 requests per second to v1 and v2, or to the default and v2. The change is made in one release, and then, from the same state,
with the recipe. The load begins 5 s before the release and ends 10 s after its rollout is complete. Requests that fail at the end keep
failing until the change is reverted.

| change | found by \`diff\` | failed at once | recipe | failed with the recipe |
|---|---|---|---|---|
${proved.map(row).join('\n')}

## To another Service

A path that clients call is switched from one Service to another, ${SWITCHES} times, at 200 requests per second. All Services select the
same pods, which run all the time. Contour sends routes and Services to Envoy separately. For some milliseconds, a route may refer to a
Service that Envoy does not know yet, or no longer knows, and requests get 503. Envoy always knows a Service that another rule names before
and after the switch.

| way | requests | failed |
|---|---|---|
${switches.map(({ way, counted }) => `| ${way} | ${counted.sent} | ${failedOf(counted)} |`).join('\n')}
`;
}

/** The answers of an address, as long as they are the same. */
function section(path: string, seen: readonly Seen[]): string {
  const own = seen.filter(each => each.path === path);
  const starts = own.flatMap((_, i) => i === 0 || answerOf(own[i]) !== answerOf(own[i - 1]) ? [i] : []);
  const blocks = starts.map((start, i) => {
    const end = (starts[i + 1] ?? own.length) - 1;
    return `After step ${start === end ? start + 1 : `${start + 1} to ${end + 1}`}:\n\n\`\`\`\n${answerOf(own[start])}\n\`\`\`\n`;
  });
  return `### ${path}\n\n${blocks.join('\n')}`;
}

function answerOf({ status, headers }: Seen): string {
  return [String(status), ...headers].join('\n');
}

function share(counted: Counted): string {
  return `${failedOf(counted)} of ${counted.sent}`;
}

function failedOf({ failed, instead }: Counted): string {
  const kinds = Object.entries(instead).map(([kind, count]) => `${count} ${kind}`);
  return failed === 0 ? '0' : `${failed} (${kinds.join(', ')})`;
}
