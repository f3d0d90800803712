import { AnnouncedRetirement } from '../../intent/api-versions';

/** When a version is removed, and where its clients find instructions. Dates are `YYYY-MM-DD`, at midnight UTC. */
export interface AnnouncedRetirementOptions {
  /**
   * The day from which clients should no longer rely on the version. It may be in the future.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9745.html
   */
  readonly deprecated: string;

  /**
   * The day from which the version may be removed. `diff` reports an earlier removal as an error.
   *
   * @see https://www.rfc-editor.org/rfc/rfc8594.html
   */
  readonly sunset: string;

  /**
   * The version that replaces it.
   *
   * @default - none is named
   */
  readonly successor?: string;

  /**
   * A page that describes what clients have to change.
   *
   * @default - none
   */
  readonly guide?: string;
}

/** The retirement of a version of an API, as its clients are told in each answer. */
export class Retirement {
  /**
   * Announced by the headers `Deprecation`, `Sunset` and, with a guide or a successor that has an address of its own, `Link`; recorded
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
