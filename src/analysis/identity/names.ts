
/** The end of names of cdk8s: a hash of the construct path. */
const HASH = /(?:^|-)c8[0-9a-f]{6}$/;

/** The label by which cdk8s-plus selects pods: its value is also such a hash. */
export const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

/** Whether a name seems to end with such a hash: other hashes may look the same. */
export function hasConstructHash(name: string): boolean {
  return HASH.test(name);
}

/** A name without its hash. */
export function stemOf(name: string): string {
  return name.replace(HASH, '');
}

/** Whether the move of a construct, or a new name for it, would cause this rename. */
export function isConstructRename(before: string, after: string): boolean {
  if (hasConstructHash(before) && hasConstructHash(after)) { return true; }
  const [one, other] = [stemOf(before), stemOf(after)];
  return (hasConstructHash(before) || hasConstructHash(after)) && (one === other || one.endsWith(`-${other}`) || other.endsWith(`-${one}`));
}

/** Whether one name consists of the words of the other, and more: `web` and `shop-web-v2`. */
export function areAlike(one: string, other: string): boolean {
  const [short, long] = [one, other].sort((a, b) => a.length - b.length).map(name => `-${name}-`);
  return long.includes(short);
}
