import { imageParts } from '../../manifests';

export { type ImageName, imageParts } from '../../manifests';

/** `nginx` of `docker.io/library/nginx:1.25@sha256:…`: the last part of its repository. */
export function imageName(image: string): string {
  const { repository } = imageParts(image);
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Whether Istio puts the image of its proxy there, and its probes and ports with it. */
export function isInjected({ image }: { readonly image: string }): boolean {
  return image === 'auto';
}
