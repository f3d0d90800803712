import { clustersOf, ManifestSet, parseManifests } from '../../src/manifests';
import { ROUTERS } from '../../src/lifecycle';
import { Finding, ClusterProfile } from '../../src/rules';
import { judgeUpdate, Update, updateOf } from '../../src/rules/diff';
import { recipesOfErrors, RecipesOf } from '../../src/rules/diff/apply-recipe';

const TARGET: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster };

/** A step between two pieces of YAML, and what is found about it. */
export function updateBetween(before: string, after: string): { readonly update: Update; readonly findings: Finding[] } {
  const update = updateOf(clusterOf(before), clusterOf(after));
  return { update, findings: judgeUpdate(update, TARGET, { severities: {}, excludes: () => false }).findings };
}

/** The recipes of its errors. */
export const errorsBetween: RecipesOf = (before, after) => {
  const { update } = updateBetween(before, after);
  return { update, recipes: recipesOfErrors(update, TARGET) };
};

function clusterOf(yaml: string): ManifestSet {
  return clustersOf(parseManifests('step.yaml', yaml).objects).clusters[0];
}
