import { InputProblem } from '../manifests';

/** Where a command reads from and writes to, apart from files. */
export interface Io {
  /** @default false */
  readonly colours?: boolean;
  /** Columns of the terminal, or those that COLUMNS sets. */
  readonly width?: number;
  /** One line that replaces the last one, on a terminal of this width. */
  readonly progress?: { readonly width: number; show(line: string): void; end(): void };
  /** The day of the run, as `YYYY-MM-DD`, if there is a clock. */
  today?(): string;
  /** The content of standard input, or why it could not be read. */
  stdin(): string | InputProblem;
  out(text: string): void;
  err(text: string): void;
  /** Asks the user, on a terminal. */
  confirm?(question: string): boolean;
  /** The answer of the user, on a terminal. */
  answer?(question: string): string;
  /** Aborts when the user presses Ctrl-C, from the first call on. */
  interrupted?(): AbortSignal;
}
