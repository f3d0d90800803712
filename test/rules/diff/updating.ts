import { clustersOf, ManifestSet, parseManifests } from '../../../src/manifests';
import { Findings, RuleOverrides, RuleResult, ClusterProfile, Violation } from '../../../src/rules';
import { judgeUpdate, Update, updateOf, UpdateRule } from '../../../src/rules/diff';
import { exampleManifests } from '../../../src/rules/examples';
import { comparesForTests } from '../../contracts/comparing';
import { manifestsIn, POLICY, TARGET } from '../check/judging';
import { undeclared, withDeclaredSeverities } from '../declared-severities';

/** The step from a service without findings, changed like an example's `before`, to the same with a change. */
export function updateWith(before: string, change: string): Update {
  return updateOf(manifestsIn(exampleManifests(before)), manifestsIn(exampleManifests(joined(before, change))), comparesForTests);
}

/** The step between two complete pieces of YAML. */
export function updateBetween(before: string, after: string): Update {
  return updateOf(manifestsIn(before), manifestsIn(after), comparesForTests);
}

/** The findings of one rule about a change of a service. */
export function verdictsOn(
  rule: UpdateRule,
  change: string,
  before: string = rule.examples.before,
  profile: Partial<ClusterProfile> = {},
): RuleResult[] {
  const judgedFor = { ...TARGET, ...rule.examples.profile, ...profile };
  return withDeclaredSeverities(rule, rule.judge(updateWith(before, change), judgedFor));
}

export function violationsOn(
  rule: UpdateRule, change: string, before: string = rule.examples.before, profile: Partial<ClusterProfile> = {},
): Violation[] {
  return verdictsOn(rule, change, before, profile).flatMap(({ violations }) => violations);
}

/** The messages of one rule about a change: none if it passes or does not apply. */
export function messagesOn(
  rule: UpdateRule,
  change: string,
  before: string = rule.examples.before,
  profile: Partial<ClusterProfile> = {},
): string[] {
  return violationsOn(rule, change, before, profile).map(({ message }) => message);
}

/** Whether a rule applies to a change. */
export function appliesTo(
  rule: UpdateRule,
  change: string,
  before: string = rule.examples.before,
  profile: Partial<ClusterProfile> = {},
): boolean {
  return verdictsOn(rule, change, before, profile).length > 0;
}

/** The findings of all rules about an update. */
export function judgedUpdate(
  update: Update,
  profile: Partial<ClusterProfile> = {},
  policy: Partial<RuleOverrides> = {},
): Findings {
  const result = judgeUpdate(update, { ...TARGET, ...profile }, { ...POLICY, ...policy });
  if (!policy.severities && !policy.namespaces) { expect(undeclared(result.findings)).toEqual([]); }
  return result;
}

/** The one cluster that several files are for. */
export function manifestsInFiles(...texts: readonly string[]): ManifestSet {
  const { clusters } = clustersOf(texts.flatMap((text, i) => parseManifests(`test-${i}.yaml`, text).objects));
  expect(clusters).toHaveLength(1);
  return clusters[0];
}

function joined(...parts: readonly string[]): string {
  return parts.filter(part => part.trim() !== '').join('\n---\n');
}
