import { clustersOf, ManifestSet, parseManifests } from '../../src/manifests';
import { ROUTERS } from '../../src/lifecycle';
import { Finding, Target } from '../../src/rules';
import { judgeUpdate, Update, UPDATE_RULES, updateOf } from '../../src/rules/diff';
import { ErrorsOf } from '../../test/rules/diff/releases';

const TARGET: Target = { kubernetesMinor: 34, router: ROUTERS.cluster };

/** A step between two pieces of YAML, and what is found about it. */
export function updateBetween(before: string, after: string): { readonly update: Update; readonly findings: Finding[] } {
  const update = updateOf(clusterOf(before), clusterOf(after));
  return { update, findings: judgeUpdate(update, TARGET, { severities: {}, excludes: () => false }).findings };
}

/** The recipes of its errors. */
export const errorsBetween: ErrorsOf = (before, after) => {
  const { update } = updateBetween(before, after);
  const recipes = UPDATE_RULES.flatMap(rule => rule.judge(update, TARGET).flatMap(({ violations }) => violations)
    .filter(({ severity = rule.severity }) => severity === 'error').flatMap(({ recipe }) => recipe ? [recipe] : []));
  return { update, recipes };
};

function clusterOf(yaml: string): ManifestSet {
  return clustersOf(parseManifests('step.yaml', yaml).objects).clusters[0];
}
