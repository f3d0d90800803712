import { imageParts } from '../../manifests';

/** Since 1.19.5 nginx's image sets STOPSIGNAL SIGQUIT, on which nginx finishes its requests. */
export const NGINX_ASKS_FOR_QUIT: readonly number[] = [1, 19, 5];

/** Whether the tag of an image is a version before another one. */
export function isBefore(image: string, version: readonly number[]): boolean {
  const found = /^(\d{1,10})\.(\d{1,10})(?:\.(\d{1,10}))?(?![\d.])/.exec(imageParts(image).tag ?? '');
  if (!found) { return false; }
  // `1.19` is the last of its series.
  const numbers = found.slice(1).map(part => part === undefined ? Infinity : Number(part));
  const differing = numbers.findIndex((part, index) => part !== version[index]);
  return differing >= 0 && numbers[differing] < version[differing];
}
