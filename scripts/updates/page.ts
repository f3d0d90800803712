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

What [the rules of updates](update-rules.md) say of requests and of refusals, done on a cluster: Kubernetes ${kubernetes},
${date}. This command does it again and writes this page; its head says what it needs.

\`\`\`
IMAGE=registry.example.com/app:1.0.0 npx ts-node -T scripts/updates-on-a-cluster.ts
\`\`\`

## Requests

A Deployment of three pods behind a Service, 100 requests a second, each over a connection of its own. First the change is
applied as it is, with \`kubectl apply --prune\`; then, from the same start, in the releases of the recipe that the finding
prints. A request fails if it has no answer with 200 within 3 s. ${lossless} of ${proofs.length} recipes lose none.

| rule | change | failed at once | releases | failed with the recipe |
|---|---|---|---|---|
${proofs.map(({ rule, change, unsafe, releases, recipe }) =>
    `| [${rule}](update-rules.md#${rule}) | ${change} | ${share(unsafe)} | ${releases} | ${share(recipe)} |`).join('\n')}

Where an address goes, a port or the name of a Service, users turn to the new one before the last release, as the recipe
says. The change of a selector is refused for the Deployment, but its Service is changed: requests fail until somebody
repairs it, here until the load ends.

## Refusals

The example of each rule that says that the API server refuses it: what runs is applied, then the unsafe change.

| rule | refused | it said |
|---|---|---|
${refusals.map(({ rule, refused, said }) => `| [${rule}](update-rules.md#${rule}) | ${refused ? 'yes' : '**no**'} | ${cell(said)} |`).join('\n')}

\`immutable-field-changed\` has a table of fields. Each of them was changed, and so were fields next to them that the rule lets
pass: in ${hits.length} of ${fields.length} cases the API server did what the rule says (${hits.filter(({ refused }) => refused).length} refused, ${hits.filter(({ refused }) => !refused).length} taken).
${misses.map(({ what, refused, said }) => `\n- ${what}: ${refused ? `refused, but not by the rule: ${cell(said)}` : 'taken, but the rule speaks of it'}`).join('')}
`;
}

function share({ sent, failed }: Proof['unsafe']): string {
  return `${failed} of ${sent}`;
}
