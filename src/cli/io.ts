/** Where a command reads from and writes to, apart from files. */
export interface Io {
  /** @default false */
  readonly colours?: boolean;
  stdin(): string;
  out(text: string): void;
  err(text: string): void;
  /** Asks a person, if there is one. */
  confirm?(question: string): boolean;
}
