import { printable, printableName } from './printable';
import { ReportedEdit, ReportedRelease } from './report';
import { ManifestObject, Path, showPath } from '../manifests';
import type { Edit, Recipe } from '../rules/diff/recipe';
import { isContent, UNTIL } from '../rules/diff/recipe-text';

/** A recipe as data for tools; its text is part of the fix. */
export function reportRecipe(recipe: Recipe): ReportedRelease[] {
  return recipe.map(({ edits, until = UNTIL }, i) => ({
    edits: edits.map(reportEdit),
    ...i < recipe.length - 1 && { until: printable(until) },
  }));
}

export function reportEdit(edit: Edit): ReportedEdit {
  const object = printableName(edit.object);
  if (edit.kind !== 'set') { return { kind: edit.kind, object }; }
  const place = { object, path: printable(showPath(edit.path)), pointer: pointerOf(edit.path) };
  if (edit.value === undefined) { return { kind: 'unset', ...place }; }
  return { kind: 'set', ...place, ...isContent(edit) ? { asBefore: true } : { value: edit.value } };
}

/** An object that a fix adds, in the namespace of the object with the finding. */
export function reportAddition(value: unknown, { namespace }: Pick<ManifestObject, 'namespace'>): ReportedEdit {
  const { kind, metadata: { name } } = value as { readonly kind: string; readonly metadata: { readonly name: string } };
  return { kind: 'add', object: printableName({ kind, namespace, name }), value };
}

/** A JSON Pointer (RFC 6901): unlike the displayed path, it contains every key unchanged. */
function pointerOf(path: Path): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
