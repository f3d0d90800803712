import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'scripts/evidence/measured.json';

/** What a rehearsal told of some failures that have one cause. */
export interface Told {
  readonly kind: string;
  readonly cause: string;
  readonly count: number;
  readonly event: string;
  readonly rule?: string;
}

/** One rehearsal. */
export interface Repetition {
  /** During and after the disturbance. */
  readonly sent: number;
  readonly failed: number;
  readonly kinds: { readonly [kind: string]: number };
  /** Of those that failed, how many were sent over a kept-alive connection. */
  readonly failedOnKept: number;
  /** In the 10 s before. */
  readonly quiet: { readonly sent: number; readonly failed: number };
  /** Sent late by the client. */
  readonly late: number;
  readonly isVoid: boolean;
  /** Why the disturbance did not end. */
  readonly unfinished?: string;
  readonly told: readonly Told[];
  readonly update?: UpdateTime;
}

/** Of an update that ended, in seconds: until the last old pod was asked to stop, as all new ones are available then. */
export interface UpdateTime {
  readonly took: number;
  /** From creating a new pod to its being ready, the slowest. */
  readonly start: number;
  readonly minReady: number;
  readonly waves: number;
}

/** What could not be rehearsed, in the command's words. */
export interface NotDone {
  readonly error: string;
}

export interface Measured {
  kubernetes?: string;
  date?: string;
  /** By the id of a cell. */
  readonly cells: { [cell: string]: (Repetition | NotDone)[] };
}

export function readMeasured(): Measured {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { cells: {} };
}

export function writeMeasured(measured: Measured): void {
  writeFileSync(FILE, `${JSON.stringify(measured, undefined, 1)}\n`);
}

export function isCounted(each: Repetition | NotDone): each is Repetition {
  return 'sent' in each && !each.isVoid;
}
