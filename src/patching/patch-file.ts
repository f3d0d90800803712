import { isMap, parseDocument } from 'yaml';
import { block, notationOf } from './notation';
import { patchDocument } from './patch-document';
import { FieldEdit, isAddition, keyOf, ManifestObject } from '../manifests';
import { documentsIn } from '../manifests/yaml/documents';

/** An edit of an object in the file. With an empty path, the value is a new object that is added after it. */
export interface ObjectEdit extends FieldEdit {
  readonly object: ManifestObject;
}

/** The texts of all files after edits of their objects; undefined if one of them cannot be written, or has no text. */
export function patchFiles(
  edits: readonly ObjectEdit[], textOf: (file: string) => string | undefined,
): Map<string, string> | undefined {
  const patched = new Map<string, string>();
  for (const edit of [...edits].sort(byPlace)) {
    const { file } = edit.object;
    const before = patched.get(file) ?? textOf(file);
    const text = before === undefined ? undefined : patchOne(before, edit);
    if (text === undefined) { return undefined; }
    patched.set(file, text);
  }
  return patched;
}

/** A document of a file, and what it is after edits. */
export interface PatchedDocument {
  readonly file: string;
  /** Where it begins in the text of the file. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The same, with nothing but the documents that change: of a file with a thousand objects, each fix would otherwise make the whole
 * text once more.
 */
export function patchDocuments(
  edits: readonly ObjectEdit[], textOf: (file: string) => string | undefined,
): PatchedDocument[] | undefined {
  const patched = new Map<string, PatchedDocument>();
  for (const edit of [...edits].sort(byPlace)) {
    const { object: { file, document, place } } = edit;
    const key = keyOf(file, document);
    const known = patched.get(key) ?? documentOf(file, document, textOf(file));
    const edited = (text: string): string | undefined =>
      isAddition(edit) ? withAddition(text, edit) : patchDocument(text, { path: [...place, ...edit.path], value: edit.value });
    const after = known && edited(known.after);
    if (after === undefined) { return undefined; }
    patched.set(key, { ...known!, after });
  }
  return [...patched.values()];
}

function documentOf(file: string, document: number, text: string | undefined): PatchedDocument | undefined {
  if (text === undefined) { return undefined; }
  const markLength = text.startsWith('\uFEFF') ? 1 : 0;
  const found = documentsOf(text, markLength).get(document);
  return found && { file, start: markLength + found.start, before: found.text, after: found.text };
}

type Documents = ReadonlyMap<number, ReturnType<typeof documentsIn>[number]>;
let known: { readonly text: string; readonly documents: Documents } | undefined;

/** Of the last text only: the findings of one file come together. */
function documentsOf(text: string, markLength: number): Documents {
  if (known?.text !== text) {
    known = { text, documents: new Map([...documentsIn(text.slice(markLength))].map(found => [found.index, found])) };
  }
  return known.documents;
}

// What is added moves the documents behind it.
function byPlace(one: ObjectEdit, other: ObjectEdit): number {
  return isAddition(one) && isAddition(other)
    ? other.object.document - one.object.document
    : Number(isAddition(one)) - Number(isAddition(other));
}

function patchOne(text: string, edit: ObjectEdit): string | undefined {
  const { object, path, value } = edit;
  const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const stream = text.slice(byteOrderMark.length);
  const found = documentsIn(stream).find(({ index }) => index === object.document);
  if (!found) { return undefined; }
  const patched = isAddition(edit)
    ? withAddition(found.text, edit)
    : patchDocument(found.text, { path: [...object.place, ...path], value });
  if (patched === undefined) { return undefined; }
  return byteOrderMark + stream.slice(0, found.start) + patched + stream.slice(found.start + found.text.length);
}

/** A document followed by another one; the items of a `List` stay in it. */
function withAddition(text: string, { object: { place }, value }: ObjectEdit): string | undefined {
  const list = place.slice(0, -1);
  if (list.length > 0) { return patchDocument(text, { path: [...list, lengthOf(text, list)], value }); }
  const notation = notationOf(text);
  const { lineBreak, isJson } = notation;
  // A JSON file contains only one object.
  return isJson ? undefined : `${text.trimEnd()}${lineBreak}---${lineBreak}${block(value, 0, notation)}${lineBreak}`;
}

function lengthOf(text: string, list: ObjectEdit['path']): number {
  const { contents } = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const items = isMap(contents) ? contents.getIn(list) as { readonly items?: readonly unknown[] } : undefined;
  return items?.items?.length ?? 0;
}
