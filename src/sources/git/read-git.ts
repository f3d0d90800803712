import { posix } from 'node:path';
import { LARGEST_FILE, LARGEST_TOTAL, LoadDocument, Manifests, MOST_FILES, parseManifests, InputProblem } from '../../manifests';
import { show } from '../../text';
import { ToolResult } from '../run-tool';
import { gitFile } from '../source';
import { sourceError } from '../source-error';
import { CommittedFile, filesOf } from './files-of';
import { Git, gitIn } from './git';
import { missingPath } from './missing-path';
import { failureInWords, RepositoryPath, repositoryPathOf } from './repository-path';
import { Stored, storedAt, textsOf } from './stored';
import { contentProblem, storedProblem } from './unreadable';

/** Reads what is committed at a revision, below a path that starts in a folder. The working tree is not read. */
export function readGit(
  source: string, { rev, path }: { readonly rev: string; readonly path: string }, cwd: string, load?: LoadDocument,
): Manifests {
  const git = gitIn(cwd);
  const refuse = (why: string | ToolResult): Manifests => ({ objects: [], problems: [sourceError(source, typeof why === 'string' ? why : failureInWords(why))] });
  const place = repositoryPathOf(git, rev, path);
  if (typeof place === 'string') { return refuse(place); }
  const stored = storedIn(git, place);
  if ('succeeded' in stored) { return refuse(stored); }
  if (stored.type === 'blob') { return contentsOf(git, [{ path: '', stored }], rev, path, false, refuse, load); }
  if (stored.type !== 'tree') { return refuse(missingPath(git, rev, path, place)); }

  const files = filesOf(git, stored.id, place.path === '' ? `${place.commit}:` : `${place.commit}:${place.path}/`);
  if (!Array.isArray(files)) { return refuse(files); }
  if (files.length === 0) { return refuse(`There is no .yaml, .yml or .json file below ${show(path)} in ${show(rev)}. Check the path.`); }
  if (files.length > MOST_FILES) { return refuse(`There are more than ${MOST_FILES} YAML and JSON files below ${show(path)}. Name a smaller folder.`); }
  return contentsOf(git, files, rev, path, true, refuse, load);
}

/** The kind of object at the path, after following links. */
function storedIn(git: Git, { commit, path }: RepositoryPath): Stored | ToolResult {
  // git reads one name from each line.
  const name = path.includes('\n') ? git(['rev-parse', '--verify', '--quiet', `${commit}:${path}`]).stdout.toString().trim() || 'none' : `${commit}:${path}`;
  const stored = storedAt(git, [name]);
  return Array.isArray(stored) ? stored[0] : stored;
}

function contentsOf(
  git: Git,
  files: readonly CommittedFile[],
  rev: string,
  path: string,
  areFound: boolean,
  refuse: (why: string | ToolResult) => Manifests,
  load?: LoadDocument,
): Manifests {
  const nameOf = (file: CommittedFile): string => gitFile(rev, file.path === '' ? path : posix.join(path, file.path));
  const blobs = files.flatMap(({ stored }) => stored.type === 'blob' && stored.size <= LARGEST_FILE ? [stored] : []);
  if (blobs.reduce((sum, { size }) => sum + size, 0) > LARGEST_TOTAL) {
    return refuse(`The YAML and JSON files below ${show(path)} have more than ${LARGEST_TOTAL} bytes in total. Name a smaller folder.`);
  }
  const texts = textsOf(git, blobs.map(({ id }) => id));
  if (!Array.isArray(texts)) { return refuse(texts); }
  const byId = new Map(blobs.map(({ id }, i) => [id, texts[i]]));
  const all = files.map((file): Manifests => {
    const name = nameOf(file);
    const text = file.stored.type === 'blob' ? byId.get(file.stored.id) : undefined;
    const problem: InputProblem | undefined = text === undefined
      ? storedProblem(name, file)
      : contentProblem(name, text, areFound);
    return problem ? { objects: [], problems: [problem] } : parseManifests(name, text!, load);
  });
  return { objects: all.flatMap(({ objects }) => objects), problems: all.flatMap(({ problems }) => problems) };
}
