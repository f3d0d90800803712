import { judgedFor, ruleTable, texts } from './parts';
import { ACKNOWLEDGEMENT_RULES, CATALOGUE, Rule } from '../../src/rules';

const INTRO = `# Rules

<!-- Written by "npx projen compile" from src/rules: change it there. -->

What \`cdk8s-zero-downtime check\` and the \`cdk8s synth\` plugin judge: [how to run them](check.md).
What only two releases can tell: [the rules of updates](update-rules.md). What is known to cost users requests but has
no rule: [coverage](coverage.md).

- **error**: users lose requests, or a release or a drain gets stuck.
- **warning**: they do under common conditions.
- **info**: a weakness that needs something rare, or a habit.

The examples are parts: merged into a Deployment with a Service and a budget that have no findings
([clean-service.ts](../src/rules/clean-service.ts)), the first is found and the second is not.

## Acknowledge a finding

An annotation on the object, or on the Deployment whose pods it is about, turns a finding into a listed exception:

\`\`\`yaml
metadata:
  annotations:
    cdk8s-zero-downtime/acknowledge.recreate-strategy: two versions must never write at once; the window is announced
\`\`\`

The construct writes it for you: \`acknowledge: { 'recreate-strategy': '…' }\`. What may be wrong with it is found, too:
`;

/** The catalogue of all rules, as Markdown. */
export function rulesPage(): string {
  const topics = Object.entries(CATALOGUE);
  const parts = [
    INTRO,
    ruleTable(ACKNOWLEDGEMENT_RULES.map(({ id, severity, title }) => [`\`${id}\``, severity, title])),
    '\n## All rules\n',
    ...topics.map(([topic, rules]) => `\n**${topic}**\n${ruleTable(rules.map(({ id, severity, title }) => [`[\`${id}\`](#${id})`, severity, title]))}`),
    ...topics.map(([topic, rules]) => `\n## ${topic}\n${rules.map(section).join('')}`),
  ];
  return `${parts.join('').trimEnd()}\n`;
}

function section(rule: Rule): string {
  const { failing, passing, target } = rule.examples;
  return `
### ${rule.id}

**${rule.title}** · ${rule.severity}

${texts(rule)}

Found${judgedFor(target)}:

\`\`\`yaml
${failing.trim()}
\`\`\`

Not found:

\`\`\`yaml
${passing.trim()}
\`\`\`
`;
}
