import { LoadOptions } from 'js-yaml';
import { Path } from '../path';

/** Finds the line of a value, of a row of it, or of the nearest parent that exists; from 0, of the document's text. */
export type Locator = (path: Path, row?: number) => number;

/** A node that js-yaml closed. The nodes inside come before it, from the first one that was closed after it was opened. */
interface Node {
  readonly line: number;
  readonly first: number;
  readonly result: unknown;
}

/** The line of each entry of one mapping or list. */
type Lines = Map<string | number, number>;

/** What is noted while a document is read: two numbers a node, its line and the first node inside. Documents are read one by one. */
let numbers = new Int32Array(1024);

function withRoom(needed: number): Int32Array {
  if (needed <= numbers.length) { return numbers; }
  const more = new Int32Array(2 * needed);
  more.set(numbers);
  numbers = more;
  return more;
}

/** Listens while js-yaml reads a document. Lines are computed later: most documents have no findings, and need none. */
export function lineNotes(): { readonly listener: NonNullable<LoadOptions['listener']>; locatorOf(value: unknown): (path: Path) => number } {
  const open: number[] = [];
  const results: unknown[] = [];
  return {
    listener: (event, state) => {
      if (event === 'open') { open.push(state.line, results.length); return; }
      const at = 2 * results.length;
      const notes = withRoom(at + 2);
      notes[at + 1] = open.pop()!;
      notes[at] = open.pop()!;
      results.push(state.result);
    },
    locatorOf: value => {
      let linesOf: Map<unknown, Lines> | undefined;
      const notes = numbers.slice(0, 2 * results.length);
      const root = notes.at(-2) ?? 0;
      return path => {
        linesOf ??= linesIn(results.map((result, i) => ({ line: notes[2 * i], first: notes[2 * i + 1], result })));
        return lineAt(linesOf, value, root, path);
      };
    },
  };
}

function linesIn(closed: readonly Node[]): Map<unknown, Lines> {
  const linesOf = new Map<unknown, Lines>();
  closed.forEach(({ result }, index) => {
    // js-yaml first tries each list as the key of a mapping, and so closes it twice: the first time counts.
    if (typeof result !== 'object' || result === null || linesOf.has(result)) { return; }
    const children = childrenOf(closed, index);
    linesOf.set(result, Array.isArray(result)
      ? itemLines(result, children)
      : keyLines(result as Record<string, unknown>, children, linesOf));
  });
  return linesOf;
}

function childrenOf(closed: readonly Node[], parent: number): Node[] {
  const children: Node[] = [];
  for (let child = parent - 1; child >= closed[parent].first; child = closed[child].first - 1) { children.push(closed[child]); }
  return children.reverse();
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

/** A mapping's children are keys and values in turn, but an omitted value is not a child. */
function keyLines(mapping: Record<string, unknown>, children: Node[], linesOf: Map<unknown, Lines>): Lines {
  const lines: Lines = new Map();
  const merged: unknown[] = [];
  const found = new Set<string>();
  for (let i = 0; i < children.length; i++) {
    const key = typeof children[i].result === 'object' ? undefined : String(children[i].result);
    const value = children[i + 1]?.result;
    if (key === '<<' && !Object.hasOwn(mapping, key)) {
      merged.push(...Array.isArray(value) ? value : [value]);
      i++;
    } else if (key !== undefined && Object.hasOwn(mapping, key)) {
      // The last of repeated keys counts; a value that equals a key is not a key.
      const isPair = i + 1 < children.length && Object.is(mapping[key], value);
      if (isPair || !found.has(key)) { lines.set(key, children[i].line); }
      if (isPair) {
        found.add(key);
        i++;
      }
    }
  }
  // Keys of `<<` have the lines of their source; the first source of a key counts, and the mapping's own key overrides all.
  for (const [key, line] of merged.flatMap(source => [...linesOf.get(source) ?? []])) {
    if (!lines.has(key)) { lines.set(key, line); }
  }
  return lines;
}

/** A list's children are its items, but an empty item is not a child. */
function itemLines(list: unknown[], children: Node[]): Lines {
  const lines: Lines = new Map();
  let next = 0;
  list.forEach((item, index) => {
    if (next < children.length && Object.is(children[next].result, item)) { lines.set(index, children[next++].line); }
  });
  return lines;
}
