import { EventEmitter } from 'node:events';

/**
 * Lets a command end as it would, without a word, when `head` or a pager has read enough: what it found does not depend on
 * who reads it, and `rehearse` puts back what it changed. So with `pipefail` a pipeline fails exactly if there are findings.
 */
export function outliveReaders(outputs: readonly EventEmitter[], otherwise: (error: Error, output: EventEmitter) => void): void {
  for (const output of outputs) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') { otherwise(error, output); }
    });
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether text is coloured. FORCE_COLOR is for a log that shows colours though it is no terminal; 0 turns them off. */
export function hasColours({ FORCE_COLOR, NO_COLOR, TERM }: Environment, isTerminal: boolean = false): boolean {
  if (FORCE_COLOR !== undefined) { return !['0', 'false'].includes(FORCE_COLOR); }
  return isTerminal && TERM !== 'dumb' && !NO_COLOR;
}

/** The columns of the terminal, or those that COLUMNS asks for; undefined where neither says it. */
export function widthOf({ COLUMNS }: Environment, { columns }: { readonly columns?: number }): number | undefined {
  const asked = /^\d{1,4}$/.test(COLUMNS ?? '') ? Number(COLUMNS) : undefined;
  return columns || asked || undefined;
}
