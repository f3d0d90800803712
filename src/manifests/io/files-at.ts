import { Dirent, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { countOf } from '../../text';
import { InputProblem } from '../input-problem';

/** A file to read, and what tells it from others however it was reached. */
export interface FileToRead {
  readonly file: string;
  readonly id: string;
  /** Whether it was found in a folder, and not asked for by its name. */
  readonly isFound: boolean;
}

/** What a path stands for. */
export interface FilesAt {
  readonly files: FileToRead[];
  readonly problems: InputProblem[];
}

const EXTENSION = /\.(ya?ml|json)$/i;

/** A file, whatever its name; or all YAML and JSON files of a folder and the folders in it, sorted by path. */
export function filesAt(path: string): FilesAt {
  try {
    if (!statSync(path).isDirectory()) { return { files: [{ ...identified(path), isFound: false }], problems: [] }; }
  } catch (e) {
    return { files: [], problems: [unreadable(path, e)] };
  }
  const found = filesIn(path, new Set());
  if (found.files.length > 0 || found.problems.length > 0) { return found; }
  const message = 'There is no .yaml, .yml or .json file in this folder. Check the path, or synthesize first.';
  return { files: [], problems: [{ level: 'error', file: path, line: 1, message }] };
}

/** `visited` keeps links that lead back up from being followed for ever. */
function filesIn(folder: string, visited: Set<string>): FilesAt {
  try {
    const id = realpathSync(folder);
    if (visited.has(id)) { return { files: [], problems: [] }; }
    visited.add(id);
    const chart = chartAt(folder);
    if (chart) { return { files: [], problems: [chart] }; }
    const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => one.name < other.name ? -1 : 1);
    const found = entries.filter(isWanted).map(entry => entryAt(join(folder, entry.name), visited));
    return { files: found.flatMap(({ files }) => files), problems: found.flatMap(({ problems }) => problems) };
  } catch (e) {
    return { files: [], problems: [unreadable(folder, e)] };
  }
}

/** That a folder is a chart of Helm whose templates are not rendered; undefined where it is none, or they are plain manifests. */
function chartAt(folder: string): InputProblem | undefined {
  const [manifest, templates] = ['Chart.yaml', 'templates'].map(name => join(folder, name));
  if (!existsSync(manifest) || !existsSync(templates)) { return undefined; }
  const count = readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter(file => EXTENSION.test(file) && readFileSync(join(templates, file), 'utf8').includes('{{')).length;
  if (count === 0) { return undefined; }
  const message = `${folder} is a chart, ${countOf(count, 'template')}: check what comes of it, with \`helm template ${folder}\`.`;
  return { level: 'error', file: manifest, line: 1, message };
}

/** `.git`, `.github` and the like hold YAML that no cluster gets, and so do packages. */
function isWanted({ name }: Dirent): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function entryAt(path: string, visited: Set<string>): FilesAt {
  const none = { files: [], problems: [] };
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) { return filesIn(path, visited); }
    return stat.isFile() && EXTENSION.test(path) ? { files: [{ ...identified(path), isFound: true }], problems: [] } : none;
  } catch (e) {
    // A link that leads nowhere matters only if it looks like a manifest.
    return EXTENSION.test(path) ? { files: [], problems: [unreadable(path, e)] } : none;
  }
}

/** A pipe such as `<(helm template …)` has no path of its own. */
function identified(file: string): Omit<FileToRead, 'isFound'> {
  try {
    return { file, id: realpathSync(file) };
  } catch {
    return { file, id: file };
  }
}

/** A problem with a path that the file system does not let us read. */
export function unreadable(file: string, e: unknown): InputProblem {
  const { code, message } = e as NodeJS.ErrnoException;
  const words = {
    ENOENT: 'There is nothing at this path. Check it, or synthesize first.',
    EACCES: 'You may not read this. Change its permissions, or ask its owner.',
    EPERM: 'You may not read this. Change its permissions, or ask its owner.',
  }[code ?? ''];
  return { level: 'error', file, line: 1, message: words ?? `This cannot be read (${message}). Check the path.` };
}
