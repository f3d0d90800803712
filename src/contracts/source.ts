/** Gives the bytes of a file of a contract, or why there are none: `there is no such file`. */
export type ReadFile = (file: string) => { readonly bytes: Buffer } | { readonly failure: string };

/** Why a contract cannot be recorded. Every part is a plain phrase. */
export interface ContractFault {
  readonly file: string;
  /** From 1; undefined where it concerns the whole file. */
  readonly line?: number;
  /** What is wrong, with the file as its subject: `has no field 'openapi'`. */
  readonly found: string;
  /** Completes "Allowed: …". */
  readonly allowed: string;
  /** Completes "Remedy: …". */
  readonly remedy: string;
}

/** A file of a contract, larger than any that is written by people, is not read. */
export const LARGEST_CONTRACT_FILE = 16 * 1024 * 1024;

/** The file and the line, in quotes, in which messages leave what users wrote as it is. */
export function whereOf({ file, line }: ContractFault): string {
  return JSON.stringify(line === undefined ? file : `${file}:${line}`);
}
