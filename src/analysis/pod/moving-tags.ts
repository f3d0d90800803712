import { ImageName, imageParts, isInjected } from './image-reference';

/** Undefined where there is nothing to read: no image, or a placeholder that is filled in later, as those of ko are. */
export function imageOf(image: string): ImageName | undefined {
  return image === '' || isInjected({ image }) || /[${}<>\s]|^ko:\/\//.test(image) ? undefined : imageParts(image);
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
