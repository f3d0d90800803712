
/** What cdk8s ends names with: a hash of where the construct stands. */
const HASH = /(?:^|-)c8[0-9a-f]{6}$/;

/** The label by which cdk8s-plus selects pods: its value is such a hash, too. */
export const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

/** Whether a name ends with such a hash, as far as one name can tell: other hashes may look the same. */
export function hasConstructHash(name: string): boolean {
  return HASH.test(name);
}

/** A name without its hash. */
export function stemOf(name: string): string {
  return name.replace(HASH, '');
}

/** Whether a construct that was moved, or given a name, would be renamed like this. */
export function isConstructRename(before: string, after: string): boolean {
  if (hasConstructHash(before) && hasConstructHash(after)) { return true; }
  const [one, other] = [stemOf(before), stemOf(after)];
  return (hasConstructHash(before) || hasConstructHash(after)) && (one === other || one.endsWith(`-${other}`) || other.endsWith(`-${one}`));
}
