import { stringify } from 'yaml';
import { ManifestObject, ManifestSet, Path } from '../../../src/manifests';
import { Edit, Recipe, Release, Update } from '../../../src/rules/diff';

type Json = { [key: string]: unknown };

/** The manifests of one release of a recipe, as YAML. */
export function releaseManifests(update: Update, { edits }: Release): string {
  const objects = new Map<ManifestObject, Json>(update.after.objects.map(object => [object, copyOf(object)]));
  for (const edit of edits) { applied(edit, objects, update); }
  return [...objects.values()].map(json => stringify(json)).join('---\n');
}

function applied(edit: Edit, objects: Map<ManifestObject, Json>, update: Update): void {
  const { object } = edit;
  switch (edit.kind) {
    case 'retain':
      expectIn(object, update.objects.removed);
      objects.set(object, copyOf(object));
      break;
    case 'leave':
      objects.set(object, copyOf(update.objects.kept.find(({ after }) => after === object)!.before));
      break;
    case 'omit':
      expectIn(object, update.objects.added);
      objects.delete(object);
      break;
    case 'set': {
      const json = objects.get(object);
      if (!json) { throw new Error(`${object.kind} ${object.name} is not in this release`); }
      write(json, edit.path, edit.value);
    }
  }
}

function expectIn(object: ManifestObject, objects: readonly ManifestObject[]): void {
  if (!objects.includes(object)) { throw new Error(`${object.kind} ${object.name} cannot be retained or omitted`); }
}

function copyOf({ json }: ManifestObject): Json {
  return JSON.parse(JSON.stringify(json));
}

function write(json: Json, path: Path, value: unknown): void {
  let at = json as { [key: string | number]: unknown };
  for (const [i, step] of path.slice(0, -1).entries()) {
    at[step] ??= typeof path[i + 1] === 'number' ? [] : {};
    at = at[step] as { [key: string | number]: unknown };
  }
  const last = path[path.length - 1];
  if (value !== undefined) { at[last] = value; } else if (Array.isArray(at)) { at.splice(last as number, 1); } else { delete at[last]; }
}

/** The objects of a cluster in another order, with their keys in another order, in two files. */
export function shuffled({ objects }: ManifestSet): readonly [string, string] {
  const texts = [...objects].reverse().map(({ json }) => stringify(reversed(json)));
  return [texts.filter((_, i) => i % 2 === 0).join('---\n'), texts.filter((_, i) => i % 2 === 1).join('---\n')];
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(reversed); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
}

const MOST_STEPS = 12;

/**
 * The releases that the recipes of all findings make together, as YAML: each time, the first releases of all of them. Throws
 * if they get nowhere.
 */
export function releasesFor(before: string, after: string, errorsOf: ErrorsOf, steps: number = MOST_STEPS): string[] {
  if (steps <= 0) { throw new Error('the recipes lead in circles'); }
  const { update, recipes } = errorsOf(before, after);
  if (recipes.length === 0) { return [after]; }
  const together = (index: (recipe: Recipe) => Release) => ({ edits: recipes.flatMap(recipe => index(recipe).edits) });
  const first = releaseManifests(update, together(recipe => recipe[0]));
  const last = releaseManifests(update, together(recipe => recipe[recipe.length - 1]));
  // A recipe of one release says what to do instead.
  const reached = releasesFor(before, first, errorsOf, steps - 1);
  const running = reached[reached.length - 1];
  return recipes.every(recipe => recipe.length === 1) ? reached : [...reached, ...releasesFor(running, last, errorsOf, steps - reached.length)];
}

/** The errors of a step that have recipes. */
export type ErrorsOf = (before: string, after: string) => { readonly update: Update; readonly recipes: readonly Recipe[] };
