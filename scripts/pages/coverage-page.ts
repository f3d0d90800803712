import { RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';
import { REASONS } from '../hazards';
import { Reason } from '../hazards/reasons';
import kinds from '../hazards/hazards-of-kinds.json';
import severe from '../hazards/severe-hazards.json';
import { ruleLink } from './links';
import { cell } from './parts';

const INTRO = `# Coverage

<!-- Written by "npx projen compile" from src/rules and scripts/hazards: change it there. -->

Every known hazard that costs users requests, or blocks a release or a drain, in common use: the [rule](rules.md) or the
[update rule](update-rules.md) that finds it, or why none can. First hazards of pods and Deployments, most of which apply to
everything that runs pods; then those of each other kind of workload, and of routes.
`;

interface Hazard {
  readonly id: string;
  readonly group: string;
  readonly users: string;
  readonly condition?: string;
  readonly source?: string;
}

const hazards: readonly Hazard[] = [...severe, ...kinds];

/**
 * What becomes of each severe hazard, as Markdown.
 *
 * @throws where one has neither a rule nor a reason why not, or both, or where a reason is about nothing that exists
 */
export function coveragePage(): string {
  const ruled = new Set([...RULES, ...UPDATE_RULES].map(({ id }) => id));
  const wrong = [
    ...hazards.filter(({ id }) => !ruled.has(id) && !REASONS[id]).map(({ id }) => `${id} has neither a rule nor a reason`),
    ...Object.keys(REASONS).filter(id => ruled.has(id)).map(id => `${id} has a rule and a reason`),
    ...Object.keys(REASONS).filter(id => !hazards.some(hazard => hazard.id === id)).map(id => `there is no hazard ${id}`),
    ...Object.values(REASONS).flatMap(reason => 'by' in reason ? reason.by : []).filter(id => !ruled.has(id)).map(id => `there is no rule ${id}`),
  ];
  if (wrong.length > 0) { throw new Error(wrong.join('\n')); }
  const groups = [...new Set(hazards.map(({ group }) => group))];
  const found = hazards.filter(({ id }) => ruled.has(id)).length;
  const elsewhere = hazards.filter(({ id }) => !ruled.has(id) && 'by' in (REASONS[id] ?? {})).length;
  const summary = `\nOf ${hazards.length}, ${found} have a rule of their own, ${elsewhere} are found by other rules, `
    + `${hazards.length - found - elsewhere} are not visible in manifests.\n`;
  return `${INTRO}${summary}${groups.map(group => section(group, hazards.filter(hazard => hazard.group === group), ruled)).join('')}`;
}

function section(group: string, members: Hazard[], ruled: ReadonlySet<string>): string {
  if (members.some(({ condition }) => condition !== undefined)) { return ofKind(group, members, ruled); }
  const rows = members.map(({ id, users }) => `| \`${id}\` | ${cell(users)} | ${ruled.has(id) ? `[rule](${ruleLink(id)})` : cell(words(REASONS[id]))} |`);
  return `\n## ${group.replace(/^[A-Z]\. /, '')}\n\n| hazard | what users feel | found by |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function ofKind(group: string, members: Hazard[], ruled: ReadonlySet<string>): string {
  const rows = members.map(({ id, condition = '', users, source = '' }) =>
    `| ${cell(condition)} | ${cell(users)} | ${cell(words(ruled.has(id) ? { by: [id] } : REASONS[id]))} | [source](${source}) |`);
  return `\n## ${group}\n\n| condition | what users feel | found by | |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function words(reason: Reason | undefined): string {
  if (reason === undefined) { return '**nothing yet**'; }
  if ('by' in reason) { return reason.by.map(rule => `[${rule}](${ruleLink(rule)})`).join(', '); }
  return `none: ${reason.because}`;
}
