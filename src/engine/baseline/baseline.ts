/** Findings that are accepted as they are, so that only others fail. */
export interface Baseline {
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/** Findings of one rule in one place of one file. Only the fingerprint and the file are compared; the rest is for readers. */
export interface BaselineEntry {
  readonly rule: string;
  /** `Deployment shop/web`. */
  readonly object: string;
  readonly path: string;
  readonly file: string;
  /** Without its number. */
  readonly fingerprint: string;
  /** How many there are. */
  readonly count: number;
}

/** It changes when a field changes its meaning. */
export const BASELINE_VERSION = 1;
