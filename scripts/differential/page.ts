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

What the construct accepts and what \`check\` reports, compared with the API server of Kubernetes ${kubernetes} (seed ${seed}). This command
repeats the comparison and writes this page; \`scripts/differential/main.ts\` lists what it needs.

\`\`\`
npm run differential
\`\`\`

## The construct

Of ${construct.tried} random sets of props, the construct accepted ${construct.accepted} and refused the rest. The API server accepted the manifests of
${construct.refused.size === 0 ? 'all of them.' : 'all of them except these:'}
${construct.refused.size === 0 ? '' : `
| rejected | times | for example |
|---|---|---|
${[...construct.refused].map(([kind, said]) => `| ${shortCell(kind)} | ${said.length} | ${shortCell(said[0])} |`).join('\n')}
`}
## check

${manifests.mutations} changes of one field in manifests that the API server accepts: the field is removed, has another type, is empty, is out of
range, has an invalid text, or repeats an item. The API server rejected ${refused}; \`check\` reports ${reported} of these as an error (${percent(reported, refused)}). Of the
changes that the API server accepted, \`check\` reports ${manifests.falseAlarms.length} as rejected.
${manifests.falseAlarms.length === 0 ? '' : `\n${manifests.falseAlarms.slice(0, 50).map(text => `- ${shortCell(text)}`).join('\n')}\n`}
Rejections that `check` does not always report, by the message of the API server. All others are reported.

| rejected | times | reported | not reported, for example |
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
