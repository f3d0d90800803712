import { Duration } from 'cdk8s';
import { ROUTERS, RouterTimes } from '../lifecycle';

/** The times of a router, for `Exposure.custom`. */
export interface CustomExposure {
  /**
   * The deregistration delay: the longest time the router keeps sending requests to a pod after the pod was asked to stop.
   * It is the stop delay by default, and a shorter one is refused.
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
 * The router in front of the pods: the kind of load balancer, ingress controller or proxy that sends them requests.
 *
 * A router keeps sending requests to a pod for a while after the pod was asked to stop (its deregistration delay), and some
 * need a while until they send to a new pod (their registration time). A stop delay shorter than the first, or a rollout
 * faster than the second, gives users 502 and 503 answers. The exposure sets both: the stop delay of each pod, and the
 * pace of a rollout.
 *
 * Choose by what opens the connection to the pods. If two routers reach the same pods, such as a load balancer and clients in
 * the cluster, choose the one with the longer stop delay. For a router that is not listed, such as HAProxy or Kong, measure its
 * times and state them with `Exposure.custom`.
 *
 * The figures are published measurements plus a margin, not promises of the vendors.
 *
 * @example
 * new ZeroDowntimeService(chart, 'shop', { image, healthCheck, exposure: Exposure.awsAlb() });
 */
export class Exposure {
  /**
   * For clients in the same cluster that call the Service through kube-proxy.
   *
   * Stop delay: 10 s by default, refused below 5 s. When all pods are stopping, kube-proxy still sends to those that are ready.
   */
  public static cluster(): Exposure {
    return Exposure.known('cluster');
  }

  /**
   * For clients in the same cluster that balance themselves, as gRPC clients do, over the addresses of a headless Service.
   *
   * Stop delay: 65 s by default, refused below 30 s, which is how long the cluster's DNS caches a name. Clients that
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
   * For an Ingress that ingress-nginx serves.
   *
   * Stop delay: 15 s by default, refused below 10 s, since ingress-nginx batches its updates (`sync-rate-limit`).
   *
   * @see https://github.com/kubernetes/ingress-nginx/blob/main/docs/user-guide/cli-arguments.md
   */
  public static ingressNginx(): Exposure {
    return Exposure.known('ingressNginx');
  }

  /**
   * For Envoy and proxies like it: Contour, Envoy Gateway, Istio, Linkerd, and the implementations of the Gateway API built on Envoy.
   *
   * Stop delay: 15 s by default, refused below 5 s.
   */
  public static envoy(): Exposure {
    return Exposure.known('envoy');
  }

  /**
   * For an Ingress, IngressRoute or HTTPRoute that Traefik serves.
   *
   * Stop delay: 20 s by default, refused below 10 s, since Traefik throttles its updates (`providersThrottleDuration`).
   *
   * @see https://doc.traefik.io/traefik/providers/overview/#providersprovidersthrottleduration
   */
  public static traefik(): Exposure {
    return Exposure.known('traefik');
  }

  /**
   * For an AWS Application Load Balancer with pods as targets (`target-type: ip`).
   *
   * Stop delay: 45 s by default, refused below 30 s. A new pod gets requests after up to 60 s.
   *
   * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719
   */
  public static awsAlb(): Exposure {
    return Exposure.known('awsAlb');
  }

  /**
   * For an AWS Network Load Balancer with pods as targets (`target-type: ip`).
   *
   * Stop delay: 150 s by default, refused below 120 s. A new pod gets requests after up to 180 s.
   *
   * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2366
   */
  public static awsNlb(): Exposure {
    return Exposure.known('awsNlb');
  }

  /**
   * For a Google Cloud load balancer with network endpoint groups (container-native load balancing).
   *
   * Stop delay: 60 s by default, refused below 40 s. A new pod gets requests after up to 60 s (assumed: no figure is published).
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/container-native-load-balancing
   */
  public static gcpLoadBalancer(): Exposure {
    return Exposure.known('gcpLoadBalancer');
  }

  /**
   * For an Azure Application Gateway with its ingress controller (AGIC).
   *
   * Stop delay: 90 s by default, refused below 90 s. A new pod gets requests after up to 90 s.
   *
   * @see https://azure.github.io/application-gateway-kubernetes-ingress/how-tos/minimize-downtime-during-deployments/
   */
  public static azureAppGateway(): Exposure {
    return Exposure.known('azureAppGateway');
  }

  /**
   * For any other router, such as HAProxy or Kong: by the times that you measured.
   *
   * Stop delay: `deregistrationDelay`, refused below it.
   *
   * @example
   * new ZeroDowntimeService(chart, 'shop', {
   *   image,
   *   healthCheck,
   *   exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(20), registrationTime: Duration.seconds(5) }),
   * });
   */
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
