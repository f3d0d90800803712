import { Container, listAt, FieldCursor, placeAt, rootOf, stringAt, stringsAt, Workload } from '../../manifests';
import { perWorkload } from '../memoize';

/** Where a container stands in its Deployment, to read what `Container` has no field for. */
export function placeOf({ object }: Pick<Workload, 'object'>, { path }: Pick<Container, 'path'>): FieldCursor {
  return placeAt(rootOf(object.json), path);
}

/** The words that a container is started with, as far as its manifest says them. */
export function wordsOf(workload: Workload, container: Container): string[] {
  return wordsAt(placeOf(workload, container));
}

/** The same of a container in any pod template. */
export function wordsAt(container: FieldCursor): string[] {
  return [...stringsAt(container, ['command']), ...stringsAt(container, ['args'])];
}

/** The value of an environment variable, if it stands in the manifest as such. */
export function environmentOf(workload: Workload, container: Container, name: string): string | undefined {
  const found = listAt(placeOf(workload, container), ['env']).find(place => stringAt(place, ['name']) === name);
  return found && stringAt(found, ['value']);
}

/** All that run as long as their pod. */
export const runningContainers = perWorkload(({ containers, sidecars }): Container[] => [...containers, ...sidecars]);
