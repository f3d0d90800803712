import { InputProblem } from './input-problem';
import { filesAt, MOST_FILES } from './io/files-at';
import { readText, tooLarge } from './io/read-text';
import { ManifestObject } from './manifest-object';
import { LARGEST_FILE, Manifests, parseManifests } from './parse-manifests';
import { LoadDocument } from './yaml/load';

/** Options for reading files. */
export interface ReadOptions {
  /** The content of `-` among the paths: the text of standard input, or why it could not be read. */
  readonly stdin?: string | InputProblem;
  /**
   * Larger files, in bytes, are not read.
   *
   * @default - 64 MiB
   */
  readonly largestFile?: number;
  /**
   * The limit for all files together, in bytes; files beyond it are not read.
   *
   * @default - 128 MiB
   */
  readonly largestTotal?: number;
  /** @default - reads each document, even if another one has the same text */
  readonly load?: LoadDocument;
}

/** The name of standard input in problems and objects. */
export const STDIN = '<stdin>';

/** For all files, since all are held in memory at once: eight times this size, and ten seconds. */
export const LARGEST_TOTAL = 2 * LARGEST_FILE;

/**
 * Reads files, and folders with all YAML and JSON files in them, in the order of the paths, each file once. What
 * cannot be read is a problem, and the rest is still read.
 */
export function readManifests(paths: readonly string[], options: ReadOptions = {}): Manifests {
  const { stdin = '', largestFile = LARGEST_FILE, largestTotal = LARGEST_TOTAL, load } = options;
  const objects: ManifestObject[] = [];
  const problems: InputProblem[] = [];
  const add = (manifests: Manifests): void => {
    for (const object of manifests.objects) { objects.push(object); }
    for (const problem of manifests.problems) { problems.push(problem); }
  };
  const seen = new Set<string>();
  let total = 0;
  for (const path of paths) {
    if (path === '-') {
      if (typeof stdin === 'string') { total += stdin.length; }
      add(readStdin(stdin, largestFile, load));
      continue;
    }
    const { files, problems: found } = filesAt(path);
    add({ objects: [], problems: found });
    for (const { file, id, isFound } of files) {
      if (seen.has(id)) { continue; }
      if (seen.size === MOST_FILES) {
        add(refused(file, `These are more than ${MOST_FILES} files, so this one and those after it were not read. Name a smaller folder.`));
        return { objects, problems };
      }
      seen.add(id);
      const text = readText(file, largestFile);
      if (!('text' in text)) {
        add({ objects: [], problems: [text.problem] });
        continue;
      }
      total += text.text.length;
      if (total > largestTotal) {
        add(refused(file, `With this one, the files are larger than ${largestTotal} bytes together, so it and those after it were not read. Name fewer.`));
        return { objects, problems };
      }
      add(isFound && isOtherJson(file, text.text)
        ? refused(file, 'Skipped: this JSON has no apiVersion, so it is not a manifest.', 'note')
        : parseManifests(file, text.text, load));
    }
  }
  return { objects, problems };
}

function readStdin(stdin: string | InputProblem, largest: number, load?: LoadDocument): Manifests {
  if (typeof stdin !== 'string') { return { objects: [], problems: [stdin] }; }
  return stdin.length > largest ? { objects: [], problems: [tooLarge(STDIN, largest)] } : parseManifests(STDIN, stdin, load);
}

function refused(file: string, message: string, level: InputProblem['level'] = 'error'): Manifests {
  return { objects: [], problems: [{ level, file, message }] };
}

// Such as tsconfig.json, whose comments make it invalid JSON.
function isOtherJson(file: string, text: string): boolean {
  return /\.json$/i.test(file) && !text.includes('apiVersion');
}
