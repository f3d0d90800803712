import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { STDIN } from '../manifests';

/** A file as an address relative to the working directory, with forward slashes; absolute if it is not below that. */
export function fileUri(file: string): string {
  if (file === STDIN) { return 'stdin'; }
  const path = relative('', file);
  const isBelow = path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return isBelow ? path.split(sep).map(encodeURIComponent).join('/') : pathToFileURL(resolve(file)).href;
}
