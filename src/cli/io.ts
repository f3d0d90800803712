/** Where a command reads from and writes to, apart from files. */
export interface Io {
  /** @default false */
  readonly colours?: boolean;
  /** The day of the run, as `YYYY-MM-DD`, if there is a clock. */
  today?(): string;
  stdin(): string;
  out(text: string): void;
  err(text: string): void;
  /** Asks a person, if there is one. */
  confirm?(question: string): boolean;
}
