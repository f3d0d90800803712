import { Container, FieldCursor, placeAt, rootOf, stringsAt, Workload } from '../../manifests';
import { perWorkload } from '../memoize';

/** The place of a container in its Deployment, to read fields that `Container` does not have. */
export function placeOf({ object }: Pick<Workload, 'object'>, { path }: Pick<Container, 'path'>): FieldCursor {
  return placeAt(rootOf(object.json), path);
}

/** The command and arguments of a container, as far as its manifest has them. */
export function wordsOf(workload: Workload, container: Container): string[] {
  return wordsAt(placeOf(workload, container));
}

/** The same for a container in any pod template. */
export function wordsAt(container: FieldCursor): string[] {
  return [...stringsAt(container, ['command']), ...stringsAt(container, ['args'])];
}

/** All containers that run as long as their pod. */
export const runningContainers = perWorkload(({ containers, sidecars }): Container[] => [...containers, ...sidecars]);
