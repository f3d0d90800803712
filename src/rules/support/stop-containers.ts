import { perWorkload } from './per-workload';
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
export const runningContainers = perWorkload(({ containers, sidecars }): Container[] => [...containers, ...sidecars]);
