import { ImageName, imageParts, isInjected } from './image-reference';

/** Undefined if there is no image, or a placeholder that is filled in later, like those of ko. */
export function imageOf(image: string): ImageName | undefined {
  return image === '' || isInjected({ image }) || /[${}<>\s]|^ko:\/\//.test(image) ? undefined : imageParts(image);
}

/** Tags that are moved to another build with each release. */
const MOVING = new Set([
  'latest', 'main', 'master', 'trunk', 'head', 'develop', 'dev', 'edge', 'nightly', 'snapshot', 'canary', 'unstable', 'test', 'testing', 'staging', 'stable',
  'release', 'current', 'prod', 'production', 'live',
]);

/** Whether the name can refer to another build tomorrow. A version tag can be moved too, but in practice is not. */
export function isMoving({ tag, digest }: ImageName): boolean {
  return digest === undefined && (tag === undefined || MOVING.has(tag.toLowerCase()));
}
