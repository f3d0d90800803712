import { Attempt } from './attempt';

/** What the generator writes, one a line of JSON. */
export interface Line {
  /** Counted from 0, so that a lost line is noticed. */
  readonly line: number;
  /** When it was written, by the generator's clock. */
  readonly at: number;
  readonly attempts: readonly Attempt[];
  /** Of the last line: whatever was sent has been told. */
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

  /** A stream that begins anew, with the first line: what was begun of the last one comes again. */
  public restart(): void {
    this.rest = '';
  }

  public read(piece: string): Line[] {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop()!;
    return lines.filter(text => text !== '').map(parse).filter(({ line, end }) => {
      if (line > this.next) { throw new Error(`lines ${this.next} to ${line - 1} of the load generator are lost, and the requests in them`); }
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
    throw new Error(`the load generator wrote what is no line of its own: ${text.slice(0, 200)}`);
  }
}
