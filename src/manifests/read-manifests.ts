import { InputProblem } from './input-problem';
import { filesAt } from './io/files-at';
import { readText, tooLarge } from './io/read-text';
import { ManifestObject } from './manifest-object';
import { LARGEST_FILE, Manifests, parseManifests } from './parse-manifests';

/** What reading files may need besides their paths. */
export interface ReadOptions {
  /** What `-` among the paths stands for: the text that came in by standard input. */
  readonly stdin?: string;
  /**
   * Larger files, in bytes, are not read.
   *
   * @default - 64 MiB
   */
  readonly largestFile?: number;
}

/** How problems and objects name standard input. */
export const STDIN = '<stdin>';

/**
 * Reads files, and folders with all YAML and JSON files in them, in the order of the paths, each file once. What
 * cannot be read is a problem, and the rest is still read.
 */
export function readManifests(paths: readonly string[], options: ReadOptions = {}): Manifests {
  const { stdin = '', largestFile = LARGEST_FILE } = options;
  const objects: ManifestObject[] = [];
  const problems: InputProblem[] = [];
  const add = (manifests: Manifests): void => {
    for (const object of manifests.objects) { objects.push(object); }
    for (const problem of manifests.problems) { problems.push(problem); }
  };
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      add(stdin.length > largestFile ? { objects: [], problems: [tooLarge(STDIN, largestFile)] } : parseManifests(STDIN, stdin));
      continue;
    }
    const { files, problems: found } = filesAt(path);
    add({ objects: [], problems: found });
    for (const { file, id, isFound } of files) {
      if (seen.has(id)) { continue; }
      seen.add(id);
      const text = readText(file, largestFile);
      if (!('text' in text)) {
        add({ objects: [], problems: [text.problem] });
      } else if (isFound && isOtherJson(file, text.text)) {
        add({ objects: [], problems: [{ level: 'note', file, line: 1, message: 'This JSON has no apiVersion, so it is no manifest and was left out.' }] });
      } else {
        add(parseManifests(file, text.text));
      }
    }
  }
  return { objects, problems };
}

// Such as tsconfig.json, whose comments nothing but a compiler reads.
function isOtherJson(file: string, text: string): boolean {
  return /\.json$/i.test(file) && !text.includes('apiVersion');
}
