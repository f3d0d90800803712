import { quantityAt } from './quantity';
import { Path, rootOf, Workload } from '../../manifests';
import { perWorkload } from '../memoize';

/** The request or limit of one pod, in thousandths of a core or of a byte, so that sums stay whole. A limit counts as a missing request. */
export function resourcesOf(workload: Workload, kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): number {
  const known = knownOf(workload);
  const key = `${kind}.${resource}`;
  const found = known.get(key) ?? addedUp(workload, kind, resource);
  known.set(key, found);
  return found;
}

const knownOf = perWorkload(() => new Map<string, number>());

function addedUp({ object, containers, sidecars }: Workload, kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): number {
  const root = rootOf(object.json);
  const thousandthsAt = (path: Path): number | undefined => toThousandths(quantityAt(root, path));
  // Init containers are ignored: they can only raise it.
  return [...containers, ...sidecars].reduce((sum, { path }) => sum
    + (thousandthsAt([...path, 'resources', kind, resource]) ?? thousandthsAt([...path, 'resources', 'limits', resource]) ?? 0), 0);
}

/** A quantity in thousandths; undefined if it is missing or negative. */
export function toThousandths(quantity: number | undefined): number | undefined {
  return quantity === undefined || quantity < 0 ? undefined : Math.round(quantity * 1000);
}
