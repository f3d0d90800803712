import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { REJECTED } from '../checks/consequences';
import { annotations, isHost } from '../checks/names';
import { checkBoolean } from '../checks/nested';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';
import { rejectUnknownOptions } from '../checks/typos';
import { ServicePorts } from '../kinds';
import { Plan } from '../plan';
import { checkIngressPath } from './ingress';
import { metadataOf } from './metadata';

/** Settings of an Application Load Balancer that do not follow from the service itself. */
export interface AlbIngressOptions {
  /**
   * The path that is routed to the service.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * The host, for which the controllers find the certificate and create the DNS record. With it, HTTP is redirected to HTTPS.
   *
   * @default - any host, over HTTP
   */
  readonly host?: string;

  /**
   * Whether the load balancer is reachable from the internet.
   *
   * @default false
   */
  readonly internetFacing?: boolean;

  /**
   * How long the load balancer keeps idle connections open. The application must keep them open for longer, or requests are sent to
   * connections that it has just closed.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * More annotations of the AWS Load Balancer Controller. They override the derived ones.
   *
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** An Ingress of the AWS Load Balancer Controller, with the figures for which the pods were planned. */
export function renderAlbIngress(
  scope: Construct, plan: Plan<ServicePorts>, service: kplus.Service, options: AlbIngressOptions,
): kplus.Ingress {
  checkOptions(scope, options);
  const { path = '/', host } = options;
  const metadata = metadataOf(plan.identity, plan.identity.serviceName);
  const ingress = new kplus.Ingress(scope, ID, {
    className: 'alb',
    tls: host === undefined ? undefined : [{ hosts: [host] }],
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotationsOf(plan, options), ...options.annotations } },
  });
  const backend = kplus.IngressBackend.fromService(service, { port: plan.ports.main.servicePort });
  if (host === undefined) { ingress.addRule(path, backend); } else { ingress.addHostRule(host, path, backend); }
  return ingress;
}

const OPTIONS = ['path', 'host', 'internetFacing', 'idleTimeout', 'annotations'];

function checkOptions(scope: Construct, options: AlbIngressOptions): void {
  const errors = new PropErrors(scope.node.path);
  if (isRecord(options)) {
    rejectUnknownOptions(errors, options, OPTIONS, 'exposeViaAlb.');
    checkRoute(errors, options);
    checkBoolean(errors, 'exposeViaAlb.internetFacing', options.internetFacing, 'Any string counts as true, and the service would be reachable from the internet.');
    wholeSeconds(errors, 'exposeViaAlb.idleTimeout', options.idleTimeout, 60, { min: 1, max: LONGEST_TIMEOUT, because: NO_LOAD_BALANCER });
    annotations(errors, 'exposeViaAlb.annotations', options.annotations);
  } else {
    errors.add({ prop: 'exposeViaAlb', given: options, allowed: `an object with ${OPTIONS.join(', ')}`, because: NO_LOAD_BALANCER, remedy: 'leave it out' });
  }
  if (scope.node.tryFindChild(ID)) {
    errors.add({
      prop: 'exposeViaAlb',
      given: options,
      shown: 'called again',
      allowed: 'one load balancer for a service',
      because: 'Two Ingresses cannot have the same name.',
      remedy: 'add more hosts and paths to the Ingress that the first call returned',
    });
  }
  errors.throwIfAny();
}

function checkRoute(errors: PropErrors, { path = '/', host }: AlbIngressOptions): void {
  checkIngressPath(errors, 'exposeViaAlb.path', path);
  if (host !== undefined && !isHost(host)) {
    errors.add({
      prop: 'exposeViaAlb.host',
      given: host,
      allowed: "a name in DNS without a scheme or a port, such as 'shop.example.com' or '*.example.com'",
      because: REJECTED,
      remedy: 'write only the name, or leave it out for any host',
    });
  }
}

function annotationsOf({ stop, probes, ports }: Plan<ServicePorts>, options: AlbIngressOptions): { [key: string]: string } {
  const { host, internetFacing, idleTimeout } = options;
  const { action, port, timing } = probes.readiness!;
  const isTls = action.kind === 'http' && action.scheme === kplus.ConnectionScheme.HTTPS;
  const settings: { [key: string]: string | undefined } = {
    'scheme': internetFacing ? 'internet-facing' : 'internal',
    'listen-ports': JSON.stringify(host === undefined ? [{ HTTP: 80 }] : [{ HTTP: 80 }, { HTTPS: 443 }]),
    'ssl-redirect': host === undefined ? undefined : '443',
    'load-balancer-attributes': idleTimeout && `idle_timeout.timeout_seconds=${idleTimeout.toSeconds()}`,
    // The pods themselves are the targets. Only then are there readiness gates.
    'target-type': 'ip',
    // How long a deregistered pod may finish requests. The default, 300 s, is longer than the pod lives.
    'target-group-attributes': `deregistration_delay.timeout_seconds=${Math.min(stop.longestWork, LONGEST_DEREGISTRATION)}`,
    // The same check as the kubelet's, so that the two agree.
    'healthcheck-path': action.kind === 'http' ? action.path : undefined,
    'healthcheck-protocol': isTls ? 'HTTPS' : undefined,
    // A port that serves TLS to the kubelet serves it to all clients.
    'backend-protocol': isTls && port === ports.main.port ? 'HTTPS' : undefined,
    'healthcheck-port': port === ports.main.port ? undefined : String(port),
    'healthcheck-interval-seconds': String(Math.min(LONGEST_INTERVAL, Math.max(SHORTEST_INTERVAL, timing.period))),
    'healthcheck-timeout-seconds': String(Math.max(2, Math.min(timing.timeout, SHORTEST_INTERVAL - 1))),
    'healthy-threshold-count': '2',
    'unhealthy-threshold-count': String(Math.max(2, Math.min(timing.failureThreshold, 10))),
  };
  return Object.fromEntries(Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value!]));
}

const ID = 'AlbIngress';
const NO_LOAD_BALANCER = 'The controller rejects it, and creates no load balancer.';

/** Limits of an ALB, in seconds. */
const SHORTEST_INTERVAL = 5;
const LONGEST_INTERVAL = 300;
const LONGEST_DEREGISTRATION = 3600;
const LONGEST_TIMEOUT = 4000;
