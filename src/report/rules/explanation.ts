import { RuleShown } from './groups';
import { severitiesInWords } from './severities';
import { rulePage } from '../findings/rule-page';
import { Terminal } from '../terminal';

const MEANINGS = {
  error: 'users lose requests, or a release or a drain gets stuck',
  warning: 'users lose requests, or a release or a drain gets stuck, under common conditions',
  info: 'a weakness that needs a rare event, or a habit; listed with --all',
} as const;

/** The explanation of a rule, for a terminal. */
export function explanation(rule: RuleShown, terminal: Terminal): string {
  const { id, command, topic, severity, title, impact, why, fix, reference, examples, profile } = rule;
  const part = (name: string, lines: readonly string[]): string[] => [terminal.bold(name), ...lines];
  const judgedFor = profile === undefined ? '' : `, judged for ${Object.entries(profile).map(([key, value]) => `${key} ${shown(value)}`).join(', ')}`;
  const blocks = [
    [terminal.bold(id), ...terminal.wrap(title, 2)],
    terminal.wrap(`${severitiesInWords(rule)}: ${MEANINGS[severity]}. A rule of ${command}: ${topic}.`, 2),
    part('Users', terminal.wrap(impact, 2)),
    part('Why', terminal.wrap(why, 2)),
    part('Fix', terminal.wrap(fix, 2)),
    ...examples.map(({ title: what, yaml }) => part(what === 'Found' ? `${what}${judgedFor}` : what, yaml.split('\n').map(line => `    ${line}`))),
    ...topic === 'Acknowledgements' ? [] : [part('Acknowledge it with a reason', annotation(id))],
    // An address that is cut in two does not work.
    part('Read more', [`  ${reference}`, `  ${rulePage(id)}`]),
  ];
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function annotation(id: string): string[] {
  return ['    metadata:', '      annotations:', `        cdk8s-zero-downtime/acknowledge.${id}: why users are not hurt`];
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
