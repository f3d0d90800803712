import { complaintOf } from '../complaint';
import { Answer } from '../kubectl';

/** What the Eviction API said. */
export type Eviction =
  | { readonly kind: 'evicted' }
  /** It is gone already, by itself or by another hand. */
  | { readonly kind: 'absent' }
  /** A budget allows it not now (429): that is an answer, and asked for again. */
  | { readonly kind: 'refused' }
  /** It never will, as with two budgets for one pod. */
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
