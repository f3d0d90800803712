/** Random choices that are the same each time: mulberry32. */
export class Dice {
  public constructor(private seed: number) {}

  public below(limit: number): number {
    this.seed = (this.seed + 0x6D2B79F5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 * limit);
  }

  public one<T>(of: readonly T[]): T {
    return of[this.below(of.length)];
  }

  public some<T>(of: readonly T[], most = of.length): T[] {
    return this.shuffled(of).slice(0, 1 + this.below(Math.min(most, of.length)));
  }

  public shuffled<T>(of: readonly T[]): T[] {
    const rest = [...of];
    return of.map(() => rest.splice(this.below(rest.length), 1)[0]);
  }

  public chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}
