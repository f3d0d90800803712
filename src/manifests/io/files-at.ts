import { Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { readText } from './read-text';
import { unreadable } from './unreadable';
import { countOf } from '../../text';
import { InputProblem } from '../input-problem';

/** A file to read, and an id that is the same for all paths to it. */
export interface FileToRead {
  readonly file: string;
  readonly id: string;
  /** Whether it was found in a folder, and not named by the user. */
  readonly isFound: boolean;
}

/** The files of a path. */
export interface FilesAt {
  readonly files: FileToRead[];
  readonly problems: InputProblem[];
}

const EXTENSION = /\.(ya?ml|json)$/i;

/** The limit for all paths of one command: more than is ever applied together. */
export const MOST_FILES = 20_000;

/** A file, whatever its name; or all YAML and JSON files of a folder and the folders in it, sorted by path. */
export function filesAt(path: string): FilesAt {
  try {
    if (!statSync(path).isDirectory()) { return { files: [{ ...identified(path), isFound: false }], problems: [] }; }
    const found: Found = { root: realpathSync.native(path), files: [], problems: [] };
    collect(path, '', found);
    if (found.files.length > 0 || found.problems.some(({ level }) => level === 'error')) { return found; }
    const message = 'There is no .yaml, .yml or .json file in this folder. Check the path, or synthesize first.';
    return { files: [], problems: [...found.problems, { level: 'error', file: path, message }] };
  } catch (e) {
    return { files: [], problems: [unreadable(path, e)] };
  }
}

interface Found extends FilesAt {
  /** Without links: all files below it have paths in it. */
  readonly root: string;
}

/** Collects the files of a folder; `below` is its path from the root. Links to folders are not followed, as in kubectl. */
function collect(folder: string, below: string, found: Found): void {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => one.name < other.name ? -1 : 1);
    const chart = chartAt(folder, entries);
    if (chart) {
      found.problems.push(chart);
      return;
    }
    for (const entry of entries.filter(isWanted)) {
      if (found.files.length > MOST_FILES) { return; }
      const [path, place] = [join(folder, entry.name), join(below, entry.name)];
      if (entry.isDirectory()) { collect(path, place, found); }
      if (entry.isFile() && EXTENSION.test(entry.name)) {
        found.files.push({ file: path, id: join(found.root, place), isFound: true });
      }
      if (entry.isSymbolicLink()) { collectLink(path, place, found); }
    }
  } catch (e) {
    found.problems.push(unreadable(folder, e));
  }
}

function collectLink(path: string, below: string, { root, files, problems }: Found): void {
  const isNamed = EXTENSION.test(path);
  try {
    const stat = statSync(path);
    if (!stat.isDirectory() && !(stat.isFile() && isNamed)) { return; }
    // Not from the path itself: deep in folders, each step of it would be looked up once more.
    const id = realpathSync.native(resolve(root, dirname(below), readlinkSync(path)));
    if (stat.isFile()) { files.push({ file: path, id, isFound: true }); }
    // Files below the root are read by their own path.
    if (stat.isDirectory() && !isWithinFolder(id, root)) { problems.push(linkedFolder(path)); }
  } catch (e) {
    // A broken link matters only if it looks like a manifest.
    if (isNamed) { problems.push(unreadable(path, e)); }
  }
}

function isWithinFolder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Reports that the target of a link was not read. */
function linkedFolder(file: string): InputProblem {
  return {
    level: 'note',
    file,
    message: 'This is a link to a folder, which kubectl does not follow, so it was skipped. Name the folder itself to read it.',
  };
}

/** A problem if a folder is a Helm chart whose templates are not rendered; undefined if it is not, or if they are plain manifests. */
function chartAt(folder: string, entries: readonly Dirent[]): InputProblem | undefined {
  const has = (wanted: string): boolean => entries.some(({ name }) => name === wanted);
  if (!has('Chart.yaml') || !has('templates')) { return undefined; }
  const count = templatesIn(join(folder, 'templates'));
  if (count === 0) { return undefined; }
  const message = `${folder} is a Helm chart with ${countOf(count, 'template')}: render it with \`helm template ${folder}\`, and check the output.`;
  return { level: 'error', file: join(folder, 'Chart.yaml'), message };
}

function templatesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((count, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { return count + templatesIn(path); }
    return entry.isFile() && EXTENSION.test(path) && isTemplate(path) ? count + 1 : count;
  }, 0);
}

function isTemplate(file: string): boolean {
  const read = readText(file, LARGEST_TEMPLATE);
  return 'text' in read && read.text.includes('{{');
}

/** In bytes; Helm rejects larger ones. */
const LARGEST_TEMPLATE = 5 * 1024 * 1024;

/** `.git`, `.github` and the like contain YAML that is not applied to clusters, and so do packages. */
function isWanted({ name }: Dirent): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** A pipe such as `<(helm template …)` has no path of its own. */
function identified(file: string): Omit<FileToRead, 'isFound'> {
  try {
    return { file, id: realpathSync.native(file) };
  } catch {
    return { file, id: file };
  }
}
