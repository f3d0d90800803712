import { documentsOf } from '../../src/manifests';
import { ObjectEdit, patchDocuments, patchedTexts } from '../../src/patching/patch-file';

/** The texts of all files after edits of their objects; undefined if one of them cannot be written. */
export function patchFiles(
  edits: readonly ObjectEdit[], textOf: (file: string) => string | undefined,
): Map<string, string> | undefined {
  const patched = patchDocuments(edits, documentsOf(textOf));
  return patched && patchedTexts(patched, textOf);
}
