/** Accepted findings, so that only others cause a failure. */
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
  /** Without the number at its end. */
  readonly fingerprint: string;
  /** The number of findings. */
  readonly count: number;
}

/** Increased when the meaning of a field changes. */
export const BASELINE_VERSION = 1;
