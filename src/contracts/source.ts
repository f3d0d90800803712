/** Returns the bytes of a file of a contract, or why it cannot be read: `there is no such file`. */
export type ReadFile = (file: string) => { readonly bytes: Buffer } | { readonly failure: string };

/** Why a contract cannot be recorded. Every part is a plain phrase. */
export interface ContractFault {
  readonly file: string;
  /** Counted from 1; undefined if the whole file is meant. */
  readonly line?: number;
  /** What is wrong, with the file as its subject: `has no field 'openapi'`. */
  readonly found: string;
  /** Completes "Allowed: …". */
  readonly allowed: string;
  /** Completes "Remedy: …". */
  readonly remedy: string;
}

/** Larger files are not read: people do not write documents of this size. */
export const LARGEST_CONTRACT_FILE = 16 * 1024 * 1024;

/** The file and the line, in quotes: messages leave quoted user input unchanged. */
export function whereOf({ file, line }: ContractFault): string {
  return JSON.stringify(line === undefined ? file : `${file}:${line}`);
}
