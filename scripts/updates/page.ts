import { FieldRefusal, Refusal } from './refusals';
import { Proof } from './under-load';
import { cell } from '../pages/parts';

export interface Seen {
  readonly date: string;
  readonly kubernetes: string;
  readonly proofs: readonly Proof[];
  readonly refusals: readonly Refusal[];
  readonly fields: readonly FieldRefusal[];
}

export function page({ date, kubernetes, proofs, refusals, fields }: Seen): string {
  const lossless = proofs.filter(({ recipe }) => recipe.failed === 0).length;
  const hits = fields.filter(({ predicted, refused }) => predicted === refused);
  const misses = fields.filter(field => !hits.includes(field));
  return `# Updates on a cluster

What [the rules of updates](update-rules.md) claim about requests and rejections, tested on a cluster: Kubernetes ${kubernetes},
${date}. This command repeats the test and writes this page; the beginning of the script lists what it needs.

\`\`\`
IMAGE=registry.example.com/app:1.0.0 npx ts-node -T scripts/updates-on-a-cluster.ts
\`\`\`

## Requests

A Deployment with three pods behind a Service receives 100 requests per second, each over a new connection. The change is applied in one step
with \`kubectl apply --prune\`, and then, from the same state, in the releases of the recipe that the finding prints. A request fails if it is
not answered with 200 within 3 s. ${lossless} of ${proofs.length} recipes lose no request.

| rule | change | failed at once | releases | failed with the recipe |
|---|---|---|---|---|
${proofs.map(({ rule, change, unsafe, releases, recipe }) =>
    `| [${rule}](update-rules.md#${rule}) | ${change} | ${share(unsafe)} | ${releases} | ${share(recipe)} |`).join('\n')}

If an address is removed (a port or the name of a Service), clients switch to the new one before the last release, as the recipe
says. The API server rejects the change of a selector for the Deployment but accepts it for the Service: requests fail until the Service is
repaired, here until the load ends.

## Rejections

For each rule that claims that the API server rejects the change, its example: the manifests that run are applied, then the unsafe change.

| rule | rejected | message |
|---|---|---|
${refusals.map(({ rule, refused, said }) => `| [${rule}](update-rules.md#${rule}) | ${refused ? 'yes' : '**no**'} | ${cell(said)} |`).join('\n')}

\`immutable-field-changed\` has a table of fields. Each of them was changed, and also fields next to them that the rule accepts: in
${hits.length} of ${fields.length} cases, the API server did what the rule says (${hits.filter(({ refused }) => refused).length} rejected, ${hits.filter(({ refused }) => !refused).length} accepted).
${misses.map(({ what, refused, said }) => `\n- ${what}: ${refused ? `rejected, but not reported by the rule: ${cell(said)}` : 'accepted, but reported by the rule'}`).join('')}
`;
}

function share({ sent, failed }: Proof['unsafe']): string {
  return `${failed} of ${sent}`;
}
