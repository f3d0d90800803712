import { Recipe } from './recipe';
import { UNTIL } from './recipe-text';
import { releaseObjects } from './release-objects';
import { Update, updateOf } from './update';
import { clustersOf, ManifestObject, ManifestSet } from '../../manifests';

/** One of the releases that replace a change. */
export interface PlannedRelease {
  readonly manifests: ManifestSet;
  /** What to wait for before the next one: `when …`. */
  readonly until: readonly string[];
}

/** The recipes for everything that an update would break. */
export type RecipesOf = (update: Update) => readonly Recipe[];

const MOST_RELEASES = 12;

/**
 * The releases that several recipes make together: their first releases at once, then the second ones, and so on. A step that
 * is unsafe by itself is split in the same way.
 *
 * @throws if the recipes never reach the change
 */
export function planReleases(
  update: Update, recipes: readonly Recipe[], recipesOf: RecipesOf, most: number = MOST_RELEASES,
): PlannedRelease[] {
  if (most <= 0) { throw new Error('the recipes lead in circles'); }
  if (recipes.length === 0) { return [{ manifests: update.after, until: [] }]; }
  const releases: PlannedRelease[] = [];
  const length = Math.max(...recipes.map(recipe => recipe.length));
  for (let i = 0; i < length; i++) {
    const together = recipes.map(recipe => recipe[Math.min(i, recipe.length - 1)]);
    const edits = together.flatMap(release => release.edits);
    const target = edits.length === 0 ? update.after : setOf(releaseObjects(update, { edits }), update.after);
    const step = updateOf(releases.at(-1)?.manifests ?? update.before, target, update.compareContracts);
    const reached = planReleases(step, recipesOf(step), recipesOf, most - releases.length - 1);
    const until = recipes.flatMap(recipe => i < recipe.length - 1 ? [recipe[i].until ?? UNTIL] : []);
    releases.push(...reached.slice(0, -1), { ...reached[reached.length - 1], until: [...new Set(until)] });
  }
  return releases;
}

function setOf(objects: readonly ManifestObject[], none: ManifestSet): ManifestSet {
  const [cluster] = clustersOf(objects, [], none.declared).clusters;
  return cluster ?? { ...none, objects: [], workloads: [], services: [], podOwners: [] };
}
