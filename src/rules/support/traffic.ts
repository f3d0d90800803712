import { ROUTERS, RouterTimes } from '../../lifecycle';
import { Route, Service, Workload } from '../../manifests';
import { Target } from '../target';

/** Whether somebody sends requests to the pods through a Service. Peers that find each other by a headless one are no users. */
export function servesRequests({ services, routes }: Workload): boolean {
  return routes.length > 0 || services.some(({ headless }) => !headless);
}

/** Who routes to the pods, and how long that one goes on sending to a pod that is leaving. */
export interface Router extends RouterTimes {
  /** As a sentence names it: `an AWS Application Load Balancer`. */
  readonly called: string;
}

/**
 * The slowest router that the manifests show. What the annotation `cdk8s-zero-downtime/deregistration-delay` says holds
 * before that, since its writer has measured it.
 */
export function routerOf({ intent, services, routes }: Workload, target: Target): Router {
  const shown = [...routes.flatMap(routerOfRoute), ...services.flatMap(routerOfService)];
  const slowest = shown.reduce<Router>((one, other) => other.minimum > one.minimum ? other : one, { ...target.router, called: 'kube-proxy' });
  const stated = intent.deregistrationDelay;
  return stated === undefined ? slowest : { ...slowest, deregistrationDelay: stated, minimum: stated };
}

const INGRESS_CLASSES: [RegExp, Router][] = [
  [/^alb\b/, { ...ROUTERS.awsAlb, called: 'an AWS Application Load Balancer' }],
  [/^gce\b|^gke-l7/, { ...ROUTERS.gcpLoadBalancer, called: 'a Google Cloud load balancer' }],
  [/^azure[-/]application-gateway/, { ...ROUTERS.azureAppGateway, called: 'an Azure Application Gateway' }],
  [/nginx/, { ...ROUTERS.ingressNginx, called: 'ingress-nginx' }],
];

const OTHER_PROXY: Router = { ...ROUTERS.envoy, called: 'the proxy of its routes' };

function routerOfRoute({ routers }: Route): Router[] {
  return routers.map(name => INGRESS_CLASSES.find(([pattern]) => pattern.test(name))?.[1] ?? OTHER_PROXY);
}

const NLB_TARGETS = 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type';

function routerOfService({ type, object: { annotations } }: Service): Router[] {
  const hasIpTargets = type === 'LoadBalancer' && Object.hasOwn(annotations, NLB_TARGETS) && annotations[NLB_TARGETS] === 'ip';
  return hasIpTargets ? [{ ...ROUTERS.awsNlb, called: 'an AWS Network Load Balancer' }] : [];
}
