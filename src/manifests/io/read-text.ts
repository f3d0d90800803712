import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { devNull } from 'node:os';
import { PATIENCE, pause } from './patience';
import { unreadable } from './unreadable';
import { InputProblem } from '../input-problem';

const BLOCK = 1024 * 1024;
/** Standard input, which the parent process opened. */
const STANDARD_INPUT = 0;

/** The text, or why it could not be read. */
export type ReadText = { readonly text: string } | { readonly problem: InputProblem };

/**
 * A file's text, or why it cannot be read. Read block by block, so that a pipe such as `<(helm template …)` is read too,
 * and neither it nor a file that grows meanwhile is held in memory beyond the limit. Reading stops for a pipe without a writer:
 * it would never end.
 */
export function readText(file: string, largest: number): ReadText {
  return attempt(file, () => {
    // eslint-disable-next-line no-bitwise -- flags of open(2)
    const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(handle);
      const isDevice = stat.isBlockDevice() || (stat.isCharacterDevice() && file !== devNull);
      if (isDevice) { return { problem: problemWith(file, DEVICE) }; }
      return readOpen(handle, { file, largest, isPatient: false, mayBegin: stat.isFIFO() });
    } finally {
      closeSync(handle);
    }
  });
}

/** The content of standard input, however long that takes; `name` is its name in problems. */
export function readStandardInput(name: string, largest: number): ReadText {
  return attempt(name, () => fstatSync(STANDARD_INPUT).isDirectory()
    ? { problem: problemWith(name, 'Standard input is a folder. Name the folder in place of `-`.') }
    : readOpen(STANDARD_INPUT, { file: name, largest, isPatient: true, mayBegin: false }));
}

interface Reading {
  readonly file: string;
  readonly largest: number;
  /** Whether reading waits, however long no data arrives. */
  readonly isPatient: boolean;
  /** Whether the end may be temporary, as that of a pipe which no process has opened for writing. */
  readonly mayBegin: boolean;
}

function readOpen(handle: number, { file, largest, isPatient, mayBegin }: Reading): ReadText {
  const block = Buffer.alloc(BLOCK);
  const blocks: Buffer[] = [];
  let size = 0;
  let silence = 0;
  for (;;) {
    const read = readBlock(handle, block);
    if (read === undefined || (read === 0 && size === 0 && mayBegin)) {
      const patience = isPatient ? Infinity : PATIENCE[read === undefined ? 'writes' : 'writer'];
      if (silence >= patience) { return { problem: problemWith(file, silentFor(patience)) }; }
      silence += pause();
      continue;
    }
    if (read === 0) { return { text: Buffer.concat(blocks).toString('utf8') }; }
    silence = 0;
    size += read;
    if (size > largest) { return { problem: tooLarge(file, largest) }; }
    blocks.push(Buffer.from(block.subarray(0, read)));
  }
}

/** The number of bytes; undefined if the input has no data yet. */
function readBlock(handle: number, block: Buffer): number | undefined {
  try {
    return readSync(handle, block, 0, BLOCK, null);
  } catch (e) {
    const { code } = e as NodeJS.ErrnoException;
    if (code === 'EAGAIN') { return undefined; }
    // The end of a pipe on Windows.
    if (code === 'EOF') { return 0; }
    throw e;
  }
}

function attempt(file: string, read: () => ReadText): ReadText {
  try {
    return read();
  } catch (e) {
    return { problem: unreadable(file, e) };
  }
}

const DEVICE = 'This is a device, which has no end, so it was not read. Name a file, a folder or a pipe.';

function silentFor(patience: number): string {
  return `No data was written to this pipe for ${patience / 1000} seconds, so reading stopped. Check its writer, or write to a file first.`;
}

function problemWith(file: string, message: string): InputProblem {
  return { level: 'error', file, message };
}

/** Reports that a file was not read because of its size. */
export function tooLarge(file: string, largest: number): InputProblem {
  return problemWith(file, `This is larger than ${largest} bytes, so it was not read. Split it, or point to the manifests only.`);
}
