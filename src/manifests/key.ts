/** A collision-free map key for a tuple: each string after its length, since it may contain any character. */
export function keyOf(...parts: (string | number | undefined)[]): string {
  let key = '';
  for (const part of parts) { key += typeof part === 'string' ? `${part.length}:${part}` : `${part ?? ''};`; }
  return key;
}
