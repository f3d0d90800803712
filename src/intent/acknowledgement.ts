/** What stands before the id of an acknowledged rule in its annotation, after the prefix of all our annotations. */
export const ACKNOWLEDGE = 'acknowledge.';

/** Whether the value of such an annotation says why. */
export function isReason(reason: unknown): reason is string {
  return typeof reason === 'string' && /[^\s\p{C}]/u.test(reason);
}
