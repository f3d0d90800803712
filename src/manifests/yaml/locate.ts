import { load } from 'js-yaml';
import { Path } from '../path';
import { loadOptions } from './load';

/** Finds the line of a value, or of the nearest parent that exists; from 0, of the document's text. */
export type Locator = (path: Path) => number;

/** What js-yaml closed, in the order in which it stands in the text. */
interface Node {
  readonly line: number;
  readonly children: Node[];
  result: unknown;
}

/** On which line each entry of one mapping or list stands. */
type Lines = Map<string | number, number>;

/**
 * Reads a document once more, this time noting lines. They are needed only for documents that have something to
 * report, and noting them for all would make each reading slower.
 */
export function locatorOf(text: string): Locator {
  const linesOf = new Map<unknown, Lines>();
  const open: Node[] = [{ line: 0, children: [], result: undefined }];
  const value = load(text, loadOptions((event, { line, kind, result }) => {
    if (event === 'open') {
      open.push({ line, children: [], result: undefined });
      return;
    }
    const node = open.pop()!;
    node.result = result;
    open[open.length - 1].children.push(node);
    // js-yaml first tries each list as the key of a mapping, and so closes it twice: the first time counts.
    if ((kind === 'mapping' || kind === 'sequence') && !linesOf.has(result)) {
      linesOf.set(result, Array.isArray(result) ? itemLines(result, node.children) : keyLines(result, node.children, linesOf));
    }
  }));
  const root = open[0].children[0]?.line ?? 0;
  return path => lineAt(linesOf, value, root, path);
}

function lineAt(linesOf: Map<unknown, Lines>, root: unknown, rootLine: number, path: Path): number {
  let value = root;
  let line = rootLine;
  for (const step of path) {
    const found = linesOf.get(value)?.get(step);
    if (found === undefined) { return line; }
    line = found;
    value = (value as Record<string | number, unknown>)[step];
  }
  return line;
}

/** A mapping's children are keys and values in turn, but a value that is left out is no child. */
function keyLines(mapping: Record<string, unknown>, children: Node[], linesOf: Map<unknown, Lines>): Lines {
  const lines: Lines = new Map();
  const merged: unknown[] = [];
  for (let i = 0; i < children.length; i++) {
    const key = typeof children[i].result === 'object' ? undefined : String(children[i].result);
    const value = children[i + 1]?.result;
    if (key === '<<' && !Object.hasOwn(mapping, key)) {
      merged.push(...Array.isArray(value) ? value : [value]);
      i++;
    } else if (key !== undefined && Object.hasOwn(mapping, key)) {
      lines.set(key, children[i].line);
      if (i + 1 < children.length && Object.is(mapping[key], value)) { i++; }
    }
  }
  // What `<<` brings in stands where it was written; the first source of a key wins, and the mapping's own key before all.
  for (const [key, line] of merged.flatMap(source => [...linesOf.get(source) ?? []])) {
    if (!lines.has(key)) { lines.set(key, line); }
  }
  return lines;
}

/** A list's children are its items, but an empty item is no child. */
function itemLines(list: unknown[], children: Node[]): Lines {
  const lines: Lines = new Map();
  let next = 0;
  list.forEach((item, index) => {
    if (next < children.length && Object.is(children[next].result, item)) { lines.set(index, children[next++].line); }
  });
  return lines;
}
