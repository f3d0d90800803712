import { GatewayImplementation } from './gateway-implementation';
import { Exposure } from '../../intent';

/** Options of `Router.httpRoute`. */
export interface HttpRouteOptions {
  /** The name of the Gateway. */
  readonly gateway: string;

  /**
   * The namespace of the Gateway. Its listeners must allow routes of the namespace of the API.
   *
   * @default - that of the API
   */
  readonly gatewayNamespace?: string;

  /**
   * The listener of the Gateway.
   *
   * @default - all listeners whose host matches
   */
  readonly sectionName?: string;

  /** The controller of the Gateway. */
  readonly implementation: GatewayImplementation;

  /**
   * The oldest version of the Gateway API that is installed, such as `'1.3'`. A string: YAML and JavaScript read 1.10 as 1.1. From
   * 1.4 on, each rule of the route is named after its version.
   *
   * @default '1.4'
   */
  readonly gatewayApiVersion?: string;
}

/** Options of `Router.ingress`. */
export interface IngressRouterOptions {
  /** The IngressClass. */
  readonly className: string;

  /**
   * How fast its controller notices new and terminating pods.
   *
   * @default - not stated: services keep their own exposure
   */
  readonly exposure?: Exposure;

  /**
   * The Secret with the certificate of the hosts.
   *
   * @default - none
   */
  readonly tlsSecretName?: string;

  /**
   * Annotations that its controller reads.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** @internal */
export type RouterChoice =
  | { readonly kind: 'httpRoute'; readonly options: HttpRouteOptions }
  | { readonly kind: 'ingress'; readonly options: IngressRouterOptions };

/** The object that routes the requests of an API to the Services of its versions. */
export class Router {
  /**
   * An HTTPRoute of the Gateway API: versions by path, header or host.
   *
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
   */
  public static httpRoute(options: HttpRouteOptions): Router {
    return new Router({ kind: 'httpRoute', options: options ?? {} as HttpRouteOptions });
  }

  /** An Ingress: versions by path or host. Its fields cannot set headers or rewrite paths. */
  public static ingress(options: IngressRouterOptions): Router {
    return new Router({ kind: 'ingress', options: options ?? {} as IngressRouterOptions });
  }

  private constructor(
    /** @internal */
    public readonly _choice: RouterChoice,
  ) {}
}
