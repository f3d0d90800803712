import { quantityAt } from './quantity';
import { Path, rootOf, Workload } from '../../manifests';
import { perWorkload } from '../memoize';

/** What one pod asks for, in thousandths of a core or of a byte, so that sums stay whole. Without a request its limit is one. */
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
  // Init containers are left out: they may only raise it.
  return [...containers, ...sidecars].reduce((sum, { path }) => sum
    + (thousandthsAt([...path, 'resources', kind, resource]) ?? thousandthsAt([...path, 'resources', 'limits', resource]) ?? 0), 0);
}

/** A quantity in thousandths; undefined for none, or a negative one. */
export function toThousandths(quantity: number | undefined): number | undefined {
  return quantity === undefined || quantity < 0 ? undefined : Math.round(quantity * 1000);
}
