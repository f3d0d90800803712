import { Found, Input } from './inputs';
import { Verdict, VERDICTS } from './verdicts';
import { groupedBy } from '../../src/manifests';
import { RULES } from '../../src/rules';
import { cell, table } from '../pages/parts';

export interface Judged {
  readonly inputs: readonly Input[];
  readonly all: readonly Found[];
  /** Of the errors and warnings of all inputs. */
  readonly sample: readonly Found[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** What the findings were worth to readers of the manifests. */
export function page({ inputs, all, sample, verdicts }: Judged): string {
  const workloads = inputs.reduce((sum, input) => sum + input.workloads, 0);
  const repositories = new Set(inputs.map(({ repository }) => repository));
  return `# Findings in public manifests

Written by \`npm run findings -- FOLDER\`: \`check\` with its defaults over ${inputs.length} inputs of ${repositories.size} public repositories,
${workloads} Deployments, StatefulSets and DaemonSets. The verdicts were given by readers of the manifests
(scripts/findings/verdicts.tsv): *useful* means correct, and a team would act on it; *right* means correct, but few teams would act on it;
*wrong* means incorrect; *harmful* means that the fix makes things worse.

## A sample of ${sample.length} errors and warnings

At most five findings per repository, in a random order with a fixed seed.

${table(['severity', 'judged', ...VERDICTS, 'useful'], (['error', 'warning'] as const).map(severity => {
    const judged = verdictsFor(sample.filter(({ finding }) => finding.severity === severity), verdicts);
    return [severity, `${judged.length}`, ...VERDICTS.map(verdict => `${amountOf(judged, verdict)}`), share(judged)];
  }))}

${table(['input', 'finding', 'verdict', 'because'], sample.map(({ input, finding: { severity, rule, object, path }, key }) => [
    input.name,
    `${severity} \`${rule.id}\` ${object.kind} ${object.name} \`${path}\``,
    verdicts.get(key)?.verdict ?? '',
    cell(verdicts.get(key)?.reason ?? ''),
  ]))}

## Each rule

The number of findings and of inputs with findings, and the verdicts on those that were judged: up to five from different repositories, and
those of the sample above. Rules without a finding in these inputs are not in the table: ${RULES.length - new Set(all.map(({ finding }) => finding.rule.id)).size} of ${RULES.length}.

${table(['rule', 'severity', 'findings', 'inputs', 'judged', ...VERDICTS, 'useful'], ruleRows(all, verdicts))}

## Inputs

${table(['input', 'repository', 'commit', 'path', 'rendered', 'workloads', 'errors', 'warnings', 'infos'], inputs.map(input => {
    const found = all.filter(each => each.input === input);
    const count = (severity: string): string => `${found.filter(({ finding }) => finding.severity === severity).length}`;
    const { name, repository, commit, path, rendered } = input;
    return [name, repository, commit.slice(0, 10), path, cell(rendered), `${input.workloads}`, count('error'), count('warning'), count('info')];
  }))}
`;
}

function ruleRows(all: readonly Found[], verdicts: ReadonlyMap<string, Verdict>): string[][] {
  return [...groupedBy(all, ({ finding }) => [finding.rule.id]).values()]
    .sort(([one], [other]) => one.finding.rule.id < other.finding.rule.id ? -1 : 1)
    .map(found => {
      const judged = verdictsFor(found, verdicts);
      const severities = [...new Set(found.map(({ finding }) => finding.severity))];
      return [
        `[${found[0].finding.rule.id}](rules.md#${found[0].finding.rule.id})`,
        severities.join(', '),
        `${found.length}`,
        `${new Set(found.map(({ input }) => input)).size}`,
        `${judged.length}`,
        ...VERDICTS.map(verdict => `${amountOf(judged, verdict)}`),
        share(judged),
      ];
    });
}

function verdictsFor(found: readonly Found[], verdicts: ReadonlyMap<string, Verdict>): Verdict[] {
  return found.flatMap(({ key }) => verdicts.get(key) ?? []);
}

function amountOf(judged: readonly Verdict[], verdict: Verdict['verdict']): number {
  return judged.filter(one => one.verdict === verdict).length;
}

function share(judged: readonly Verdict[]): string {
  return judged.length === 0 ? '' : `${Math.round(100 * amountOf(judged, 'useful') / judged.length)} %`;
}
