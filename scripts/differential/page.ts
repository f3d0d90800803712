import { ConstructRun } from './construct';
import { ManifestRun } from './manifests';
import { cell } from '../pages/parts';

export interface Compared {
  readonly kubernetes: string;
  readonly seed: number;
  readonly construct: ConstructRun;
  readonly manifests: ManifestRun;
}

export function page({ kubernetes, seed, construct, manifests }: Compared): string {
  const kinds = [...manifests.refused].sort(([, one], [, other]) => (other.refused - other.reported) - (one.refused - one.reported) || other.refused - one.refused);
  const refused = sum(kinds.map(([, each]) => each.refused));
  const reported = sum(kinds.map(([, each]) => each.reported));
  const missed = kinds.filter(([, each]) => each.reported < each.refused);
  return `# Differences from the API server

What the construct accepts and what \`check\` reports, compared with Kubernetes ${kubernetes} (seed ${seed}). This command does it
again and writes this page; \`scripts/differential/main.ts\` says what it needs.

\`\`\`
npm run differential
\`\`\`

## The construct

Of ${construct.tried} random sets of props the construct accepted ${construct.accepted}; the rest it refused. The API server took the manifests of
${construct.refused.size === 0 ? 'all of them.' : 'all of them but these:'}
${construct.refused.size === 0 ? '' : `
| refused | times | such as |
|---|---|---|
${[...construct.refused].map(([kind, said]) => `| ${shortCell(kind)} | ${said.length} | ${shortCell(said[0])} |`).join('\n')}
`}
## check

${manifests.mutations} changes of one field in manifests that the API server takes: a field removed, of another type, empty, out of range,
no such text, an item twice. The API server refused ${refused}; \`check\` reports ${reported} of them as an error (${percent(reported, refused)}). Of those that
the API server took, \`check\` calls ${manifests.falseAlarms.length} refused.
${manifests.falseAlarms.length === 0 ? '' : `\n${manifests.falseAlarms.slice(0, 50).map(text => `- ${shortCell(text)}`).join('\n')}\n`}
What is not always reported, by what the API server says; all else is.

| refused | times | reported | not reported, such as |
|---|---|---|---|
${missed.map(([kind, each]) => `| ${shortCell(kind)} | ${each.refused} | ${each.reported} | ${shortCell(each.missed ?? '')} |`).join('\n')}
`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${Math.round(100 * part / whole)} %`;
}

function shortCell(text: string): string {
  return cell(text.replace(/\s+/g, ' ')).slice(0, 200);
}
