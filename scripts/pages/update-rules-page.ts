import { judgedFor, ruleTable, texts } from './parts';
import { UPDATE_CATALOGUE, UpdateRule } from '../../src/rules/diff';

const INTRO = `# Rules of updates

<!-- Written by "npx projen compile" from src/rules/diff: change it there. -->

What \`cdk8s-zero-downtime diff\` judges, and the \`cdk8s synth\` plugin if it has a baseline: [how to run them](diff.md).
They look at the step from what runs to what will run; what is wrong with either side by itself is for [check](rules.md).

- **error**: users lose requests, or the release gets stuck.
- **warning**: they do under common conditions.
- **info**: worth knowing before it happens.

The examples are parts: the first is merged into a Deployment with a Service and a budget that have no findings
([clean-service.ts](../src/rules/clean-service.ts)), and is what runs; the others are what changes then.
A finding is accepted as one of \`check\` is: by an annotation with a reason, on the object or on its Deployment. Once the
release is done the annotation accepts nothing any more, and is reported until it is removed. What goes is accepted by an
annotation on it in the release before.
`;

/** The catalogue of the rules of updates, as Markdown. */
export function updateRulesPage(): string {
  const topics = Object.entries(UPDATE_CATALOGUE);
  const parts = [
    INTRO,
    '\n## All rules\n',
    ...topics.map(([topic, rules]) => `\n**${topic}**\n${ruleTable(rules.map(({ id, severity, title }) => [`[\`${id}\`](#${id})`, severity, title]))}`),
    ...topics.map(([topic, rules]) => `\n## ${topic}\n${rules.map(section).join('')}`),
  ];
  return `${parts.join('').trimEnd()}\n`;
}

function section(rule: UpdateRule): string {
  const { before, unsafe, safe, target, refused } = rule.examples;
  return `
### ${rule.id}

**${rule.title}** · ${rule.severity}${refused ? ' · the API server refuses it' : ''}

${texts(rule)}
${before.trim() === '' ? '' : `\nWhat runs:\n\n${yaml(before)}\n`}
Found${judgedFor(target)}:

${yaml(unsafe)}

Not found:

${yaml(safe)}
`;
}

function yaml(text: string): string {
  return `\`\`\`yaml\n${text.trim()}\n\`\`\``;
}
