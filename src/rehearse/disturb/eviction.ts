import { complaintOf } from '../complaint';
import { Answer } from '../kubectl';

/** The answer of the Eviction API. */
export type Eviction =
  | { readonly kind: 'evicted' }
  /** The pod was already removed. */
  | { readonly kind: 'absent' }
  /** A budget does not allow it now (429): the eviction is tried again. */
  | { readonly kind: 'refused' }
  /** It is never allowed, as with two budgets for one pod. */
  | { readonly kind: 'failed'; readonly why: string };

export function evictionOf(answer: Answer): Eviction {
  if (answer.code === 0) { return { kind: 'evicted' }; }
  if (/\(NotFound\)|\(Conflict\)/.test(answer.stderr)) { return { kind: 'absent' }; }
  return /\(TooManyRequests\)/.test(answer.stderr) ? { kind: 'refused' } : { kind: 'failed', why: complaintOf(answer) };
}

/** The body of an eviction. */
export function evictionBody(namespace: string, name: string): string {
  return JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } });
}
