import { pageOfTopic, ruleLink, topicOf } from './links';
import { ruleTable } from './parts';
import { UPDATE_CATALOGUE } from '../../src/rules/diff';

const INTRO = `# Update rules

<!-- Written by "npx projen compile" from src/rules/diff: change it there. -->

What \`cdk8s-zero-downtime diff\` looks for, and the \`cdk8s synth\` plugin if it has a baseline: [how to run them](diff.md).
These rules compare what runs with what will run. Defects of either side by itself are for [check](rules.md).

- **error**: users lose requests, or the release gets stuck.
- **warning**: the same, under common conditions.
- **info**: worth knowing before it happens. Listed with \`--all\` only.

Acknowledge a finding as one of \`check\`: by [an annotation with a reason](rules.md#acknowledge-a-finding) on the object or its
Deployment. After the release, the annotation matches nothing and is reported until you remove it. To acknowledge the removal of
an object, annotate the object one release earlier.
`;

/** The index of the update rules, as Markdown. */
export function updateRulesPage(): string {
  const topics = Object.entries(UPDATE_CATALOGUE).filter(([, rules]) => rules.length > 0);
  return [INTRO, ...topics.map(([title, rules]) => `\n## [${title}](${pageOfTopic(topicOf(title))}#found-by-diff)\n${ruleTable(rules, ruleLink)}`)].join('');
}
