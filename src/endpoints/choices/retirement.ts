import { AnnouncedRetirement } from '../../intent/api-versions';

/** When a version goes, and where its clients find what to do. Dates are `YYYY-MM-DD`, at midnight UTC. */
export interface AnnouncedRetirementOptions {
  /**
   * From when on clients should no longer rely on the version. May lie ahead.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9745.html
   */
  readonly deprecated: string;

  /**
   * From when on the version may be gone. `diff` refuses to remove it earlier.
   *
   * @see https://www.rfc-editor.org/rfc/rfc8594.html
   */
  readonly sunset: string;

  /**
   * The version that takes its place.
   *
   * @default - none is named
   */
  readonly successor?: string;

  /**
   * A page that says what clients have to change.
   *
   * @default - none
   */
  readonly guide?: string;
}

/** That a version of an API goes, as its clients are told in each answer. */
export class Retirement {
  /**
   * Told by the headers `Deprecation`, `Sunset` and, with a guide or a successor that has an address of its own, `Link`; recorded
   * for `diff`.
   */
  public static announced(options: AnnouncedRetirementOptions): Retirement {
    return new Retirement(options ?? {} as AnnouncedRetirementOptions);
  }

  private constructor(
    /** @internal */
    public readonly _announced: AnnouncedRetirement,
  ) {}
}
