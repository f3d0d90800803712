import { Answer, CallOptions, Kubectl } from '../../src/rehearse/kubectl';

/** One call of kubectl, as a test sees it. */
export interface Called {
  readonly args: readonly string[];
  readonly input?: string;
}

export const OK: Answer = { stdout: '', stderr: '', code: 0 };
export const failed = (stderr: string): Answer => ({ stdout: '', stderr, code: 1 });
export const answered = (json: unknown): Answer => ({ ...OK, stdout: JSON.stringify(json) });

/** A kubectl that answers what a test says, and remembers what it was asked. */
export function standIn(
  answer: (args: readonly string[], options?: CallOptions) => Answer | undefined,
): Kubectl & { readonly calls: Called[] } {
  const calls: Called[] = [];
  return {
    context: 'test',
    namespace: 'shop',
    calls,
    call: async (args, options) => {
      calls.push({ args, input: options?.input });
      return answer(args, options) ?? OK;
    },
    stream: () => { throw new Error('nothing is watched here'); },
  };
}
