import { RuleText, ClusterProfile } from '../../src/rules';

/** What a page says of each rule. */
export function texts({ impact, why, fix, reference }: RuleText): string {
  return `Users: ${impact}\n\nWhy: ${why}\n\nFix: ${fix}\n\nSource: <${reference}>`;
}

/** What differs from the default target of an example. */
export function judgedFor(profile: Partial<ClusterProfile> | undefined): string {
  return profile === undefined ? '' : ` (judged for ${Object.entries(profile).map(([key, value]) => `${key} ${shown(value)}`).join(', ')})`;
}

/** A Markdown table of cells that are Markdown. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

export function ruleTable(rows: readonly (readonly string[])[]): string {
  return `\n${table(['rule', 'severity', 'what is wrong'], rows)}\n`;
}

/** Text as the cell of a Markdown table. */
export function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
