import { ROUTERS } from '../../../src/lifecycle';
import { clustersOf, ManifestSet, parseManifests, InputProblem } from '../../../src/manifests';
import { Finding, Findings, judge, RuleOverrides, Rule, RulePart, RuleResult, ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';

/** Nothing is known but that the cluster is a recent one. */
export const TARGET: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster };

export const POLICY: RuleOverrides = { severities: {}, excludes: () => false };

/** The one cluster that some YAML is for. */
export function manifestsIn(yaml: string): ManifestSet {
  const { cluster, problems } = read(yaml);
  expect(problems).toEqual([]);
  return cluster;
}

/** The same where something may be wrong with the YAML itself. */
export function read(yaml: string): { readonly cluster: ManifestSet; readonly problems: InputProblem[] } {
  const { objects, problems } = parseManifests('test.yaml', yaml);
  const { clusters: [cluster], problems: more } = clustersOf(objects, problems);
  return { cluster, problems: [...problems, ...more] };
}

/** What one rule says about a service without findings, changed as an example of a rule is. */
export function verdictsOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): RuleResult[] {
  return rule.judge(manifestsIn(exampleManifests(change)), { ...TARGET, ...'examples' in rule ? rule.examples.profile : {}, ...profile });
}

/** The messages of one rule about a changed service: none if it passes or does not apply. */
export function messagesOn(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): string[] {
  return verdictsOn(rule, change, profile).flatMap(({ violations }) => violations.map(({ message }) => message));
}

/** Whether a rule has anything to say about a changed service. */
export function appliesTo(rule: Rule | RulePart, change: string, profile: Partial<ClusterProfile> = {}): boolean {
  return verdictsOn(rule, change, profile).length > 0;
}

/** What all rules say about some YAML. */
export function judged(yaml: string, profile: Partial<ClusterProfile> = {}, policy: Partial<RuleOverrides> = {}): Findings {
  return judge(manifestsIn(yaml), { ...TARGET, ...profile }, { ...POLICY, ...policy });
}

/** The ids of findings, each once, in alphabetical order. */
export function idsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule.id))].sort();
}
