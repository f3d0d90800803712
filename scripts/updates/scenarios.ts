import { stringify } from 'yaml';

/** A change that a rule of updates finds, and whom it hits. */
export interface Scenario {
  readonly rule: string;
  readonly change: string;
  readonly before: string;
  readonly after: string;
  readonly usersAt: { readonly service: string; readonly port: number };
  /** Where users are by the last release of the recipe, if its wait is for them. */
  readonly usersLater?: { readonly service: string; readonly port: number };
}

interface Options {
  readonly name?: string;
  readonly kind?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly selector?: { readonly [key: string]: string };
  readonly serviceName?: string;
  readonly serviceSelector?: { readonly [key: string]: string };
  readonly servicePort?: number;
  readonly containerPort?: number;
  readonly strategy?: object;
  readonly version?: string;
  readonly readiness?: boolean;
  /** Until the application listens, in milliseconds. */
  readonly startDelay?: number;
}

const LABELS = { app: 'web' };
const SLOW: Options = { startDelay: 10_000 };
const WEB = { service: 'web', port: 80 };

/** What is reproduced under load, in manifests for a cluster that has the image. */
export function scenariosFor(image: string): Scenario[] {
  const manifests = (options: Options = {}) => service(image, options);
  const step = (rule: string, change: string, before: Options, after: Options, users: Partial<Pick<Scenario, 'usersAt' | 'usersLater'>> = {}): Scenario =>
    ({ rule, change, before: manifests(before), after: manifests({ version: '2', ...after }), usersAt: WEB, ...users });
  return [
    step('service-selector-tightened', 'the Service selects a label that only the new pods have', {},
      { labels: { ...LABELS, tier: 'front' }, serviceSelector: { ...LABELS, tier: 'front' } }),
    step('selector-changed', 'another selector in the Deployment and in the Service', {},
      { labels: { shop: 'web' }, selector: { shop: 'web' }, serviceSelector: { shop: 'web' } }),
    step('service-target-port-changed', 'the application listens on another port, and targetPort with it', {}, { containerPort: 9090 }),
    // Old pods serve for 5 s after their deletion: what starts sooner is never missed.
    step('workload-renamed', 'the Deployment has another name; a start takes 10 s', SLOW, { ...SLOW, name: 'shop-web' }),
    step('workload-kind-changed', 'the Deployment becomes a StatefulSet; a start takes 10 s', SLOW, { ...SLOW, kind: 'StatefulSet' }),
    step('service-port-removed', 'the Service has another port', {}, { servicePort: 8080 }),
    step('service-renamed', 'the Service has another name', {}, { serviceName: 'shop' }, { usersLater: { service: 'shop', port: 80 } }),
    step('rollout-capacity-reduced', 'the strategy becomes Recreate', {}, { strategy: { type: 'Recreate' } }),
    step('readiness-weakened', 'the readiness probe is removed', {}, { readiness: false }),
  ];
}

function service(image: string, {
  name = 'web', kind = 'Deployment', labels = LABELS, selector = LABELS, serviceName = 'web', serviceSelector = LABELS, servicePort = 80,
  containerPort = 8080, strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, version = '1', readiness = true, startDelay = 3000,
}: Options): string {
  const metadata = (called: string) => ({ name: called, labels: { 'part-of': 'update-proof' } });
  const container = {
    name: 'web',
    image,
    ports: [{ containerPort }],
    env: [{ name: 'APP_VERSION', value: version }, { name: 'PORT', value: String(containerPort) }, { name: 'START_DELAY_MS', value: String(startDelay) }],
    resources: { requests: { cpu: '20m' } },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    ...readiness && { readinessProbe: { httpGet: { path: '/healthcheck', port: containerPort }, periodSeconds: 1 } },
  };
  const template = { metadata: { labels }, spec: { terminationGracePeriodSeconds: 20, containers: [container] } };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: metadata(serviceName), spec: { selector: serviceSelector, ports: [{ name: 'http', port: servicePort, targetPort: containerPort }] } },
    {
      apiVersion: 'apps/v1',
      kind,
      metadata: metadata(name),
      spec: { replicas: 3, selector: { matchLabels: selector }, template, ...kind === 'StatefulSet' ? { serviceName } : { minReadySeconds: 2, strategy } },
    },
  ].map(object => stringify(object)).join('---\n');
}
