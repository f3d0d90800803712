import { ROUTERS } from '../../../src/lifecycle';
import { clustersOf, ManifestSet, parseManifests, InputProblem } from '../../../src/manifests';
import { Finding, Findings, judge, RuleOverrides, Rule, RulePart, RuleResult, ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';
import { undeclared, withDeclaredSeverities } from '../declared-severities';

/** A recent cluster about which nothing else is known. */
export const TARGET: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster };

export const POLICY: RuleOverrides = { severities: {}, excludes: () => false };

/** The single cluster of some YAML. */
export function manifestsIn(yaml: string): ManifestSet {
  const { cluster, problems } = read(yaml);
  expect(problems).toEqual([]);
  return cluster;
}

/** The same for YAML that may be invalid itself. */
export function read(yaml: string): { readonly cluster: ManifestSet; readonly problems: InputProblem[] } {
  const { objects, problems } = parseManifests('test.yaml', yaml);
  const { clusters: [cluster], problems: more } = clustersOf(objects, problems);
  return { cluster, problems: [...problems, ...more] };
}

/** The results of one rule for a service without findings, changed like an example of a rule. */
export function verdictsOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): RuleResult[] {
  const judgedFor = { ...TARGET, ...'examples' in rule ? rule.examples.profile : {}, ...profile };
  return withDeclaredSeverities(rule, rule.judge(manifestsIn(exampleManifests(change)), judgedFor));
}

/** The messages of one rule about a changed service: none if it passes or does not apply. */
export function messagesOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): string[] {
  return verdictsOn(rule, change, profile).flatMap(({ violations }) => violations.map(({ message }) => message));
}

/** Whether a rule applies to a changed service. */
export function appliesTo(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): boolean {
  return verdictsOn(rule, change, profile).length > 0;
}

/** The findings of all rules for some YAML. */
export function judged(yaml: string, profile: Partial<ClusterProfile> = {}, policy: Partial<RuleOverrides> = {}): Findings {
  const result = judge(manifestsIn(yaml), { ...TARGET, ...profile }, { ...POLICY, ...policy });
  if (!policy.severities && !policy.namespaces) { expect(undeclared(result.findings)).toEqual([]); }
  return result;
}

/** The distinct ids of findings, in alphabetical order. */
export function idsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule.id))].sort();
}
