import { isDeepStrictEqual } from 'node:util';
import { Document, isAlias, isCollection, isMap, isScalar, isSeq, Node, Pair, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import { block, inline, Notation, notationOf } from './notation';
import { FieldEdit, Path, placeAt, rootOf, setField } from '../manifests';
import { loadDocument } from '../manifests/yaml/load';

/** A replacement for a part of the text. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The list that it adds an item to, without a change to anything else. */
  readonly list?: YAMLSeq;
}

type Ranged = Node & { readonly range: [number, number, number] };

/** An edit of a document. */
export interface DocumentEdit extends FieldEdit {
  /** Whether the path is that of a list, to which the value is added. */
  readonly isItem?: boolean;
}

/**
 * The text of a YAML document after edits. Everything else keeps its form: comments, order, quotes, indentation. Undefined if
 * that is impossible, for example in a value that an alias repeats.
 */
export function patchDocument(text: string, edits: readonly DocumentEdit[]): string | undefined {
  const patched = withEdits(text, edits);
  // Text for users' files is parsed again before it is written: only the edits may have changed it.
  return patched !== undefined && saysTheEdits(text, patched, edits) ? patched : undefined;
}

/** Parses once for all edits that are apart from each other, since a document may have a thousand of them. */
function withEdits(text: string, edits: readonly DocumentEdit[]): string | undefined {
  const { document } = read(text);
  if (document.errors.length > 0 || !isMap(document.contents)) { return undefined; }
  const writer = new Writer(text, notationOf(text));
  const now: Splice[] = [];
  const later: Splice[] = [];
  const rest: DocumentEdit[] = [];
  for (const edit of edits) {
    const splice = writer.spliceFor(document.contents, edit);
    if (splice && [now, later].every(others => others.every(other => areApart(splice, other)))) {
      now.push(splice);
      continue;
    }
    // What another edit adds is not there yet.
    if (now.length === 0) { return undefined; }
    rest.push(edit);
    if (splice) { later.push(splice); }
  }
  const patched = spliced(text, now);
  return rest.length === 0 ? patched : withEdits(patched, rest);
}

interface ReadDocument {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly loaded: ReturnType<typeof loadDocument>;
}

let lastRead: ReadDocument | undefined;

/** Keeps only the last one: the findings of an object follow each other, and each has a fix of the same text. Nothing changes it. */
function read(text: string): ReadDocument {
  if (lastRead?.text !== text) {
    lastRead = { text, document: parseDocument(text, { uniqueKeys: false, logLevel: 'silent' }), loaded: loadDocument(text) };
  }
  return lastRead;
}

/** Whether one does not move or change what the other replaces; items that are added to one list follow each other. */
function areApart(one: Splice, other: Splice): boolean {
  return one.to < other.from || other.to < one.from || (one.list !== undefined && one.list === other.list);
}

function spliced(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to, text: part } of [...splices].sort((one, other) => one.from - other.from)) {
    parts.push(text.slice(done, from), part);
    done = to;
  }
  return [...parts, text.slice(done)].join('');
}

function saysTheEdits(before: string, after: string, edits: readonly DocumentEdit[]): boolean {
  const { loaded: expected } = read(before);
  const found = loadDocument(after);
  if ('refusal' in expected || 'refusal' in found) { return false; }
  const json = plain(expected.value) as object;
  for (const { path, value, isItem } of edits) {
    setField(json, { path: isItem ? [...path, itemsAt(json, path)] : path, value });
  }
  return isDeepStrictEqual(plain(json), plain(found.value));
}

