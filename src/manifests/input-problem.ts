/** A problem of the input itself, found while reading it. Reading always continues. */
export interface InputProblem {
  /**
   * `error`: something could not be read, so a judgement would lack it. `warning`: it was read, but perhaps not as its
   * writer meant it. `note`: it was left out on purpose, since it is not a Kubernetes object.
   */
  readonly level: 'error' | 'warning' | 'note';
  readonly file: string;
  /** From 1; undefined if the problem is that of a whole file, folder or source. */
  readonly line?: number;
  /** The problem and its remedy, in plain words. */
  readonly message: string;
}

/** `web.yaml:12`, or `web.yaml` for a problem of the whole file. */
export function problemPlace({ file, line }: Pick<InputProblem, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`;
}
