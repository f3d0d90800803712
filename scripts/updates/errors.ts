import { clustersOf, ManifestSet, parseManifests } from '../../src/manifests';
import { ROUTERS } from '../../src/lifecycle';
import { Finding, ClusterProfile } from '../../src/rules';
import { judgeUpdate, Update, updateOf } from '../../src/rules/diff';
import { recipesOfErrors } from '../../src/rules/diff/apply-recipe';
import { asYaml } from '../../src/rules/diff/release-objects';
import { planReleases } from '../../src/rules/diff/release-plan';

const TARGET: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster };

/** A step between two pieces of YAML, and what is found about it. */
export function updateBetween(before: string, after: string): { readonly update: Update; readonly findings: Finding[] } {
  const update = updateOf(clusterOf(before), clusterOf(after));
  return { update, findings: judgeUpdate(update, TARGET, { severities: {}, excludes: () => false }).findings };
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
