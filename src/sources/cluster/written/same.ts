import { isDeepStrictEqual } from 'node:util';

/** Whether two plain values are equal; what is undefined is not there, so it equals nothing. */
export function same(one: unknown, other: unknown): boolean {
  return one !== undefined && isDeepStrictEqual(one, other);
}
