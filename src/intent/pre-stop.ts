import { Duration } from 'cdk8s';
import { ConnectionScheme } from 'cdk8s-plus-27';

/** Options of `PreStop.command`. */
export interface PreStopCommandOptions {
  /**
   * How long the command runs. This is the stop delay: a duration below the exposure's minimum is refused.
   */
  readonly takes: Duration;
}

/** Options of `PreStop.httpGet`. */
export interface PreStopHttpGetOptions {
  /**
   * How long the endpoint takes to answer. This is the stop delay: a duration below the exposure's minimum is refused.
   */
  readonly takes: Duration;

  /**
   * The container port that the kubelet uses. Refused unless a container of the pod has it.
   *
   * @default - the service's `port`
   */
  readonly port?: number;

  /**
   * HTTP or HTTPS; certificates are not verified.
   *
   * @default ConnectionScheme.HTTP
   */
  readonly scheme?: ConnectionScheme;
}

/** Options of `PreStop.none`. */
export interface PreStopNoneOptions {
  /** Why no hook is needed, for readers of the manifest. It is written as the acknowledgement of `prestop-missing`. */
  readonly reason: string;
}

// The construct, which knows its path, refuses missing options of callers without type checks.
const NO_OPTIONS = {} as PreStopHttpGetOptions;

/** @internal */
export type PreStopAction =
  | { readonly kind: 'sleep' | 'shell'; readonly takes?: Duration }
  | { readonly kind: 'httpGet'; readonly path: string; readonly options: PreStopHttpGetOptions }
  | { readonly kind: 'command'; readonly command: string[]; readonly options: PreStopCommandOptions }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * The hook that fills the stop delay: the time between a pod being asked to stop and SIGTERM, in which routers learn that the pod
 * is terminating, and in which the pod must keep serving.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 * @example
 * new ZeroDowntimeService(chart, 'shop', { image, healthCheck, preStop: PreStop.sleep(Duration.seconds(20)) });
 */
export class PreStop {
  /**
   * The kubelet waits; no process runs in the container, so this works in images without a shell. Needs Kubernetes 1.30.
   *
   * @param duration the stop delay; absent, it is derived from `exposure` and `handover`
   * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action
   */
  public static sleep(duration?: Duration): PreStop {
    return new PreStop({ kind: 'sleep', takes: duration });
  }

  /**
   * `/bin/sh -c "sleep …"` in the container. In an image without a shell it fails, the stop delay is lost, and only
   * an event reports it; prefer `sleep`.
   *
   * @param duration the stop delay; absent, it is derived from `exposure` and `handover`
   */
  public static shell(duration?: Duration): PreStop {
    return new PreStop({ kind: 'shell', takes: duration });
  }

  /**
   * An announced stop: calls an endpoint of the application that answers after `takes`. Only this tells the application that it
   * is about to stop, so that it can close kept-alive connections in time.
   *
   * @param path starts with `/`
   */
  public static httpGet(path: string, options: PreStopHttpGetOptions): PreStop {
    return new PreStop({ kind: 'httpGet', path, options: options ?? NO_OPTIONS });
  }

  /**
   * A command in the container that runs for `takes`.
   *
   * @param command is not run in a shell
   */
  public static command(command: string[], options: PreStopCommandOptions): PreStop {
    return new PreStop({ kind: 'command', command, options: options ?? NO_OPTIONS });
  }

  /**
   * No hook: after SIGTERM, the application itself keeps accepting requests for the whole stop delay. The grace
   * period still includes the delay.
   */
  public static none(options: PreStopNoneOptions): PreStop {
    return new PreStop({ kind: 'none', reason: options?.reason });
  }

  private constructor(
    /** @internal */
    public readonly _action: PreStopAction,
  ) {}
}
