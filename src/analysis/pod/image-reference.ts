import { imageParts } from '../../manifests';

export { type ImageName, imageParts } from '../../manifests';

/** `nginx` of `docker.io/library/nginx:1.25@sha256:…`: the last part of its repository. */
export function imageName(image: string): string {
  const { repository } = imageParts(image);
  return repository.slice(repository.lastIndexOf('/') + 1);
}

const VERSION = /^-?\d[\w.-]*$/;

/** Whether an image has one of these names, or one followed by a version, such as `mysql-80-centos7`. */
export function isNamed(image: string, names: readonly string[]): boolean {
  const name = imageName(image);
  return names.some(known => name === known || (name.startsWith(known) && VERSION.test(name.slice(known.length))));
}

/** Whether Istio fills in the image of its proxy there, with its probes and ports. */
export function isInjected({ image }: { readonly image: string }): boolean {
  return image === 'auto';
}
