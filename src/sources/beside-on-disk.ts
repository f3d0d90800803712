import { posix, resolve } from 'node:path';
import { readBytes } from '../manifests';

/** Files that belong to a source but are not manifests: settings, and the files that they name. */
export interface Beside {
  /** The path of the settings, as `read` takes it. */
  readonly settings: string;
  /** Reads a file from the same revision or folder. */
  read(path: string): { readonly bytes: Buffer } | { readonly failure: string };
  /** The name of a file in messages. */
  nameOf(path: string): string;
}

/** Larger files are not read. */
const LARGEST = 16 * 1024 * 1024;

/** The settings of the run, and the files that they name. */
export function besideOnDisk(settings: string, cwd: string = process.cwd()): Beside {
  return {
    settings: withSlashes(settings),
    read: path => readBytes(resolve(cwd, path), LARGEST),
    nameOf: path => posix.normalize(path),
  };
}

export function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
