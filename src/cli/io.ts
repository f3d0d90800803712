/** Where a command reads from and writes to, apart from files. */
export interface Io {
  stdin(): string;
  out(text: string): void;
  err(text: string): void;
}
