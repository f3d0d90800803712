import { patchDocument } from './patch-document';
import { FieldEdit, ManifestObject } from '../manifests';
import { documentsIn } from '../manifests/yaml/documents';

/** An edit of an object that stands in the file. */
export interface ObjectEdit extends FieldEdit {
  readonly object: ManifestObject;
}

/** The text of a file after edits of the objects in it; undefined if one of them cannot be written. */
export function patchFile(text: string, edits: readonly ObjectEdit[]): string | undefined {
  return edits.reduce<string | undefined>((patched, edit) => patched === undefined ? undefined : patchOne(patched, edit), text);
}

function patchOne(text: string, { object, path, value }: ObjectEdit): string | undefined {
  const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const stream = text.slice(byteOrderMark.length);
  const found = documentsIn(stream).find(({ index }) => index === object.document);
  const patched = found && patchDocument(found.text, { path: [...object.place, ...path], value });
  if (!found || patched === undefined) { return undefined; }
  return byteOrderMark + stream.slice(0, found.start) + patched + stream.slice(found.start + found.text.length);
}
