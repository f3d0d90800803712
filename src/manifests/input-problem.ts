/** Something about the input itself, found while reading it. Reading always goes on. */
export interface InputProblem {
  /**
   * `error`: something could not be read, so a judgement would lack it. `warning`: it was read, but perhaps not as its
   * writer meant it. `note`: it was left out on purpose, being no Kubernetes object.
   */
  readonly level: 'error' | 'warning' | 'note';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong and what to do about it, in plain words. */
  readonly message: string;
}
