/**
 * The Prometheus counter of the requests that a Service got.
 */
export class RequestCount {
  /**
   * Istio's `istio_requests_total`, by the Service that a request was sent to.
   *
   * @see https://istio.io/latest/docs/reference/config/metrics/
   */
  public static istio(): RequestCount {
    return new RequestCount('istio_requests_total{destination_service_name="$service",destination_service_namespace="$namespace"}');
  }

  /**
   * Linkerd's `request_total`, as the proxies of the callers count it.
   *
   * @see https://linkerd.io/2/reference/proxy-metrics/
   */
  public static linkerd(): RequestCount {
    return new RequestCount('request_total{direction="outbound",dst_service="$service",dst_namespace="$namespace"}');
  }

  /**
   * Any other counter.
   *
   * @param selector an instant vector, in which `$service` and `$namespace` stand for the Service of a version, such as
   *   `http_requests_total{service="$service",namespace="$namespace"}`
   */
  public static custom(selector: string): RequestCount {
    return new RequestCount(selector);
  }

  private constructor(
    /** @internal */
    public readonly _selector: string,
  ) {}
}
