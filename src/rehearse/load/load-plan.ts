import { Stream } from './attempt';

/** A request that is sent again and again. */
export interface RequestLine {
  /** @default 'GET' */
  readonly method?: string;
  /** Path and query: `/orders?limit=1`. */
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
  /** Statuses that are good answers; without them, those of the plan. */
  readonly expect?: readonly StatusRange[];
}

/** Statuses from one to another, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/** The load that the generator sends until it is told to stop. Plain data, which is sent to another process or a pod. */
export interface LoadPlan {
  /** Scheme, host and port: `https://api.example.com:8443`. */
  readonly origin: string;
  /** The `Host` header and the name of TLS, if they differ from the origin. */
  readonly host?: string;
  /** The address to connect to instead of what the name resolves to. */
  readonly resolve?: string;
  /** Requests of all streams together, in a second. */
  readonly rate: number;
  /** Seconds until the rate is reached. */
  readonly ramp: number;
  readonly streams: readonly Stream[];
  /** In turn, by the streams `new` and `keep`. */
  readonly requests: readonly RequestLine[];
  /** In turn, by the stream `slow`. */
  readonly slowRequests: readonly RequestLine[];
  /** Requests of `slow` in a second: they stay in flight for long. */
  readonly slowRate: number;
  readonly expect: readonly StatusRange[];
  /** A request whose answer has not ended after this many milliseconds has failed. */
  readonly timeout: number;
  /** The header of an answer that names the version. */
  readonly versionHeader?: string;
  /** Whether certificates are not verified. */
  readonly insecure?: boolean;
}
