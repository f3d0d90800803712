import { dump } from 'js-yaml';
import { UPDATE_RULES } from './catalogue';
import { Edit, Recipe, Release } from './recipe';
import { Update } from './update';
import { ClusterProfile } from '../../analysis/cluster-profile';
import { keyOf, ManifestObject, setField } from '../../manifests';

type Json = { [key: string]: unknown };

/** First what is kept, then its fields; what one recipe changes another may leave out altogether. */
const ORDER: readonly Edit['kind'][] = ['retain', 'keepPrevious', 'set', 'defer'];

/** The manifests of one release of a recipe, or of the first releases of several recipes together, as YAML. */
export function releaseManifests(update: Update, { edits }: Release): string {
  const objects = new Map<ManifestObject, Json>(update.after.objects.map(object => [object, copyOf(object)]));
  for (const kind of ORDER) {
    edits.filter(edit => edit.kind === kind).forEach(edit => applyEdit(edit, objects, update));
  }
  return withoutTwins([...objects.values()]).map(json => dump(json, { noRefs: true, lineWidth: -1 })).join('---\n');
}

// What one recipe retains another may give its name back to: it is there either way.
function withoutTwins(objects: readonly Json[]): Json[] {
  const seen = new Set<string>();
  return objects.filter(({ apiVersion, kind, metadata }) => {
    const { namespace, name } = metadata as { readonly namespace?: string; readonly name?: string };
    const key = keyOf(`${apiVersion}`, `${kind}`, namespace, name);
    return !seen.has(key) && seen.add(key);
  });
}

function applyEdit(edit: Edit, objects: Map<ManifestObject, Json>, update: Update): void {
  const { object } = edit;
  switch (edit.kind) {
    case 'retain':
      requireIn(object, update.objects.removed);
      objects.set(object, copyOf(object));
      break;
    case 'defer':
      requireIn(object, update.objects.added);
      objects.delete(object);
      break;
    case 'keepPrevious':
      objects.set(object, copyOf(update.objects.kept.find(({ after }) => after === object)!.before));
      break;
    case 'set': {
      const json = objects.get(object);
      if (!json) { throw new Error(`${object.kind} ${object.name} is not in this release`); }
      setField(json, edit);
    }
  }
}

function requireIn(object: ManifestObject, objects: readonly ManifestObject[]): void {
  if (!objects.includes(object)) { throw new Error(`${object.kind} ${object.name} cannot be retained or omitted`); }
}

function copyOf({ json }: ManifestObject): Json {
  return JSON.parse(JSON.stringify(json));
}

/** The recipes of all errors of an update. */
export function recipesOfErrors(update: Update, profile: ClusterProfile): Recipe[] {
  return UPDATE_RULES.flatMap(rule => rule.judge(update, profile).flatMap(({ violations }) => violations)
    .filter(({ severity = rule.severity }) => severity === 'error').flatMap(({ recipe }) => recipe ? [recipe] : []));
}

/** What a step comes to, and the recipes of its errors. */
export type RecipesOf = (before: string, after: string) => { readonly update: Update; readonly recipes: readonly Recipe[] };

const MOST_STEPS = 12;

/**
 * The releases that the recipes of all errors make together, as YAML: each time, the first releases of all of them.
 *
 * @throws if they get nowhere
 */
export function releasesFor(before: string, after: string, recipesOf: RecipesOf, steps: number = MOST_STEPS): string[] {
  if (steps <= 0) { throw new Error('the recipes lead in circles'); }
  const { update, recipes } = recipesOf(before, after);
  if (recipes.length === 0) { return [after]; }
  const together = (index: (recipe: Recipe) => Release) => ({ edits: recipes.flatMap(recipe => index(recipe).edits) });
  const first = releaseManifests(update, together(recipe => recipe[0]));
  const last = releaseManifests(update, together(recipe => recipe[recipe.length - 1]));
  // A recipe of one release says what to do instead.
  const reached = releasesFor(before, first, recipesOf, steps - 1);
  const running = reached[reached.length - 1];
  return recipes.every(recipe => recipe.length === 1)
    ? reached
    : [...reached, ...releasesFor(running, last, recipesOf, steps - reached.length)];
}
