import { Refusal, refuse } from './refusal';
import { FieldCursor, keysAt, mappingAt, placeAt, valueAt } from '../../manifests';
import { quantityAt } from '../pod/quantity';

const QUANTITY = 'a quantity from 0, such as 250m or 128Mi';
const SIDES = ['requests', 'limits'];
/** Resource names that need no domain. */
const STANDARD = /^(?:cpu|memory|ephemeral-storage|hugepages-.+|.+\/.+)$/;

/** Refused requests and limits of a container. */
export function resourceRefusals(container: FieldCursor): Refusal[] {
  const resources = mappingAt(container, ['resources']);
  if (resources.value === undefined) { return []; }
  return [
    ...SIDES.flatMap(side => keysAt(resources, [side]).flatMap(name => ofQuantity(placeAt(resources, [side]), name))),
    ...keysAt(resources, ['requests']).flatMap(name => aboveLimit(resources, name)),
  ];
}

function ofQuantity(side: FieldCursor, name: string): Refusal[] {
  if (!STANDARD.test(name)) { return refuse(side, [name], 'one of cpu, memory and ephemeral-storage, or a resource with a domain'); }
  return quantityRefusals(side, [name]);
}

/** Refuses values that are not a quantity, or negative. */
export function quantityRefusals(place: FieldCursor, path: readonly string[]): Refusal[] {
  const value = valueAt(place, path);
  if (value === undefined) { return []; }
  const amount = quantityAt(place, path);
  return amount === undefined || amount < 0 ? refuse(place, path, QUANTITY) : [];
}

// Other resources cannot be shared, so their request must equal their limit.
function aboveLimit(resources: FieldCursor, name: string): Refusal[] {
  const request = quantityAt(resources, ['requests', name]);
  const limit = quantityAt(resources, ['limits', name]);
  if (request === undefined || limit === undefined || limit < 0) { return []; }
  const isShared = ['cpu', 'memory', 'ephemeral-storage'].includes(name);
  const written = valueAt(resources, ['limits', name]);
  if (isShared ? request <= limit : request === limit) { return []; }
  return refuse(resources, ['requests', name], isShared ? `at most its limit, ${String(written)}` : `its limit, ${String(written)}`);
}
