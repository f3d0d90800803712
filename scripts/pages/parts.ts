import { RuleText, ClusterProfile } from '../../src/rules';

/** What a page says of each rule. */
export function texts({ impact, why, fix, reference }: RuleText): string {
  return `Users: ${impact}\n\nWhy: ${why}\n\nFix: ${fix}\n\nSource: <${reference}>`;
}

/** What differs from the default target of an example. */
export function judgedFor(profile: Partial<ClusterProfile> | undefined): string {
  return profile === undefined ? '' : ` (judged for ${Object.entries(profile).map(([key, value]) => `${key} ${shown(value)}`).join(', ')})`;
}

export function table(rows: string[][]): string {
  return `\n| rule | severity | what is wrong |\n| --- | --- | --- |\n${rows.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
