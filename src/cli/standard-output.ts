import { EventEmitter } from 'node:events';

/**
 * Lets a command end normally, without a message, when `head` or a pager has read enough: the exit code does not depend on
 * the reader, and `rehearse` restores what it changed. So with `pipefail`, a pipeline fails exactly if there are findings.
 */
export function outliveReaders(outputs: readonly EventEmitter[], otherwise: (error: Error, output: EventEmitter) => void): void {
  for (const output of outputs) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') { otherwise(error, output); }
    });
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether text is coloured. FORCE_COLOR is for logs that show colours although they are not terminals; 0 turns them off. */
export function hasColours({ FORCE_COLOR, NO_COLOR, TERM }: Environment, isTerminal: boolean = false): boolean {
  if (FORCE_COLOR !== undefined) { return !['0', 'false'].includes(FORCE_COLOR); }
  return isTerminal && TERM !== 'dumb' && !NO_COLOR;
}

/** The columns of the terminal, or those that COLUMNS sets; undefined without both. */
export function widthOf({ COLUMNS }: Environment, { columns }: { readonly columns?: number }): number | undefined {
  const asked = /^\d{1,4}$/.test(COLUMNS ?? '') ? Number(COLUMNS) : undefined;
  return columns || asked || undefined;
}
