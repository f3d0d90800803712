import { closeSync, constants, openSync, renameSync, realpathSync, rmSync, statSync, writeSync } from 'node:fs';
import { LARGEST_FILE, pause, PATIENCE, readText } from '../manifests';

/** The text of a file that can be read a second time, as a pipe cannot. */
export function plainTextOf(file: string): string | undefined {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) { return undefined; }
  const read = readText(file, LARGEST_FILE);
  return 'text' in read ? read.text : undefined;
}

/** Writes a file, a device or a pipe. A pipe that nothing reads is given up, since it would be waited for without end. */
export function writeText(file: string, text: string): void {
  const handle = openToWrite(file);
  try {
    writeAll(handle, Buffer.from(text));
  } finally {
    closeSync(handle);
  }
}

/** Replaces what a file holds, or leaves it as it is: a full disk takes no manifest away. */
export function replaceText(file: string, text: string): void {
  const path = realpathSync.native(file);
  const beside = `${path}.${process.pid}.new`;
  try {
    const handle = openSync(beside, 'wx', statSync(path).mode);
    try {
      writeAll(handle, Buffer.from(text));
    } finally {
      closeSync(handle);
    }
    renameSync(beside, path);
  } catch (e) {
    rmSync(beside, { force: true });
    throw e;
  }
}

function openToWrite(file: string): number {
  for (let silence = 0; ; silence += pause()) {
    try {
      // eslint-disable-next-line no-bitwise -- flags of open(2)
      return openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NONBLOCK, 0o666);
    } catch (e) {
      // Nothing has opened the pipe to read it, yet.
      if ((e as NodeJS.ErrnoException).code !== 'ENXIO') { throw e; }
      if (silence >= PATIENCE.reader) { throw new Error('nothing reads from this pipe. Name a file, or start what reads it first'); }
    }
  }
}

/** Writes to something that is open, to its end. */
export function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0, silence = 0; at < bytes.length;) {
    const written = writeSome(handle, bytes, at);
    if (written === 0 && silence >= PATIENCE.writes) { throw new Error('what reads from this pipe reads no further'); }
    at += written;
    silence = written === 0 ? silence + pause() : 0;
  }
}

function writeSome(handle: number, bytes: Buffer, at: number): number {
  try {
    return writeSync(handle, bytes, at);
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'EAGAIN') { return 0; }
    throw e;
  }
}