function itemsAt(json: object, path: Path): number {
  const { value } = placeAt(rootOf(json), path);
  return Array.isArray(value) ? value.length : 0;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

class Writer {
  constructor(private readonly text: string, private readonly notation: Notation) {}

  public spliceFor(root: YAMLMap, edit: DocumentEdit): Splice | undefined {
    if (!edit.isItem) { return this.fieldSplice(root, edit); }
    const list = root.getIn(edit.path);
    if (!isSeq(list)) { return undefined; }
    const splice = this.fieldSplice(root, { path: [...edit.path, list.items.length], value: edit.value });
    return splice?.from === splice?.to ? { ...splice!, list } : splice;
  }

  private fieldSplice(root: YAMLMap, { path, value }: FieldEdit): Splice | undefined {
    const parents: Node[] = [root];
    for (const [depth, step] of path.entries()) {
      const parent = parents[depth];
      if (isAlias(parent)) { return undefined; }
      const child = isCollection(parent) ? childOf(parent as YAMLMap | YAMLSeq, step) : undefined;
      if (child !== undefined) {
        parents.push(child);
        continue;
      }
      if (value === undefined) { return undefined; }
      return isCollection(parent)
        ? this.add(parents, path, depth, nested(path.slice(depth + 1), value))
        : this.replace(parents[depth - 1], path[depth - 1], nested(path.slice(depth), value));
    }
    const parent = parents[path.length - 1];
    const last = path[path.length - 1];
    return value === undefined ? this.remove(parents, path) : this.replace(parent, last, value);
  }

  private replace(parent: Node, step: string | number, value: unknown): Splice {
    const node = childOf(parent as YAMLMap | YAMLSeq, step) as Ranged;
    const [from, to] = node.range;
    const isOnOneLine = this.isInFlow(parent) || typeof value !== 'object' || value === null || isEmpty(value);
    if (isMap(parent) && !(isOnOneLine && isInline(node))) {
      const key = (pairOf(parent, step) as Pair<Ranged>).key;
      const [start] = key.range;
      const text = block({ [step]: value }, this.columnOf(start), this.notation);
      return { from: start, to: lastOffset(this.text, node), text };
    }
    const written = isOnOneLine ? inline(value, this.notation) : block(value, this.columnOf(from), this.notation);
    const gap = /[:-]/.test(this.text[from - 1]) ? ' ' : '';
    return { from, to: isInline(node) ? to : lastOffset(this.text, node), text: gap + written };
  }

  private add(parents: readonly Node[], path: Path, depth: number, value: unknown): Splice | undefined {
    const parent = parents[depth] as YAMLMap | YAMLSeq;
    const step = path[depth];
    if (isSeq(parent) && step !== parent.items.length) { return undefined; }
    const entry = isSeq(parent) ? [value] : { [step]: value };
    if (parent.items.length === 0) {
      return depth === 0 ? undefined : this.replace(parents[depth - 1], path[depth - 1], entry);
    }
    const end = lastOffset(this.text, parent as Ranged);
    if (this.isInFlow(parent)) {
      const text = isSeq(parent) ? inline(value, this.notation) : inline(entry, this.notation).replace(/^\{\s*|\s*\}$/g, '');
      const inside = lastOffset(this.text, lastNode(parent));
      return { from: inside, to: inside, text: `, ${text}` };
    }
    const column = this.columnOf((parent as Ranged).range![0]);
    const { lineBreak } = this.notation;
    const at = this.text.startsWith(lineBreak, end) ? end : this.endOfLine(end);
    return { from: at, to: at, text: `${lineBreak}${' '.repeat(column)}${block(entry, column, this.notation)}` };
  }

  private remove(parents: readonly Node[], path: Path): Splice | undefined {
    const parent = parents[path.length - 1] as YAMLMap | YAMLSeq;
    const step = path[path.length - 1];
    if (parent.items.length === 1) {
      const [holder, key] = [parents.at(-3), path.at(-2)];
      return holder && key !== undefined ? this.replace(holder, key, isSeq(parent) ? [] : {}) : undefined;
    }
    const starts = parent.items.map(item => (keyOrItem(item) as Ranged).range[0]);
    const index = isMap(parent) ? parent.items.indexOf(pairOf(parent, step)!) : step as number;
    const end = lastOffset(this.text, parents[path.length] as Ranged);
    if (this.isInFlow(parent)) {
      return index + 1 < starts.length
        ? { from: starts[index], to: starts[index + 1], text: '' }
        : { from: lastOffset(this.text, valueOf(parent.items[index - 1])), to: end, text: '' };
    }
    const lineStart = this.text.lastIndexOf('\n', starts[index] - 1) + 1;
    const isAlone = this.text.slice(lineStart, starts[index]).replace(isSeq(parent) ? /- */ : '', '').trim() === '';
    if (!isAlone) { return index === 0 ? { from: starts[0], to: starts[1], text: '' } : undefined; }
    return { from: lineStart, to: Math.min(this.text.length, this.endOfLine(end) + this.notation.lineBreak.length), text: '' };
  }

  private isInFlow(node: Node): boolean {
    return this.notation.isJson || (isCollection(node) && node.flow === true);
  }

  private columnOf(offset: number): number {
    return offset - this.text.lastIndexOf('\n', offset - 1) - 1;
  }

  private endOfLine(offset: number): number {
    const end = this.text.indexOf(this.notation.lineBreak, offset);
    return end < 0 ? this.text.length : end;
  }
}

function nested(path: Path, value: unknown): unknown {
  return path.reduceRight((inner, step) => typeof step === 'number' ? [inner] : { [step]: inner }, value);
}

function childOf(parent: YAMLMap | YAMLSeq, step: string | number): Node | undefined {
  if (isSeq(parent)) { return parent.items[step as number] as Node | undefined; }
  return pairOf(parent, step)?.value as Node | undefined;
}

/** If a key occurs twice, the last one applies. */
function pairOf(map: YAMLMap, step: string | number): Pair | undefined {
  return map.items.filter(({ key }) => isScalar(key) && String(key.value) === String(step)).at(-1);
}

function keyOrItem(item: unknown): unknown {
  return item instanceof Pair ? item.key : item;
}

function valueOf(item: unknown): Ranged {
  return (item instanceof Pair ? item.value ?? item.key : item) as Ranged;
}

function lastNode(parent: YAMLMap | YAMLSeq): Ranged {
  return valueOf(parent.items[parent.items.length - 1]);
}

/** Whether a value is on the line of its key. */
function isInline(node: Node): boolean {
  return isScalar(node) ? node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED' : isCollection(node) && node.flow === true;
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** Where a node ends, without the line break and the comments after it. */
function lastOffset(text: string, node: Ranged): number {
  if (isCollection(node) && !node.flow && node.items.length > 0) { return lastOffset(text, lastNode(node as YAMLMap)); }
  const end = node.range[1];
  return isInline(node) ? end : text.slice(0, end).trimEnd().length;
}
