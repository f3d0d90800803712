import { Attempt } from './attempt';

/** A line of JSON that the generator writes. */
export interface Line {
  /** Counted from 0, so that a lost line is noticed. */
  readonly line: number;
  /** When it was written, by the generator's clock. */
  readonly at: number;
  readonly attempts: readonly Attempt[];
  /** On the last line: all results were written. */
  readonly end?: true;
}

/** Puts the lines together again from pieces that end anywhere, and leaves out those that were read before. */
export class LineReader {
  private rest = '';
  private next = 0;
  private over = false;

  /** Whether the last line was read. */
  public get ended(): boolean {
    return this.over;
  }

  /** For a stream that starts again with the first line: the partial last line is read again. */
  public restart(): void {
    this.rest = '';
  }

  public read(piece: string): Line[] {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop()!;
    return lines.filter(text => text !== '').map(parse).filter(({ line, end }) => {
      if (line > this.next) { throw new Error(`lines ${this.next} to ${line - 1} of the load generator are lost, with the requests in them`); }
      const isNew = line === this.next;
      if (isNew) {
        this.next++;
        this.over = end === true;
      }
      return isNew;
    });
  }
}

function parse(text: string): Line {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the load generator wrote an unexpected line: ${text.slice(0, 200)}`);
  }
}
