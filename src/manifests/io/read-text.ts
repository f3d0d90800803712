import { closeSync, openSync, readSync } from 'node:fs';
import { InputProblem } from '../input-problem';
import { unreadable } from './files-at';

const BLOCK = 1024 * 1024;

/**
 * A file's text, or why there is none. Read block by block, so that a pipe such as `<(helm template …)` is read too,
 * and neither it nor a file that grows meanwhile is held in memory beyond the limit.
 */
export function readText(file: string, largest: number): { readonly text: string } | { readonly problem: InputProblem } {
  try {
    const handle = openSync(file, 'r');
    try {
      const block = Buffer.alloc(BLOCK);
      const blocks: Buffer[] = [];
      for (let size = 0; ;) {
        const read = readSync(handle, block, 0, BLOCK, null);
        if (read === 0) { return { text: Buffer.concat(blocks).toString('utf8') }; }
        size += read;
        if (size > largest) { return { problem: tooLarge(file, largest) }; }
        blocks.push(Buffer.from(block.subarray(0, read)));
      }
    } finally {
      closeSync(handle);
    }
  } catch (e) {
    return { problem: unreadable(file, e) };
  }
}

/** Says that something was not read because of its size. */
export function tooLarge(file: string, largest: number): InputProblem {
  const message = `This is larger than ${largest} bytes, so it was not read. Split it, or point to the manifests only.`;
  return { level: 'error', file, line: 1, message };
}
