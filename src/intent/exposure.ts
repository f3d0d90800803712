import { Duration } from 'cdk8s';
import { ROUTERS, RouterTimes } from '../lifecycle';

/** What `Exposure.custom` needs to know about a router. */
export interface CustomExposure {
  /**
   * The longest time the router goes on sending requests to a pod after the pod was asked to stop. SIGTERM comes no
   * earlier: a shorter stop delay is refused.
   */
  readonly deregistrationDelay: Duration;

  /**
   * The longest time from a pod being ready until the router sends it requests.
   *
   * @default - none: it sends at once
   */
  readonly registrationTime?: Duration;

  /**
   * Whether the router sends to pods that are stopping but still ready when no other pod is left, as kube-proxy does.
   *
   * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/1669-proxy-terminating-endpoints
   * @default false
   */
  readonly usesTerminatingEndpoints?: boolean;
}

/**
 * Who routes requests to the pods. A router goes on sending for a while after a pod was asked to stop, and some need
 * a while until they send to a new pod. A stop delay shorter than the first, or a rollout faster than the second,
 * gives users 502 and 503 answers.
 *
 * The figures are published measurements plus a margin, not promises of the vendors: measure yours, and state it
 * with `Exposure.custom`.
 */
export class Exposure {
  /** Pods in the same cluster, through kube-proxy: 10 s, at least 5 s. Uses terminating endpoints. */
  public static cluster(): Exposure {
    return Exposure.known('cluster');
  }

  /**
   * Pods in the same cluster that balance themselves, as gRPC clients do, over the addresses that a headless Service
   * (`clusterIP: None`) gives them: 65 s, at least 30 s, which is how long the cluster's DNS caches a name. Clients that
   * remember addresses for longer than another 30 s need a longer `preStop`.
   *
   * They connect to the pods themselves, so the Service has the port of the pods. A Service that has an address cannot become
   * headless: make a headless one beside it, with `preStop: PreStop.sleep(Duration.seconds(65))`, and move the clients.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
   */
  public static headless(): Exposure {
    return Exposure.known('headless');
  }

  /**
   * ingress-nginx, which batches its updates (`sync-rate-limit`): 15 s, at least 10 s.
   *
   * @see https://github.com/kubernetes/ingress-nginx/blob/main/docs/user-guide/cli-arguments.md
   */
  public static ingressNginx(): Exposure {
    return Exposure.known('ingressNginx');
  }

  /** Envoy Gateway, Istio, Linkerd and other xDS-like proxies: 15 s, at least 5 s. */
  public static envoy(): Exposure {
    return Exposure.known('envoy');
  }

  /**
   * Traefik, which throttles its updates (`providersThrottleDuration`): 20 s, at least 10 s.
   *
   * @see https://doc.traefik.io/traefik/providers/overview/#providersprovidersthrottleduration
   */
  public static traefik(): Exposure {
    return Exposure.known('traefik');
  }

  /**
   * An AWS Application Load Balancer with pods as targets: 45 s, at least 30 s; a new pod gets requests after up to 60 s.
   *
   * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719
   */
  public static awsAlb(): Exposure {
    return Exposure.known('awsAlb');
  }

  /**
   * An AWS Network Load Balancer with pods as targets: 150 s, at least 120 s; a new pod gets requests after up to 180 s.
   *
   * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2366
   */
  public static awsNlb(): Exposure {
    return Exposure.known('awsNlb');
  }

  /**
   * A Google Cloud load balancer with network endpoint groups: 60 s, at least 40 s; a new pod gets requests after up
   * to 60 s (assumed: no figure is published).
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/container-native-load-balancing
   */
  public static gcpLoadBalancer(): Exposure {
    return Exposure.known('gcpLoadBalancer');
  }

  /**
   * Azure Application Gateway with its ingress controller: 90 s, at least 90 s; a new pod gets requests after up to 90 s.
   *
   * @see https://azure.github.io/application-gateway-kubernetes-ingress/how-tos/minimize-downtime-during-deployments/
   */
  public static azureAppGateway(): Exposure {
    return Exposure.known('azureAppGateway');
  }

  /** Any other router, by its own times. */
  public static custom(times: CustomExposure): Exposure {
    return new Exposure('custom', times ?? {} as CustomExposure);
  }

  private static known(name: keyof typeof ROUTERS): Exposure {
    const { deregistrationDelay, minimum, registrationTime, usesTerminatingEndpoints }: RouterTimes = ROUTERS[name];
    return new Exposure(name, {
      deregistrationDelay: Duration.seconds(deregistrationDelay),
      minimum: Duration.seconds(minimum),
      registrationTime: registrationTime === 0 ? undefined : Duration.seconds(registrationTime),
      usesTerminatingEndpoints,
    });
  }

  private constructor(
    /** @internal */
    public readonly _name: keyof typeof ROUTERS | 'custom',
    /** @internal */
    public readonly _times: CustomExposure & { readonly minimum?: Duration },
  ) {}
}
