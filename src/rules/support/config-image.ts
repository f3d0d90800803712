/** The parts of an image's name that say which build it is. */
export interface ImageName {
  readonly tag?: string;
  readonly digest?: string;
}

/** Undefined where there is nothing to read: no image, or a placeholder that is filled in later. */
export function imageOf(image: string): ImageName | undefined {
  if (image === '' || /[${}<>\s]/.test(image)) { return undefined; }
  const [name, digest] = image.split('@');
  const colon = name.lastIndexOf(':');
  // A colon before the last slash belongs to the port of a registry.
  const tag = colon > name.lastIndexOf('/') ? name.slice(colon + 1) : undefined;
  return { tag, digest };
}

/** Tags that are moved to another build with each release. */
const MOVING = new Set([
  'latest', 'main', 'master', 'trunk', 'head', 'develop', 'dev', 'edge', 'nightly', 'snapshot', 'canary', 'unstable', 'test', 'testing', 'staging', 'stable',
  'release', 'current', 'prod', 'production', 'live',
]);

/** Whether the name can mean another build tomorrow. A version can be moved, too, but nobody does. */
export function isMoving({ tag, digest }: ImageName): boolean {
  return digest === undefined && (tag === undefined || MOVING.has(tag.toLowerCase()));
}
