import { closeSync, constants, openSync, renameSync, realpathSync, rmSync, statSync, writeSync } from 'node:fs';
import { LARGEST_FILE, pause, PATIENCE, readText } from '../manifests';

/** The text of a file that can be read a second time, unlike a pipe. */
export function plainTextOf(file: string): string | undefined {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) { return undefined; }
  const read = readText(file, LARGEST_FILE);
  return 'text' in read ? read.text : undefined;
}

/** Writes a file, a device or a pipe. Gives up on a pipe without a reader, since the write would never end. */
export function writeText(file: string, text: string): void {
  const handle = openToWrite(file);
  try {
    writeAll(handle, Buffer.from(text));
  } finally {
    closeSync(handle);
  }
}

/** Replaces the content of a file, or leaves it as it is: a full disk must not destroy a manifest. */
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
      // No process reads the pipe yet.
      if ((e as NodeJS.ErrnoException).code !== 'ENXIO') { throw e; }
      if (silence >= PATIENCE.reader) { throw new Error('no process reads from this pipe. Name a file, or start the reader first'); }
    }
  }
}

/** Writes all bytes to an open file. */
export function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0, silence = 0; at < bytes.length;) {
    const written = writeSome(handle, bytes, at);
    if (written === 0 && silence >= PATIENCE.writes) { throw new Error('the reader of this pipe stopped reading'); }
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
