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

What \`VersionedApi\` promises, done on a cluster: Kubernetes ${kubernetes} with Envoy, programmed by Contour from an HTTPRoute,
${date}. This command does it again and writes this page; its head says what it needs.

\`\`\`
export IMAGE=registry.example.com/app:1.0.0 ROUTER=http://gateway.example.com GATEWAY=infra/public
npx ts-node -T scripts/api-life-on-a-router.ts
\`\`\`

## From the first version to the second

The manifests of each release are those of the construct, two pods a service. ${RATE} requests a second, whether earlier ones
are answered or not, to \`/v1/orders\`, \`/v2/orders\` and \`/orders\`. A request fails if it gets no answer with 200 of a version
that its client understands: v1 or v2 where the path names none, else that version.

${STEPS.map(({ called }, i) => `${i + 1}. ${called}`).join('\n')}

| run | requests | failed |
|---|---|---|
${lives.map(({ counted }, i) => `| ${i + 1} | ${counted.sent} | ${failedOf(counted)} |`).join('\n')}

## What clients see

The headers of the answers that are about versions, as they come${isSame ? ', in all runs' : ''}. \`X-Version\`, \`X-Build\` and the first
\`Link\` are those of the application; the router leaves them, and adds the others. Without a rule of its own, a path with a
version is one of the default's: here its pods do not know it.

${[...new Set(seen.map(({ path }) => path))].map(path => section(path, seen)).join('\n')}
## Changes that cost requests

100 requests a second to v1 and v2, or to the default and v2. First the change is made in one release, then, from the same
start, as the recipe says. The load begins 5 s before the release and ends 10 s after all pods are as it says; what fails until
then fails until the change is taken back.

| change | found by \`diff\` | failed at once | recipe | failed with the recipe |
|---|---|---|---|---|
${proved.map(row).join('\n')}

## To another Service

A path that clients call is led from one Service to the next, ${SWITCHES} times, at 200 requests a second. All Services have the same
pods, which run all the time. Contour tells Envoy of routes and of Services apart, so that for some milliseconds a route may name
a Service that Envoy does not know yet, or no longer: 503. A Service that another rule names before and after is always known.

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
