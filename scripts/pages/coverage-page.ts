import { RULES } from '../../src/rules';
import { REASONS } from '../hazards';
import { Reason } from '../hazards/reasons';
import hazards from '../hazards/severe-hazards.json';

const INTRO = `# Coverage

<!-- Written by "npx projen compile" from src/rules and scripts/hazards: change it there. -->

Every hazard that is known to cost users requests, or to block a release or a drain, in common use or in frequent
conditions: the rule that finds it, or why none can.
`;

interface Hazard {
  readonly id: string;
  readonly group: string;
  readonly users: string;
}

/** What becomes of each severe hazard, as Markdown. */
export function coveragePage(): string {
  const ruled = new Set(RULES.map(({ id }) => id));
  const groups = [...new Set(hazards.map(({ group }) => group))];
  const found = hazards.filter(({ id }) => ruled.has(id)).length;
  const elsewhere = hazards.filter(({ id }) => !ruled.has(id) && 'by' in (REASONS[id] ?? {})).length;
  const later = hazards.filter(({ id }) => !ruled.has(id) && 'release' in (REASONS[id] ?? {})).length;
  const summary = `\nOf ${hazards.length}, ${found} have a rule of their own, ${elsewhere} are found by other rules, ${later} show only between two releases, `
    + `${hazards.length - found - elsewhere - later} stand in no manifest.\n`;
  return `${INTRO}${summary}${groups.map(group => section(group, hazards.filter(hazard => hazard.group === group), ruled)).join('')}`;
}

function section(group: string, members: Hazard[], ruled: ReadonlySet<string>): string {
  const rows = members.map(({ id, users }) => `| \`${id}\` | ${cell(users)} | ${ruled.has(id) ? `[rule](rules.md#${id})` : cell(words(REASONS[id]))} |`);
  return `\n## ${group.replace(/^[A-Z]\. /, '')}\n\n| hazard | what users feel | found by |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function words(reason: Reason | undefined): string {
  if (reason === undefined) { return '**nothing yet**'; }
  if ('by' in reason) { return reason.by.map(rule => `[${rule}](rules.md#${rule})`).join(', '); }
  return 'release' in reason ? `two releases: ${reason.release}` : `none: ${reason.because}`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}
