import { Container, listAt, Place, placeAt, rootOf, stringAt, stringsAt, Workload } from '../../manifests';

/** Where a container stands in its Deployment, to read what `Container` has no field for. */
export function placeOf({ object }: Workload, { path }: Container): Place {
  return placeAt(rootOf(object.json), path);
}

/** The words that a container is started with, as far as its manifest says them. */
export function wordsOf(workload: Workload, container: Container): string[] {
  const place = placeOf(workload, container);
  return [...stringsAt(place, ['command']), ...stringsAt(place, ['args'])];
}

/** The value of an environment variable, if it stands in the manifest as such. */
export function environmentOf(workload: Workload, container: Container, name: string): string | undefined {
  const found = listAt(placeOf(workload, container), ['env']).find(place => stringAt(place, ['name']) === name);
  return found && stringAt(found, ['value']);
}

/** All that run as long as their pod. */
export function runningContainers({ containers, sidecars }: Workload): Container[] {
  return [...containers, ...sidecars];
}

/** `nginx` of `docker.io/library/nginx:1.25@sha256:…`: the last part of an image's name, without tag and digest. */
export function imageName(image: string): string {
  return repositoryOf(image).split('/').pop()!;
}

/** `1.25` of `nginx:1.25@sha256:…`; empty without a tag. */
export function imageTag(image: string): string {
  const [named] = image.split('@');
  return named.slice(repositoryOf(image).length + 1);
}

function repositoryOf(image: string): string {
  const [named] = image.split('@');
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/') ? named.slice(0, colon) : named;
}
