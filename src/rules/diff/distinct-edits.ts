import { Edit } from './recipe';
import { ManifestObject } from '../../manifests';

/** Edits without those that say the same twice. */
export function distinct(edits: readonly Edit[]): Edit[] {
  const seen = new Map<ManifestObject, string[]>();
  return edits.filter(edit => {
    const before = seen.get(edit.object) ?? [];
    seen.set(edit.object, [...before, edit.kind]);
    return edit.kind === 'set' || !before.includes(edit.kind);
  });
}
