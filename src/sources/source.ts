import { posix, relative } from 'node:path';

/** What a source names. */
export type Source =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'git'; readonly rev: string; readonly path: string }
  | { readonly kind: 'cluster'; readonly context: string }
  | { readonly kind: 'wrong'; readonly message: string };

export type SourceKind = Source['kind'];

/** The kind of a source, without reading it. A file that is really called `git:x` can be read as `./git:x`. */
export function sourceKind(source: string): SourceKind {
  return parseSource(source).kind;
}

/** The parts of a source. */
export function parseSource(source: string): Source {
  if (source.includes('\0')) { return { kind: 'wrong', message: 'A path or a revision cannot contain a zero byte. Check what adds it.' }; }
  if (source === '-') { return { kind: 'stdin' }; }
  if (source.startsWith('cluster:')) { return { kind: 'cluster', context: source.slice('cluster:'.length) }; }
  return source.startsWith('git:') ? gitSource(source.slice('git:'.length)) : { kind: 'path', path: source };
}

function gitSource(text: string): Source {
  const colon = revEnd(text);
  if (colon < 0) {
    return { kind: 'wrong', message: 'The path of the files to read is missing. Write git:REV:PATH, such as git:main:dist.' };
  }
  const [rev, path] = [text.slice(0, colon), withSlashes(text.slice(colon + 1))];
  if (rev === '') { return { kind: 'wrong', message: 'The revision is missing. Write git:REV:PATH, such as git:main:dist.' }; }
  if (rev.startsWith('-')) { return { kind: 'wrong', message: 'A revision cannot begin with a dash. Write git:REV:PATH, such as git:main:dist.' }; }
  if (path === '') { return { kind: 'wrong', message: 'The path is missing. Write git:REV:PATH, such as git:main:dist, or git:main:. for all of this folder.' }; }
  if (posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path)) {
    return { kind: 'wrong', message: 'The path must be relative to this folder, as in git:main:dist, since the files of a revision do not have an absolute path.' };
  }
  return { kind: 'git', rev, path: posix.normalize(path).replace(/(?<=.)\/$/, '') };
}

/** The first colon outside of braces: `HEAD^{/fix: drain}` is one revision. */
function revEnd(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') { depth++; }
    if (text[i] === '}') { depth = Math.max(0, depth - 1); }
    if (text[i] === ':' && depth === 0) { return i; }
  }
  return -1;
}

// git does not accept backslashes, but users on Windows write them.
function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/**
 * The name of a file inside of its source, so that files of two sources can be matched: `dist/prod.k8s.yaml` of `dist` and
 * `git:main:dist/prod.k8s.yaml` of `git:main:dist` are both `prod.k8s.yaml`. For a source that is a single file, it is the base
 * name; standard input and a cluster count as one file each, with their name in messages.
 */
export function relativeFile(file: string, source: string): string {
  const parsed = parseSource(source);
  switch (parsed.kind) {
    case 'git': {
      const path = file.slice(gitFile(parsed.rev, '').length);
      return posix.relative(parsed.path, path) || posix.basename(path);
    }
    case 'path':
      return relative(parsed.path, file).replaceAll('\\', '/') || posix.basename(file.replaceAll('\\', '/'));
    default:
      return file;
  }
}

/** The name of a file of a revision in objects and problems. */
export function gitFile(rev: string, path: string): string {
  return `git:${rev}:${path}`;
}
