import { RuleText, ClusterProfile } from '../../src/rules';

/** What a page says of each rule. */
export function ruleTexts({ impact, why, fix, reference }: RuleText): string {
  return `Users: ${text(impact)}\n\nWhy: ${text(why)}\n\nFix: ${text(fix)}\n\nSource: <${reference}>`;
}

/** What differs from the default target of an example. */
export function judgedFor(profile: Partial<ClusterProfile> | undefined): string {
  return profile === undefined ? '' : ` (judged for ${Object.entries(profile).map(([key, value]) => `${key} ${shown(value)}`).join(', ')})`;
}

/** A Markdown table of cells that are Markdown. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** The rules of a topic, each with the anchor that messages, SARIF and older links lead to. */
export function ruleTable(rules: readonly RuleText[], linkTo: (id: string) => string): string {
  return `\n${table(['rule', 'severity', 'what is wrong'],
    rules.map(({ id, severity, title }) => [`<a id="${id}"></a>[\`${id}\`](${linkTo(id)})`, severity, cell(title)]))}\n`;
}

/** Text as the cell of a Markdown table. */
export function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}

/** Text in a Markdown page: a `<` outside of code is not the begin of HTML. */
function text(words: string): string {
  return words.split(/(`[^`]*`)/).map((part, i) => i % 2 === 1 ? part : part.replace(/</g, '&lt;')).join('');
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
