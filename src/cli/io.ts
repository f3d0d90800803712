import { InputProblem } from '../manifests';

/** Where a command reads from and writes to, apart from files. */
export interface Io {
  /** @default false */
  readonly colours?: boolean;
  /** Columns of the terminal that standard output is, or that is asked for. */
  readonly width?: number;
  /** One line that replaces the last one, on a terminal of so many columns. */
  readonly progress?: { readonly width: number; show(line: string): void; end(): void };
  /** The day of the run, as `YYYY-MM-DD`, if there is a clock. */
  today?(): string;
  /** What comes in by standard input, or why it could not be read. */
  stdin(): string | InputProblem;
  out(text: string): void;
  err(text: string): void;
  /** Asks a person, if there is one. */
  confirm?(question: string): boolean;
  /** What a person answers, if there is one. */
  answer?(question: string): string;
  /** Aborts when a person presses Ctrl-C, from the first call on. */
  interrupted?(): AbortSignal;
}
