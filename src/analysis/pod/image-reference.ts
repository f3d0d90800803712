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

/** `nginx` of `docker.io/library/nginx:1.25@sha256:…`: the last part of its repository. */
export function imageName(image: string): string {
  const { repository } = imageParts(image);
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Whether Istio puts the image of its proxy there, and its probes and ports with it. */
export function isInjected({ image }: { readonly image: string }): boolean {
  return image === 'auto';
}
