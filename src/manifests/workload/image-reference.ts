/** The parts of an image's name. */
export interface ImageName {
  /** `docker.io/library/nginx` of `docker.io/library/nginx:1.25@sha256:…`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

export function imageParts(image: string): ImageName {
  const at = image.indexOf('@');
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.lastIndexOf(':');
  // A colon before the last slash belongs to the port of a registry.
  const end = colon > named.lastIndexOf('/') ? colon : named.length;
  const tag = end < named.length ? named.slice(end + 1) : undefined;
  return { repository: named.slice(0, end), tag, digest: at < 0 ? undefined : image.slice(at + 1) };
}

/** Mirrors that have images of Docker Hub under the same names. */
const MIRROR = /^(?:docker\.io|(?:.{0,200}\/)?(?:dockerhub|docker-hub|mirror))\//;
const OFFICIAL = /^(?:.{0,200}\/)?library\//;

/** The repository of an image in Docker Hub, wherever it is pulled from: `nginx`, `bitnami/nginx`. */
export function hubRepository(image: string): string {
  return imageParts(image).repository.replace(MIRROR, '').replace(OFFICIAL, '');
}
