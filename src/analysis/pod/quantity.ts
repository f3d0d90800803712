import { Path, FieldCursor, valueAt } from '../../manifests';

const QUANTITY = /^([+-]?\d{0,20}(?:\.\d{0,20})?)(m|k|[KMGTPE]i?|[eE][+-]?\d{1,3})?$/;
const POWERS = 'KMGTPE';

/** The number of a quantity such as `250m`, `1.5Gi` or `1e3`; undefined if it is invalid. */
export function quantityAt(place: FieldCursor, path: Path): number | undefined {
  const value = valueAt(place, path);
  if (typeof value === 'number') { return value; }
  const [, digits, suffix = ''] = typeof value === 'string' && QUANTITY.exec(value.trim()) || [];
  return digits && /\d/.test(digits) ? Number(digits) * factorOf(suffix) : undefined;
}

function factorOf(suffix: string): number {
  if (suffix === '') { return 1; }
  if (suffix === 'm') { return 1e-3; }
  if (suffix === 'k') { return 1e3; }
  if (/\d/.test(suffix)) { return 10 ** Number(suffix.slice(1)); }
  return (suffix.endsWith('i') ? 1024 : 1000) ** (POWERS.indexOf(suffix[0]) + 1);
}
