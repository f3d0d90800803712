import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Plan } from '../plan';
import { metadataOf } from './metadata';

/** What an Application Load Balancer needs to know beyond the service itself. */
export interface AlbIngressOptions {
  /**
   * The path that leads to the service.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * The host, for which the controllers find the certificate and make the DNS record. With it, HTTP is redirected to HTTPS.
   *
   * @default - any host, over HTTP
   */
  readonly host?: string;

  /**
   * Whether the load balancer is reached from the internet.
   *
   * @default false
   */
  readonly internetFacing?: boolean;

  /**
   * How long the load balancer keeps idle connections. The application must keep them longer, or requests are sent into
   * connections that it just closed.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * Further annotations of the AWS load balancer controller. They override the derived ones.
   *
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** An Ingress of the AWS load balancer controller, whose figures are those that the pods were planned with. */
export function renderAlbIngress(
  scope: Construct, plan: Plan, service: kplus.Service, options: AlbIngressOptions,
): kplus.Ingress {
  const { path = '/', host } = options;
  const metadata = metadataOf(plan.identity, plan.identity.serviceName);
  const ingress = new kplus.Ingress(scope, 'AlbIngress', {
    className: 'alb',
    tls: host === undefined ? undefined : [{ hosts: [host] }],
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotationsOf(plan, options), ...options.annotations } },
  });
  const backend = kplus.IngressBackend.fromService(service, { port: plan.ports.servicePort });
  if (host === undefined) { ingress.addRule(path, backend); } else { ingress.addHostRule(host, path, backend); }
  return ingress;
}

function annotationsOf({ stop, probes, ports }: Plan, options: AlbIngressOptions): { [key: string]: string } {
  const { host, internetFacing, idleTimeout } = options;
  const { action, port, timing } = probes.readiness;
  const settings: { [key: string]: string | undefined } = {
    'scheme': internetFacing ? 'internet-facing' : 'internal',
    'listen-ports': JSON.stringify(host === undefined ? [{ HTTP: 80 }] : [{ HTTP: 80 }, { HTTPS: 443 }]),
    'ssl-redirect': host === undefined ? undefined : '443',
    'load-balancer-attributes': idleTimeout && `idle_timeout.timeout_seconds=${idleTimeout.toSeconds()}`,
    // The pods themselves are the targets. Only then are there readiness gates.
    'target-type': 'ip',
    // How long a pod that was taken out may finish requests. The default, 300 s, is longer than the pod lives.
    'target-group-attributes': `deregistration_delay.timeout_seconds=${stop.longestRequest}`,
    // The same question as the kubelet's, so that the two agree.
    'healthcheck-path': action.kind === 'http' ? action.path : undefined,
    'healthcheck-port': port === ports.port ? undefined : String(port),
    'healthcheck-interval-seconds': String(Math.max(SHORTEST_INTERVAL, timing.period)),
    'healthcheck-timeout-seconds': String(Math.max(2, Math.min(timing.timeout, SHORTEST_INTERVAL - 1))),
    'healthy-threshold-count': '2',
    'unhealthy-threshold-count': String(Math.max(2, Math.min(timing.failureThreshold, 10))),
  };
  return Object.fromEntries(Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value!]));
}

/** What an ALB takes. */
const SHORTEST_INTERVAL = 5;
