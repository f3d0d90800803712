import { ACKNOWLEDGEMENT_RULES, CATALOGUE, ClusterProfile, RuleText } from '../../rules';
import { UPDATE_CATALOGUE } from '../../rules/diff';

/** A rule as `rules` and `explain` show it. */
export interface RuleShown extends RuleText {
  readonly command: 'check' | 'diff';
  readonly topic: string;
  /** Parts of manifests, with a title each. */
  readonly examples: readonly { readonly title: string; readonly yaml: string }[];
  /** The cluster for which the examples are judged, if it is not the default. */
  readonly profile?: Partial<ClusterProfile>;
}

/** Rules of one topic. */
export interface RuleGroup {
  readonly command: RuleShown['command'];
  readonly topic: string;
  readonly rules: readonly RuleShown[];
}

/** All rules, by command and topic, in the order of the pages docs/rules.md and docs/update-rules.md. */
export function ruleGroups(): readonly RuleGroup[] {
  return [
    ...Object.entries(CATALOGUE).map(([topic, rules]) => groupOf('check', topic, rules, ({ examples: { failing, passing } }) =>
      [{ title: 'Found', yaml: failing }, { title: 'Not found', yaml: passing }])),
    groupOf('check', 'Acknowledgements', ACKNOWLEDGEMENT_RULES, () => []),
    ...Object.entries(UPDATE_CATALOGUE).map(([topic, rules]) => groupOf('diff', topic, rules, ({ examples: { before, unsafe, safe } }) =>
      [{ title: 'What runs', yaml: before }, { title: 'Found', yaml: unsafe }, { title: 'Not found', yaml: safe }])),
  ];
}

function groupOf<R extends RuleText & { readonly examples?: { readonly profile?: Partial<ClusterProfile> } }>(
  command: RuleShown['command'], topic: string, rules: readonly R[], examplesOf: (rule: R) => RuleShown['examples'],
): RuleGroup {
  return {
    command,
    topic,
    rules: rules.map(rule => ({
      ...rule,
      command,
      topic,
      examples: examplesOf(rule).map(({ title, yaml }) => ({ title, yaml: yaml.trim() })).filter(({ yaml }) => yaml !== ''),
      ...rule.examples?.profile && { profile: rule.examples.profile },
    })),
  };
}
