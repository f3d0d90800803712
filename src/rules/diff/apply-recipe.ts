import { UPDATE_RULES } from './catalogue';
import { Recipe, Release } from './recipe';
import { asYaml, releaseObjects } from './release-objects';
import { Update } from './update';
import { ClusterProfile } from '../../analysis/cluster-profile';

/** The manifests of one release of a recipe, or of the first releases of several recipes together, as YAML. */
export function releaseManifests(update: Update, release: Release): string {
  return asYaml(releaseObjects(update, release));
}

/** The recipes of all errors of an update. */
export function recipesOfErrors(update: Update, profile: ClusterProfile): Recipe[] {
  return UPDATE_RULES.flatMap(rule => rule.judge(update, profile).flatMap(({ violations }) => violations)
    .filter(({ severity = rule.severity }) => severity === 'error').flatMap(({ recipe }) => recipe ? [recipe] : []));
}
