/** A problem of the input itself, found while reading it. Reading always continues. */
export interface InputProblem {
  /**
   * `error`: something could not be read, so a judgement would lack it. `warning`: it was read, but perhaps not as its
   * writer meant it. `note`: it was left out on purpose, since it is not a Kubernetes object.
   */
  readonly level: 'error' | 'warning' | 'note';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The problem and its remedy, in plain words. */
  readonly message: string;
}
