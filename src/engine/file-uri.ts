import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { STDIN } from '../manifests';

/** In the name of a committed file, the path is after the revision. */
const GIT = /^git:(?:[^:{]|\{[^}]*\})*:(?<path>.+)$/s;

/** A file as an address relative to the working directory, with forward slashes; absolute if it is not below that. */
export function fileUri(file: string): string {
  if (file === STDIN) { return 'stdin'; }
  const path = relative('', GIT.exec(file)?.groups?.path ?? file);
  const isBelow = path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return isBelow ? path.split(sep).map(encodeURIComponent).join('/') : pathToFileURL(resolve(path)).href;
}
