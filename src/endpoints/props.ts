import { Duration } from 'cdk8s';
import { ApiContract } from '../intent';
import { RequestCount, Retirement, Router, VersionBy } from './choices';
import { ZeroDowntimeServiceProps } from '../service/props';
import { ZeroDowntimeService } from '../service/zero-downtime-service';

/** What the owner of an API states about all its versions. */
export interface VersionedApiProps {
  /** The host of the API, without scheme and port. */
  readonly host: string;

  /** The router that sends requests to the versions. */
  readonly router: Router;

  /**
   * The part of a request that names the version.
   *
   * @default VersionBy.path()
   */
  readonly versionBy?: VersionBy;

  /**
   * The version of requests that name none. Once clients send such requests, moving it to another version changes the contract for
   * them: announce its retirement first. It also gets the requests for a removed version: by path, they arrive unchanged,
   * so that its application answers 404; by header, it answers them by its own contract.
   *
   * @default - none: such requests get 404
   */
  readonly defaultVersion?: string;

  /**
   * The path prefix of the API: `/shop` gives `/shop/v1`.
   *
   * @default '/'
   */
  readonly basePath?: string;

  /**
   * The name of the route, and the beginning of the names of services that `addVersion` creates.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The namespace of the route.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the route.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the route.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** A share of the requests of one version for its next build. */
export interface VersionCanary {
  /** The service that runs the next build of the same contract. Refused if it serves another version. */
  readonly service: ZeroDowntimeService;

  /** Its share in percent, from 1 to 99. */
  readonly weight: number;
}

/** One version of an API. */
export interface ApiVersionOptions {
  /**
   * The service that answers. One service may serve several versions. Not together with `serviceProps`. With Contour, a path that moves
   * to a service which no rule named before may get 503 for some milliseconds: let a rule that no client calls name it a release earlier.
   *
   * @default - one from `serviceProps`
   */
  readonly service?: ZeroDowntimeService;

  /**
   * The props of a new service that serves only this version. Its name is `<api>-<version>`, and its exposure is that of the router.
   *
   * @default - `service` is given
   */
  readonly serviceProps?: ZeroDowntimeServiceProps;

  /**
   * Announces that this version will be removed.
   *
   * @default - it stays
   */
  readonly retirement?: Retirement;

  /**
   * Whether the router removes the version from the path, so that `/v1/orders` arrives as `/orders`, below the base path. Only with versions by path,
   * and a router that rewrites paths. Changing it for a running version breaks requests while old pods still run.
   *
   * @default false
   */
  readonly stripPrefix?: boolean;

  /**
   * The next build of this version beside the running one. Not with `Router.ingress`. Contour tells Envoy of routes and of Services
   * separately: a Service that no route named before may answer its first requests with 503 for some milliseconds, unless a route that no
   * client calls names it a release earlier.
   *
   * @default - none
   */
  readonly canary?: VersionCanary;

  /**
   * What clients of this version may rely on. It is recorded as the ConfigMap `<api>-<version>-contract`, which pods do not read: a change
   * restarts no pods. `diff` compares it with that of the release before. Paths are relative to the working directory of the app.
   *
   * @throws if the file cannot be read, is not such a document, refers to a URL, or has more than 200 KiB in its canonical form, and
   *   if the service has a contract of its own
   * @default - no contract is recorded, and none is compared
   */
  readonly contract?: ApiContract;
}

/** Options of `alertWhenStillUsed`. */
export interface StillUsedAlertOptions {
  /** The counter of the requests of a Service. */
  readonly requests: RequestCount;

  /**
   * The time in which requests are counted, in whole days.
   *
   * @default Duration.days(7)
   */
  readonly within?: Duration;

  /**
   * Labels of the alert, by which it is sent to a receiver.
   *
   * @default - only `version`
   */
  readonly labels?: { [key: string]: string };

  /**
   * Labels of the PrometheusRule, by which a Prometheus selects it.
   *
   * @default - those of the API
   */
  readonly ruleLabels?: { [key: string]: string };
}
