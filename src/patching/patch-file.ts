import { patchDocument } from './patch-document';
import { FieldEdit, ManifestObject } from '../manifests';
import { documentsIn } from '../manifests/yaml/documents';

/** An edit of an object that stands in the file. */
export interface ObjectEdit extends FieldEdit {
  readonly object: ManifestObject;
}

/** The texts of files after edits of the objects in them: of all, or undefined if one cannot be written. */
export function patchFiles(edits: readonly ObjectEdit[], textOf: (file: string) => string): Map<string, string> | undefined {
  const patched = new Map<string, string>();
  for (const edit of edits) {
    const { file } = edit.object;
    const text = patchOne(patched.get(file) ?? textOf(file), edit);
    if (text === undefined) { return undefined; }
    patched.set(file, text);
  }
  return patched;
}

function patchOne(text: string, { object, path, value }: ObjectEdit): string | undefined {
  const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const stream = text.slice(byteOrderMark.length);
  const found = documentsIn(stream).find(({ index }) => index === object.document);
  const patched = found && patchDocument(found.text, { path: [...object.place, ...path], value });
  if (!found || patched === undefined) { return undefined; }
  return byteOrderMark + stream.slice(0, found.start) + patched + stream.slice(found.start + found.text.length);
}
