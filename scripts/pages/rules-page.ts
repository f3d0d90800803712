import { pageOfTopic, ruleLink, topicOf } from './links';
import { ruleTable } from './parts';
import { ACKNOWLEDGEMENT_RULES, CATALOGUE } from '../../src/rules';

const INTRO = `# Rules

<!-- Written by "npx projen compile" from src/rules: change it there. -->

What \`cdk8s-zero-downtime check\` and the \`cdk8s synth\` plugin look for: [how to run them](check.md).
What only a comparison of two releases can find: [update rules](update-rules.md). What is known to cost users requests
but has no rule: [coverage](coverage.md).

- **error**: users lose requests, or a release or a drain gets stuck.
- **warning**: the same, under common conditions.
- **info**: a weakness that needs a rare event, or a habit. Listed with \`--all\` only.

Each rule links to its section, with the reason, the fix and an example.
`;

const ACKNOWLEDGE = `
## Acknowledge a finding

An annotation on the object, or on the Deployment that runs the pods, turns a finding into a listed exception:

\`\`\`yaml
metadata:
  annotations:
    cdk8s-zero-downtime/acknowledge.recreate-strategy: two versions must never write at once; the window is announced
\`\`\`

The construct writes the annotation for you: \`acknowledge: { 'recreate-strategy': '…' }\`. Acknowledgements are checked too:
`;

/** The index of all rules, as Markdown. */
export function rulesPage(): string {
  const topics = Object.entries(CATALOGUE).filter(([, rules]) => rules.length > 0);
  return [
    INTRO,
    ...topics.map(([title, rules]) => `\n## [${title}](${pageOfTopic(topicOf(title))})\n${ruleTable(rules, ruleLink)}`),
    ACKNOWLEDGE,
    ruleTable(ACKNOWLEDGEMENT_RULES, () => '#acknowledge-a-finding'),
  ].join('');
}
