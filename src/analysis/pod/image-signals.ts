import { imageParts } from './image-reference';

/** Since 1.19.5 nginx's image says STOPSIGNAL SIGQUIT, at which it finishes its requests. */
export const NGINX_ASKS_FOR_QUIT: readonly number[] = [1, 19, 5];

/** Where images of Docker Hub are found under the same names. */
const MIRROR = /^(?:docker\.io|(?:.{0,200}\/)?(?:dockerhub|docker-hub|mirror))\//;
const OFFICIAL = /^(?:.{0,200}\/)?library\//;

/** The repository of an image in Docker Hub, wherever it is pulled from: `nginx`, `bitnami/nginx`. */
export function hubRepository(image: string): string {
  return imageParts(image).repository.replace(MIRROR, '').replace(OFFICIAL, '');
}

/** Whether the tag of an image says a version before another one. */
export function isBefore(image: string, version: readonly number[]): boolean {
  const found = /^(\d{1,10})\.(\d{1,10})(?:\.(\d{1,10}))?(?![\d.])/.exec(imageParts(image).tag ?? '');
  if (!found) { return false; }
  // `1.19` is the last of its series.
  const numbers = found.slice(1).map(part => part === undefined ? Infinity : Number(part));
  const differing = numbers.findIndex((part, index) => part !== version[index]);
  return differing >= 0 && numbers[differing] < version[differing];
}
