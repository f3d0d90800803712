import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Beside, besideOnDisk, withSlashes } from './beside-on-disk';
import { besideInGit } from './git/beside-in-git';
import { parseSource } from './source';

export type { Beside } from './beside-on-disk';

/** Whether it is what runs now, or what will run. */
export type Side = 'before' | 'after';

/**
 * The settings of a source, and the files that they name. AFTER has the settings of the run, and `git:REV:PATH` has the same file
 * at that revision. A folder that is BEFORE may belong to another checkout: its settings are searched in it and in the folders
 * above, up to the root of its repository. A cluster and standard input have no settings.
 */
export function besideOf(source: string, side: Side, settings: string, cwd: string = process.cwd()): Beside | undefined {
  const parsed = parseSource(source);
  if (parsed.kind === 'git') { return besideInGit(parsed.rev, nameInside(settings, cwd), cwd); }
  if (side === 'after') { return besideOnDisk(settings, cwd); }
  if (parsed.kind !== 'path') { return undefined; }
  const name = nameInside(settings, cwd);
  const found = foldersAbove(resolve(cwd, parsed.path)).find(folder => existsSync(join(folder, name)));
  return found === undefined ? undefined : besideOnDisk(withSlashes(join(relative(cwd, found), name)), cwd);
}

/** Whether both are the same file, so that changes of the files that it names cannot be seen. */
export function isSameBeside(one: Beside | undefined, other: Beside | undefined): boolean {
  return one !== undefined && other !== undefined && one.nameOf(one.settings) === other.nameOf(other.settings);
}

/** Another checkout has its settings at the same path as this one. */
function nameInside(settings: string, cwd: string): string {
  const name = withSlashes(isAbsolute(settings) ? relative(cwd, settings) : settings);
  return name.startsWith('../') || isAbsolute(name) ? basename(name) : name;
}

/** A folder and those above it, up to the root of its repository; outside of a repository, only the one above it. */
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
