/**
 * How long routers keep sending to a pod that was asked to stop, and how long they need to begin.
 *
 * Published measurements plus a margin, in whole seconds, not promises of the vendors.
 */

/** The times of one kind of router. */
export interface RouterTimes {
  /** A stop delay that is long enough with a margin. */
  readonly deregistrationDelay: number;
  /** A stop delay below this is known to lose requests. */
  readonly minimum: number;
  /** From a pod being ready until the router sends it requests; 0 if it does so at once. */
  readonly registrationTime: number;
  /** Whether it sends to terminating pods if there is no other pod, as kube-proxy does. */
  readonly usesTerminatingEndpoints: boolean;
}

export const ROUTERS = {
  /** Pods in the same cluster, through kube-proxy. */
  cluster: { deregistrationDelay: 10, minimum: 5, registrationTime: 0, usesTerminatingEndpoints: true },
  /**
   * Clients that resolve a headless Service: the cluster's DNS caches a name for up to 30 s, many clients remember the
   * addresses for 30 s more, and 5 s of margin. New pods need no time: all addresses that a client
   * knows serve until it resolves again.
   */
  headless: { deregistrationDelay: 65, minimum: 30, registrationTime: 0, usesTerminatingEndpoints: false },
  /** Batches its updates. */
  ingressNginx: { deregistrationDelay: 15, minimum: 10, registrationTime: 0, usesTerminatingEndpoints: false },
  /** Envoy Gateway, Istio, Linkerd and other xDS-like proxies. */
  envoy: { deregistrationDelay: 15, minimum: 5, registrationTime: 0, usesTerminatingEndpoints: false },
  /** Throttles its updates by 2 s, and is often behind a load balancer with health checks. */
  traefik: { deregistrationDelay: 20, minimum: 10, registrationTime: 0, usesTerminatingEndpoints: false },
  /** An AWS Application Load Balancer with pods as targets. */
  awsAlb: { deregistrationDelay: 45, minimum: 30, registrationTime: 60, usesTerminatingEndpoints: false },
  /** An AWS Network Load Balancer with pods as targets. */
  awsNlb: { deregistrationDelay: 150, minimum: 120, registrationTime: 180, usesTerminatingEndpoints: false },
  /** A Google Cloud load balancer with network endpoint groups. */
  gcpLoadBalancer: { deregistrationDelay: 60, minimum: 40, registrationTime: 60, usesTerminatingEndpoints: false },
  /** Azure Application Gateway with its ingress controller. */
  azureAppGateway: { deregistrationDelay: 90, minimum: 90, registrationTime: 90, usesTerminatingEndpoints: false },
} as const satisfies Record<string, RouterTimes>;
