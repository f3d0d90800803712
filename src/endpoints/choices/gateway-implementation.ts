import { Exposure } from '../../intent';

/** The abilities of an implementation, for `GatewayImplementation.custom`. */
export interface CustomGatewayImplementation {
  /** Whether it sets response headers (`ResponseHeaderModifier`). */
  readonly setsResponseHeaders: boolean;

  /** Whether it rewrites paths (`URLRewrite` with `ReplacePrefixMatch`). */
  readonly rewritesPaths: boolean;

  /**
   * How fast it notices new and terminating pods.
   *
   * @default - not stated: services keep their own exposure
   */
  readonly exposure?: Exposure;
}

/**
 * The controller of the Gateway. Response headers and rewrites are optional in the Gateway API: an implementation without them
 * ignores the filter, or does not accept the route.
 *
 * @see https://gateway-api.sigs.k8s.io/implementations/
 */
export class GatewayImplementation {
  /** Any implementation that sets response headers and rewrites paths, as 16 of the 23 with a conformance report do. */
  public static conformant(): GatewayImplementation {
    return new GatewayImplementation({ setsResponseHeaders: true, rewritesPaths: true });
  }

  /** Contour, Envoy Gateway, Istio and others that program Envoy: services behind it have `Exposure.envoy()`. */
  public static envoy(): GatewayImplementation {
    return new GatewayImplementation({ setsResponseHeaders: true, rewritesPaths: true, exposure: Exposure.envoy() });
  }

  /** Traefik: services behind it have `Exposure.traefik()`. */
  public static traefik(): GatewayImplementation {
    return new GatewayImplementation({ setsResponseHeaders: true, rewritesPaths: true, exposure: Exposure.traefik() });
  }

  /** GKE, which sets headers, but does not rewrite paths: services behind it have `Exposure.gcpLoadBalancer()`. */
  public static gke(): GatewayImplementation {
    return new GatewayImplementation({ setsResponseHeaders: true, rewritesPaths: false, exposure: Exposure.gcpLoadBalancer() });
  }

  /** The AWS Load Balancer Controller, which does neither: services behind it have `Exposure.awsAlb()`. */
  public static awsLoadBalancerController(): GatewayImplementation {
    return new GatewayImplementation({ setsResponseHeaders: false, rewritesPaths: false, exposure: Exposure.awsAlb() });
  }

  /** Any other implementation. */
  public static custom(options: CustomGatewayImplementation): GatewayImplementation {
    return new GatewayImplementation(options ?? {} as CustomGatewayImplementation);
  }

  private constructor(
    /** @internal */
    public readonly _abilities: CustomGatewayImplementation,
  ) {}
}
