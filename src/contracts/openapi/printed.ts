import { Json, Pointer } from './json';
import { isMapping } from '../../manifests';

/** A document with one value a line, so that a line number identifies a value. */
export interface PrintedDocument {
  readonly text: string;
  readonly document: Json;
  /** The pointer to the value on a line, counted from 1; undefined without such a line. */
  pointerAt(line: number): Pointer | undefined;
}

/** Prints a document as `JSON.stringify` does with an indent of 1. */
export function printed(document: Json): PrintedDocument {
  const lines: string[] = [];
  // Each line stores its key and the line of its parent, since pointers are built only for the few lines that are asked for.
  const keys: (string | undefined)[] = [];
  const parents: number[] = [];
  const put = (line: string, key: string | undefined, parent: number): number => {
    keys.push(key);
    parents.push(parent);
    return lines.push(line) - 1;
  };
  const print = (value: unknown, start: string, key: string | undefined, parent: number, indent: string, comma: string) => {
    const list = Array.isArray(value);
    const entries = list || isMapping(value) ? Object.entries(value) : [];
    if (entries.length === 0) {
      put(`${start}${JSON.stringify(value)}${comma}`, key, parent);
      return;
    }
    const own = put(`${start}${list ? '[' : '{'}`, key, parent);
    entries.forEach(([name, item], index) => print(
      item, `${indent} ${list ? '' : `${JSON.stringify(name)}: `}`, name, own, `${indent} `, index < entries.length - 1 ? ',' : '',
    ));
    put(`${indent}${list ? ']' : '}'}${comma}`, key, parent);
  };
  print(document, '', undefined, -1, '', '');
  return {
    document,
    text: `${lines.join('\n')}\n`,
    pointerAt: line => {
      if (lines[line - 1] === undefined) { return undefined; }
      const pointer: string[] = [];
      for (let at = line - 1; at >= 0; at = parents[at]) {
        const key = keys[at];
        if (key !== undefined) { pointer.unshift(key); }
      }
      return pointer;
    },
  };
}
