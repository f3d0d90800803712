/** The part of an annotation's key before the id of an acknowledged rule, after the prefix of all our annotations. */
export const ACKNOWLEDGE = 'acknowledge.';

/** Whether the value of such an annotation gives a reason. */
export function isReason(reason: unknown): reason is string {
  return typeof reason === 'string' && /[^\s\p{C}]/u.test(reason);
}
