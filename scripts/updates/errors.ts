import { clustersOf, ManifestSet, parseManifests } from '../../src/manifests';
import { ROUTERS } from '../../src/lifecycle';
import { ClusterProfile, Finding, judge } from '../../src/rules';
import { judgeUpdate, Update, updateOf } from '../../src/rules/diff';
import { recipesOfErrors } from '../../src/rules/diff/apply-recipe';
import { asYaml } from '../../src/rules/diff/release-objects';
import { planReleases } from '../../src/rules/diff/release-plan';

const TARGET: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster };
const SETTINGS = { severities: {}, excludes: () => false };

/** A step between two pieces of YAML, and what is found about it. */
export function updateBetween(before: string, after: string): { readonly update: Update; readonly findings: Finding[] } {
  const update = updateOf(clusterOf(before), clusterOf(after));
  return { update, findings: judgeUpdate(update, TARGET, SETTINGS).findings };
}

/** The rules by which `diff` finds a step: those of updates, and those of `check` that find something only afterwards. */
export function foundBetween(before: string, after: string): string[] {
  const idsOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule.id))];
  const known = idsOf(judge(clusterOf(before), TARGET, SETTINGS).findings);
  const now = idsOf(judge(clusterOf(after), TARGET, SETTINGS).findings);
  return [...idsOf(updateBetween(before, after).findings), ...now.filter(id => !known.includes(id))];
}

/** The releases that the recipes of its errors make, as YAML. */
export function releasesBetween(before: string, after: string): string[] {
  const { update } = updateBetween(before, after);
  const recipesOf = (step: Update) => recipesOfErrors(step, TARGET);
  return planReleases(update, recipesOf(update), recipesOf).map(({ manifests }) => asYaml(manifests.objects));
}

function clusterOf(yaml: string): ManifestSet {
  return clustersOf(parseManifests('step.yaml', yaml).objects).clusters[0];
}
