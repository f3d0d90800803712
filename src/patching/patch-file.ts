import { block, notationOf } from './notation';
import { DocumentEdit, patchDocument } from './patch-document';
import { DocumentOf, FieldEdit, groupedBy, isAddition, keyOf, ManifestObject } from '../manifests';

/** An edit of an object in the file. With an empty path, the value is a new object that is added after it. */
export interface ObjectEdit extends FieldEdit {
  readonly object: ManifestObject;
}

/** A document of a file, and what it is after edits. */
export interface PatchedDocument {
  readonly file: string;
  /** Where it begins in the text of the file. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/** Documents after edits, each under a key of its own. */
export type PatchedDocuments = ReadonlyMap<string, PatchedDocument>;

/** The documents that edits change, after the `earlier` ones; undefined if one of them cannot be written, or has no text. */
export function patchDocuments(
  edits: readonly ObjectEdit[], documentOf: DocumentOf, earlier: PatchedDocuments = new Map(),
): PatchedDocuments | undefined {
  const patched = new Map<string, PatchedDocument>();
  for (const [key, own] of groupedBy(edits, ({ object }) => [keyOf(object.file, object.document)])) {
    const known = earlier.get(key) ?? unchanged(own[0].object, documentOf);
    const after = known && edited(known.after, own);
    if (after === undefined) { return undefined; }
    patched.set(key, { ...known!, after });
  }
  return patched;
}

function unchanged({ file, document }: ManifestObject, documentOf: DocumentOf): PatchedDocument | undefined {
  const found = documentOf(file, document);
  return found && { file, start: found.start, before: found.text, after: found.text };
}

/** The texts of all files with their patched documents. */
export function patchedTexts(patched: PatchedDocuments, textOf: (file: string) => string | undefined): Map<string, string> {
  const byFile = groupedBy(patched.values(), ({ file }) => [file]);
  return new Map([...byFile].map(([file, documents]) => [file, withDocuments(textOf(file)!, documents)]));
}

function withDocuments(text: string, documents: readonly PatchedDocument[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, before, after } of [...documents].sort((one, other) => one.start - other.start)) {
    parts.push(text.slice(done, start), after);
    done = start + before.length;
  }
  return [...parts, text.slice(done)].join('');
}

/** Fields first, since what is added moves what is behind it. */
function edited(text: string, edits: readonly ObjectEdit[]): string | undefined {
  const documents = edits.filter(addsDocument);
  const inside = edits.filter(edit => !addsDocument(edit))
    .sort((one, other) => Number(isAddition(one)) - Number(isAddition(other)));
  const patched = inside.length === 0 ? text : patchDocument(text, inside.map(insideDocument));
  return documents.reduce(
    (whole: string | undefined, { value }) => whole === undefined ? undefined : withDocument(whole, value), patched);
}

function addsDocument(edit: ObjectEdit): boolean {
  return isAddition(edit) && edit.object.place.length === 0;
}

/** An object is added beside an item of a `List` as another item. */
function insideDocument(edit: ObjectEdit): DocumentEdit {
  const { object: { place }, path, value } = edit;
  return isAddition(edit) ? { path: place.slice(0, -1), value, isItem: true } : { path: [...place, ...path], value };
}

/** A document followed by another one. */
function withDocument(text: string, value: unknown): string | undefined {
  const notation = notationOf(text);
  const { lineBreak, isJson } = notation;
  // A JSON file contains only one object.
  return isJson ? undefined : `${text.trimEnd()}${lineBreak}---${lineBreak}${block(value, 0, notation)}${lineBreak}`;
}
