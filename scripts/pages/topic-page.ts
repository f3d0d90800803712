import { cell, judgedFor, ruleTexts } from './parts';
import { usefulness } from './usefulness';
import { changedLines, wholeExamples } from './whole-example';
import { ROUTERS } from '../../src/lifecycle';
import { clustersOf, ManifestSet, parseManifests } from '../../src/manifests';
import { severitiesInWords } from '../../src/report/rules/severities';
import { CATALOGUE, ClusterProfile, Rule, RuleResult } from '../../src/rules';
import { UPDATE_CATALOGUE, updateOf, UpdateRule } from '../../src/rules/diff';
import { Topic, TOPICS } from '../../src/rules/topics';

const PROFILE: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster };

/** All rules of one topic, each with an example, as Markdown. */
export function topicPage(topic: Topic): string {
  const title = TOPICS[topic];
  const [ofManifests, ofUpdates] = [CATALOGUE[title] ?? [], UPDATE_CATALOGUE[title] ?? []];
  const parts = [
    `# ${title}\n\n<!-- Written by "npx projen compile" from src/rules: change it there. -->\n`,
    '\nSave an example as a file and run `check` on it, or `diff` on two of them: it reports this finding, among others. '
      + 'A Deployment here has its required fields and those that the rule reads.\n',
    ...ofManifests.length > 0 ? ['\n## Found by check\n', ...ofManifests.map(checkSection)] : [],
    ...ofUpdates.length > 0 ? ['\n## Found by diff\n', ...ofUpdates.map(diffSection)] : [],
  ];
  return `${parts.join('').trimEnd()}\n`;
}

function checkSection(rule: Rule): string {
  const { failing, passing, profile } = rule.examples;
  const judged = (yaml: string): RuleResult[] => rule.judge(manifestsIn(yaml), { ...PROFILE, ...profile });
  const [found, fixed] = wholeExamples([failing, passing], ([one, other]) => isFound(judged(one)) && isPassed(judged(other)));
  return `${heading(rule)}
Found${judgedFor(profile)}:

${block('yaml', found)}

Not found:

${block('diff', changedLines(found, fixed))}
`;
}

function diffSection(rule: UpdateRule): string {
  const { before, unsafe, safe, profile, refused } = rule.examples;
  const judged = (one: string, other: string): RuleResult[] =>
    rule.judge(updateOf(manifestsIn(one), manifestsIn(other)), { ...PROFILE, ...profile });
  const [running, bad, good] = wholeExamples([before, joined(before, unsafe), joined(before, safe)],
    ([runs, ...next]) => isFound(judged(runs, next[0])) && !isFound(judged(runs, next[1])));
  return `${heading(rule, refused ? ' · rejected by the API server' : '')}
What runs:

${block('yaml', running)}

Found${judgedFor(profile)}:

${block('diff', changedLines(running, bad))}

Not found:

${block('diff', changedLines(running, good))}
`;
}

function heading(rule: Rule | UpdateRule, note = ''): string {
  const worth = usefulness(rule.id);
  return `
### ${rule.id}

**${cell(rule.title)}** · ${severitiesInWords(rule)}${note}

${ruleTexts(rule)}
${worth === undefined ? '' : `\n${worth}\n`}`;
}

const isFound = (results: readonly RuleResult[]): boolean => results.some(({ violations }) => violations.length > 0);
const isPassed = (results: readonly RuleResult[]): boolean => results.length > 0 && !isFound(results);

function manifestsIn(yaml: string): ManifestSet {
  const { clusters: [cluster] } = clustersOf(parseManifests('example.yaml', yaml).objects);
  return cluster;
}

function joined(...parts: readonly string[]): string {
  return parts.filter(part => part.trim() !== '').join('\n---\n');
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
