import { Duration } from 'cdk8s';
import { ConnectionScheme } from 'cdk8s-plus-27';

/**
 * When the kubelet probes, and after how many results it acts.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export interface HealthCheckOptions {
  /**
   * The container port that the kubelet uses. Refused unless a container of the pod has it.
   *
   * @default - the service's `port`
   */
  readonly port?: number;

  /**
   * Time between two checks, in whole seconds.
   *
   * @default - 5 seconds for `healthCheck`, 10 seconds for `livenessCheck`
   */
  readonly period?: Duration;

  /**
   * How long one check may take, in whole seconds. Refused above `period`.
   *
   * @default - 2 seconds for `healthCheck`, 5 seconds for `livenessCheck`
   */
  readonly timeout?: Duration;

  /**
   * Failures in a row until the pod gets no more requests (`healthCheck`) or is restarted (`livenessCheck`).
   *
   * @default - 3 for `healthCheck`, 6 for `livenessCheck`
   */
  readonly failureThreshold?: number;

  /**
   * Successes in a row until the pod gets requests again. A liveness check needs exactly 1.
   *
   * @default 1
   */
  readonly successThreshold?: number;

  /**
   * Time from container start to the first check, in whole seconds. The startup probe already waits for a slow start,
   * so this only delays pods that are ready sooner.
   *
   * @default - none
   */
  readonly initialDelay?: Duration;
}

/** Options of `HealthCheck.http`. */
export interface HttpHealthCheckOptions extends HealthCheckOptions {
  /**
   * HTTP or HTTPS; certificates are not verified.
   *
   * @default ConnectionScheme.HTTP
   */
  readonly scheme?: ConnectionScheme;

  /**
   * Request headers, such as a `Host` that the application requires.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/** Options of `HealthCheck.grpc`. */
export interface GrpcHealthCheckOptions extends HealthCheckOptions {
  /**
   * The service name sent in the gRPC health request.
   *
   * @default - none: the health of the whole server
   */
  readonly service?: string;
}

/** @internal */
export type HealthCheckAction =
  | { readonly kind: 'http'; readonly path: string; readonly scheme?: string; readonly headers?: { [name: string]: string } }
  | { readonly kind: 'grpc'; readonly service?: string }
  | { readonly kind: 'tcp' }
  | { readonly kind: 'command'; readonly command: string[] };

/**
 * How the kubelet learns whether a pod can serve.
 *
 * A readiness check should depend only on what this pod itself needs to answer requests: if it fails because a shared
 * database is down, all pods are removed from the Service at once, and every request fails.
 *
 * @example
 * new ZeroDowntimeService(chart, 'shop', { image, healthCheck: HealthCheck.http('/healthcheck') });
 */
export class HealthCheck {
  /**
   * An HTTP GET; any status from 200 to 399 is healthy.
   *
   * @param path starts with `/`, such as `/healthcheck`
   */
  public static http(path: string, options: HttpHealthCheckOptions = {}): HealthCheck {
    return new HealthCheck({ kind: 'http', path, scheme: options?.scheme, headers: options?.headers }, options);
  }

  /**
   * The standard gRPC health protocol, without TLS.
   *
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   */
  public static grpc(options: GrpcHealthCheckOptions = {}): HealthCheck {
    return new HealthCheck({ kind: 'grpc', service: options?.service }, options);
  }

  /** A TCP connection can be opened. It does not show whether the application answers: prefer `http` or `grpc`. */
  public static tcp(options: HealthCheckOptions = {}): HealthCheck {
    return new HealthCheck({ kind: 'tcp' }, options);
  }

  /**
   * A command in the container that exits with 0. Each check starts a process: prefer `http` or `grpc`.
   *
   * @param command is not run in a shell
   */
  public static command(command: string[], options: HealthCheckOptions = {}): HealthCheck {
    return new HealthCheck({ kind: 'command', command }, options);
  }

  private constructor(
    /** @internal */
    public readonly _action: HealthCheckAction,
    /** @internal */
    public readonly _options: HealthCheckOptions,
  ) {}
}
