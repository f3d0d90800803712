import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, posix, relative, resolve } from 'node:path';
import { besideInGit } from './git/beside-in-git';
import { parseSource } from './source';
import { readBytes } from '../manifests';

/** Files that belong to a source and are no manifests: settings, and what they name. */
export interface Beside {
  /** The file of settings, by a path that `read` takes. */
  readonly settings: string;
  /** Reads a file of the same revision or folder. */
  read(path: string): { readonly bytes: Buffer } | { readonly failure: string };
  /** How messages call a file. */
  nameOf(path: string): string;
}

/** Whether it is what runs, or what will. */
export type Side = 'before' | 'after';

/** Larger files are not read. */
const LARGEST = 16 * 1024 * 1024;

/**
 * Where the settings of a source stand, and what they name. Those of AFTER are those of the run, and those of `git:REV:PATH` are the
 * same file as it was then. A folder that is BEFORE may be that of another checkout: there they are looked for in it and above, up to
 * the root of its repository. A cluster and standard input have none.
 */
export function besideOf(source: string, side: Side, settings: string, cwd: string = process.cwd()): Beside | undefined {
  const parsed = parseSource(source);
  if (parsed.kind === 'git') { return besideInGit(parsed.rev, nameInside(settings, cwd), cwd); }
  if (side === 'after') { return onDisk(settings, cwd); }
  if (parsed.kind !== 'path') { return undefined; }
  const name = nameInside(settings, cwd);
  const found = foldersAbove(resolve(cwd, parsed.path)).find(folder => existsSync(join(folder, name)));
  return found === undefined ? undefined : onDisk(withSlashes(join(relative(cwd, found), name)), cwd);
}

/** Whether both are the same file, so that no change of what it names is seen. */
export function isSameBeside(one: Beside | undefined, other: Beside | undefined): boolean {
  return one !== undefined && other !== undefined && one.nameOf(one.settings) === other.nameOf(other.settings);
}

function onDisk(settings: string, cwd: string): Beside {
  return {
    settings: withSlashes(settings),
    read: path => readBytes(resolve(cwd, path), LARGEST),
    nameOf: path => posix.normalize(path),
  };
}

/** Another checkout has its settings where this one has them. */
function nameInside(settings: string, cwd: string): string {
  const name = withSlashes(isAbsolute(settings) ? relative(cwd, settings) : settings);
  return name.startsWith('../') || isAbsolute(name) ? basename(name) : name;
}

/** A folder and those above it up to the root of its repository; where it is in none, the one above it alone. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = isFolder(path) ? path : dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, '.git'))) { return folders; }
    if (dirname(folder) === folder) { return folders.slice(0, 2); }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
