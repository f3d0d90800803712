import type { Json } from './json';
import { isMapping } from '../../manifests';

/** Values of users, in which neither keyword has a meaning. */
const DATA = new Set(['default', 'example', 'examples']);

/**
 * Two documents of OpenAPI 3.1 or later. `enum: [x]` becomes `const: x` where the other document has `const`, unless both
 * keywords are there: generators of documents change from one to the other, and both mean the same.
 */
export function withSameConstants(before: Json, after: Json): [Json, Json] {
  return [before, after].some(({ openapi }) => `${openapi}`.startsWith('3.0.')) ? [before, after] : [written(before, after) as Json, written(after, before) as Json];
}

function written(value: unknown, other: unknown): unknown {
  if (Array.isArray(value)) { return value.map((item, index) => written(item, Array.isArray(other) ? other[index] : undefined)); }
  if (!isMapping(value)) { return value; }
  const fields = Object.fromEntries(Object.entries(value).map(([key, item]) =>
    [key, DATA.has(key) ? item : written(item, isMapping(other) ? other[key] : undefined)]));
  const { enum: values, ...rest } = fields;
  if (!Array.isArray(values)) { return fields; }
  const [only] = values.map(item => JSON.stringify(item));
  if ('const' in fields) { return values.some(item => JSON.stringify(item) === JSON.stringify(fields.const)) ? rest : fields; }
  const isWrittenSo = values.length === 1 && isMapping(other) && 'const' in other && JSON.stringify(other.const) === only;
  return isWrittenSo ? { ...rest, const: values[0] } : fields;
}
