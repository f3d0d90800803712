import { NamedBy } from '../../intent/api-versions';

/** The part of a request that names the version of an API. */
export class VersionBy {
  /** By its path: `/v1/orders`. Works with every router. */
  public static path(): VersionBy {
    return new VersionBy({ kind: 'path' });
  }

  /**
   * By a request header: `API-Version: v1`. Caches are told by `Vary`; if the router sets no headers, the application must send it and
   * gets its value as the environment variable `API_VARY`.
   *
   * @param name of the header
   */
  public static header(name: string): VersionBy {
    return new VersionBy({ kind: 'header', header: name });
  }

  /** By its host: `v1.api.example.com`. Each of these hosts needs a DNS record and a certificate. */
  public static host(): VersionBy {
    return new VersionBy({ kind: 'host' });
  }

  private constructor(
    /** @internal */
    public readonly _by: NamedBy,
  ) {}
}
