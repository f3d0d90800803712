import { Mask } from './mask';
import { isMapping, isSameJson } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

/**
 * The fields that fieldsV1 names: `f:` a key of a mapping, `k:` the item of a list with these keys, `v:` a value in a
 * list, `i:` an index in a list. An empty set means the whole value, `.` the mapping or item itself.
 */
export function ownedMask(fields: Json): Mask {
  return {
    isWhole: Object.keys(fields).length === 0,
    at: key => maskOf(Object.hasOwn(fields, `f:${key}`) ? fields[`f:${key}`] : undefined),
    items: list => {
      const steps = Object.entries(fields).map(([key, inner]) => ({ fits: fitting(key), inner }));
      return list.map((item, index) => maskOf(steps.find(({ fits }) => fits(item, index))?.inner));
    },
  };
}

function maskOf(fields: unknown): Mask | undefined {
  return isMapping(fields) ? ownedMask(fields) : undefined;
}

/** The items of a list that a step selects. */
function fitting(step: string): (item: unknown, index: number) => boolean {
  const wanted = parsed(step.slice(2));
  switch (step.slice(0, 2)) {
    case 'k:': return item => isMapping(item) && isMapping(wanted) && Object.entries(wanted).every(([name, value]) => isSameJson(item[name], value));
    case 'v:': return item => isSameJson(item, wanted);
    case 'i:': return (_, index) => index === wanted;
    default: return () => false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
