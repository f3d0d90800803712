import { isMap, parseDocument } from 'yaml';
import { block, notationOf } from './notation';
import { patchDocument } from './patch-document';
import { FieldEdit, groupedBy, isAddition, keyOf, ManifestObject } from '../manifests';
import { documentsIn } from '../manifests/yaml/documents';

/** An edit of an object in the file. With an empty path, the value is a new object that is added after it. */
export interface ObjectEdit extends FieldEdit {
  readonly object: ManifestObject;
}

/** The texts of all files after edits of their objects; undefined if one of them cannot be written, or has no text. */
export function patchFiles(
  edits: readonly ObjectEdit[], textOf: (file: string) => string | undefined,
): Map<string, string> | undefined {
  const patched = patchDocuments(edits, textOf);
  return patched && new Map([...groupedBy(patched, ({ file }) => [file])]
    .map(([file, documents]) => [file, spliced(textOf(file)!, documents)]));
}

function spliced(text: string, documents: readonly PatchedDocument[]): string {
  // From the last one to the first, so that each begins where it was found.
  return [...documents].sort((one, other) => other.start - one.start)
    .reduce((whole, { start, before, after }) => whole.slice(0, start) + after + whole.slice(start + before.length), text);
}

/** A document of a file, and what it is after edits. */
export interface PatchedDocument {
  readonly file: string;
  /** Where it begins in the text of the file. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/** The same for only the documents that change: a file may have a thousand objects, and each of them a fix. */
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
