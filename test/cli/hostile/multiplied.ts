/** A command on files each below a megabyte, in which one kind of thing is compared with all of another. */
export interface Multiplied {
  /** Words of the command line; `SIDE` stands for the file of that name. */
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, () => string>>;
}

type Json = Record<string, unknown>;

const SIZE = 990_000;
const HALF = 490_000;

function documents(...objects: Json[]): string {
  return objects.map(object => `---\n${JSON.stringify(object)}\n`).join('');
}

/** As many as fit into a file, at most so many. */
function filled(object: (i: number) => Json | readonly Json[], most = Infinity, size = SIZE): string {
  const parts: string[] = [];
  for (let i = 0, length = 0; i < most; i++) {
    const part = documents(...[object(i)].flat() as Json[]);
    length += part.length;
    if (length > size) { break; }
    parts.push(part);
  }
  return parts.join('');
}

const times = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));

interface Pods {
  readonly labels?: Json;
  readonly spec?: Json;
  readonly container?: Json;
  readonly containers?: readonly Json[];
  readonly more?: Json;
  readonly kind?: string;
}

function deployment(name: string, { labels = { app: 'web' }, spec, container, containers, more, kind = 'Deployment' }: Pods = {}): Json {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      ...more,
      template: { metadata: { labels }, spec: { containers: containers ?? [{ name: 'web', image: 'web:1', ...container }], ...spec } },
    },
  };
}

const service = (name: string, port: Json = { port: 80 }, selector: Json = { app: 'web' }, spec: Json = {}): Json =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector, ports: [port], ...spec } });

const gateway = (kind: string, name: string, rules: readonly Json[], spec: Json = {}): Json =>
  ({ apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name }, spec: { parentRefs: [{ name: 'gate' }], ...spec, rules } });

const config = (name: string, data: Json = { a: 'b' }, kind = 'ConfigMap'): Json => ({ apiVersion: 'v1', kind, metadata: { name }, data });

const budget = (name: string, selector: Json = {}): Json =>
  ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name }, spec: { minAvailable: 1, selector } });

const autoscaler = (name: string, target: string): Json => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name },
  spec: { minReplicas: 1, maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target } },
});

const ingress = (name: string, paths: readonly Json[], host = 'a.example'): Json =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name }, spec: { ingressClassName: 'nginx', rules: [{ host, http: { paths } }] } });

const backend = (path: string, name: string): Json =>
  ({ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } });

const policy = (name: string, spec: Json): Json =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec });

const HOOK = { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'sleep 5'] } } } };

function check(text: () => string, ...options: string[]): Multiplied {
  return { args: ['check', 'after', ...options], files: { after: text } };
}

function diff(before: () => string, after: () => string, ...options: string[]): Multiplied {
  return { args: ['diff', 'before', 'after', ...options], files: { before, after } };
}

function timeline(text: () => string, ...options: string[]): Multiplied {
  return { args: ['timeline', 'after', ...options], files: { after: text } };
}

const WEB = deployment('web');
const manyPods = (most = 2000, pods: Pods = {}): string => filled(i => deployment(`d${i}`, pods), most, HALF);
const served = (i: number): Json[] => [deployment(`d${i}`, { labels: { app: `a${i}` } }), service(`s${i}`, { port: 80 }, { app: `a${i}` })];
const manyServices = (most: number, port?: Json): string => filled(i => service(`s${i}`, port), most, HALF);

/** Everything that multiplies. */
export const MULTIPLIED: Readonly<Record<string, Multiplied>> = {
  '300 Deployments × 300 gRPC Services': check(() => manyPods(300) + manyServices(300, { port: 80, name: 'grpc', appProtocol: 'kubernetes.io/h2c' })),
  'Deployments × gRPC Services': check(() => manyPods() + manyServices(9999, { port: 80, name: 'grpc', appProtocol: 'kubernetes.io/h2c' })),
  'Deployments × Services': check(() => manyPods() + manyServices(9999)),
  'Deployments × Services for all': check(() => manyPods() + filled(i => service(`s${i}`, { port: 80, targetPort: 'http' }, { app: 'web' }, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' }), 9999, HALF)),
  'containers with hooks': check(() => documents(deployment('web', { containers: times(9000, i => ({ name: `c${i}`, image: 'a:1', ...HOOK })) }), service('web'))),
  'init containers': check(() => documents(deployment('web', { spec: { initContainers: times(9000, i => ({ name: `c${i}`, image: 'a:1', ...HOOK, restartPolicy: 'Always' })) } }), service('web'))),
  'containers with probes and ports': check(() => documents(deployment('web', {
    containers: times(4500, i => ({ name: `c${i}`, image: 'a:1', ports: [{ name: `p${i}`, containerPort: i + 1 }], readinessProbe: { httpGet: { port: `p${i}` } }, livenessProbe: { tcpSocket: { port: 8 } } })),
  }), service('web'))),
  'containers without anything': check(() => documents(deployment('web', { containers: times(30_000, i => ({ name: `c${i}`, image: 'a' })) }), service('web'))),
  'ports × probes': check(() => documents(...times(2000, i => deployment(`d${i}`, { labels: { app: `a${i}` }, container: { ports: times(10, p => ({ name: `p${p}`, containerPort: p + 1 })), readinessProbe: { httpGet: { port: 'p9', path: '/' } } } })))),
  'Services × ports': check(() => documents(WEB, ...times(900, i => ({ ...service(`s${i}`), spec: { selector: { app: 'web' }, ports: times(20, p => ({ name: `p${p}`, port: p + 1, targetPort: `t${p}` })) } })))),
  'ports of containers × ports of Services': check(() => documents(
    deployment('web', { container: { ports: times(8000, p => ({ name: `t${p}`, containerPort: p + 1 })) } }),
    { ...service('web'), spec: { selector: { app: 'web' }, ports: times(8000, p => ({ name: `p${p}`, port: p + 1, targetPort: `t${p}` })) } })),
  'HTTPRoutes × Services': check(() => manyPods(1000) + manyServices(900) + filled(i => gateway('HTTPRoute', `r${i}`, times(9, b => ({ backendRefs: [{ name: `s${(i * 9 + b) % 900}`, port: 80 }] }))), 9999, 300_000)),
  'HTTPRoutes × one Service': check(() => documents(WEB, service('web')) + filled(i => gateway('HTTPRoute', `r${i}`, [{ backendRefs: [{ name: 'web', port: 80 }] }]))),
  'GRPCRoutes × Services': check(() => manyPods(900) + manyServices(900) + filled(i => gateway('GRPCRoute', `r${i}`, times(9, b => ({ backendRefs: [{ name: `s${(i * 9 + b) % 900}`, port: 80 }] }))), 9999, 300_000)),
  'routes of two rules × Services': check(() => manyPods(400) + manyServices(400) + filled(i => gateway('HTTPRoute', `r${i}`, times(2, r => ({
    matches: [{ path: { type: 'PathPrefix', value: `/${r}` } }], backendRefs: times(60, s => ({ name: `s${(i + s) % 400}`, port: 80, weight: 1 })),
  }))), 9999, 700_000)),
  'routes × matches, all the same': check(() => documents(WEB, service('web')) + filled(i => gateway('HTTPRoute', `r${i}`, [{ matches: times(8, () => ({ path: { type: 'PathPrefix', value: '/' } })), backendRefs: [{ name: 'web', port: 80 }] }]))),
  'one route × matches × rewrites': check(() => documents(WEB, service('web'), gateway('HTTPRoute', 'r', times(5000, i => ({
    matches: [{ path: { type: 'PathPrefix', value: `/${i % 50}` } }], filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }], backendRefs: [{ name: 'web', port: 80 }],
  }))))),
  'routes × listeners × hosts': check(() => documents(WEB, service('web'), { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'gate' }, spec: { gatewayClassName: 'a', listeners: times(3000, i => ({ name: `l${i}`, port: 80, protocol: 'HTTP', hostname: `h${i}.example` })) } })
    + filled(i => gateway('HTTPRoute', `r${i}`, [{ backendRefs: [{ name: 'web', port: 80 }] }], { hostnames: times(9, h => `h${i * 9 + h}.example`) }), 9999, 600_000)),
  'routes that name no listener × listeners': check(() => documents(WEB, service('web'), { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'gate' }, spec: { gatewayClassName: 'a', listeners: times(5000, i => ({ name: `l${i}`, port: 80, protocol: 'HTTP' })) } })
    + filled(i => gateway('HTTPRoute', `r${i}`, [{ backendRefs: [{ name: 'web', port: 80 }] }], { parentRefs: [{ name: 'gate', sectionName: 'x' }] }), 9999, 600_000)),
  'Ingress paths, all the same': check(() => documents(WEB, service('web'), ingress('i', times(9000, () => backend('/', 'web'))))),
  'Ingresses of one host': check(() => documents(WEB, service('web')) + filled(i => ingress(`i${i}`, [backend('/', 'web')]))),
  'Ingresses × Services': check(() => manyPods(900) + manyServices(900) + filled(i => ingress(`i${i}`, times(5, p => backend(`/${p}`, `s${(5 * i + p) % 900}`)), `h${i}.example`), 9999, 300_000)),
  'Ingresses × certificates': check(() => documents(WEB, service('web')) + filled(i => [
    { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: `c${i}` }, spec: { secretName: `t${i}`, dnsNames: ['a.example'] } },
    { ...ingress(`i${i}`, [backend('/', 'web')]), spec: { tls: [{ hosts: ['a.example'], secretName: `t${i}` }], rules: [] } },
  ])),
  'VirtualServices × DestinationRules': check(() => documents(WEB, service('web')) + filled(i => [
    { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: `v${i}` }, spec: { hosts: ['web'], http: [{ route: [{ destination: { host: 'web', subset: `x${i}` }, weight: 100 }] }] } },
    { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: `r${i}` }, spec: { host: 'web', subsets: [{ name: `s${i}`, labels: { app: 'web' } }] } },
  ])),
  'ReferenceGrants × routes': check(() => documents(WEB, service('web')) + filled(i => [
    gateway('HTTPRoute', `r${i}`, [{ backendRefs: [{ name: 'web', namespace: 'other', port: 80 }] }]),
    { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'ReferenceGrant', metadata: { name: `g${i}`, namespace: 'other' }, spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'x' }], to: [{ group: '', kind: 'Service' }] } },
  ])),
  'ConfigMaps × references': check(() => filled(i => config(`c${i}`), 2000) + filled(i => deployment(`d${i}`, { container: { envFrom: times(60, e => ({ configMapRef: { name: `c${(i * 60 + e) % 2000}` } })) } }), 9999, 700_000)),
  'ConfigMaps × references that all use': check(() => documents(config('c')) + filled(i => deployment(`d${i}`, { container: { envFrom: times(9, () => ({ configMapRef: { name: 'c' } })) } }))),
  'references to nothing': check(() => documents(deployment('web', { container: { env: times(9000, i => ({ name: `e${i}`, valueFrom: { configMapKeyRef: { name: `c${i}`, key: 'a' } } })) } }), config('x'))),
  'env × containers': check(() => documents(deployment('web', { containers: times(200, c => ({ name: `c${c}`, image: 'a:1', env: times(100, e => ({ name: `E${e}`, value: `$(E${e - 1})` })) })) }))),
  'volumes × mounts': check(() => documents(config('c'), deployment('web', {
    spec: { volumes: times(5000, v => ({ name: `v${v}`, configMap: { name: 'c' } })) }, containers: times(50, c => ({ name: `c${c}`, image: 'a:1', volumeMounts: times(200, m => ({ name: `v${c * 100 + m}`, mountPath: `/${m}` })) })),
  }))),
  'volumes mounted below each other': check(() => documents(config('c'), deployment('web', {
    spec: { volumes: times(6000, v => ({ name: `v${v}`, configMap: { name: 'c' } })) }, containers: [{ name: 'c', image: 'a:1', volumeMounts: times(6000, m => ({ name: `v${m}`, mountPath: `/a/${m}` })) }],
  }))),
  'claims × workloads': check(() => filled(i => [
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: `c${i}` }, spec: { accessModes: ['ReadWriteOnce'] } },
    deployment(`d${i}`, { spec: { volumes: times(10, v => ({ name: `v${v}`, persistentVolumeClaim: { claimName: `c${v}` } })) } }),
  ])),
  'NetworkPolicies × pods': check(() => manyPods() + filled(i => policy(`n${i}`, { podSelector: {}, policyTypes: ['Ingress'] }), 9999, HALF)),
  'NetworkPolicies × peers × pods': check(() => manyPods(800) + manyServices(300) + filled(i => policy(`n${i}`, {
    podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: times(10, p => ({ podSelector: { matchLabels: { p: `${p}` } } })), ports: [{ port: 8080 }] }],
  }), 9999, 500_000)),
  'NetworkPolicies that nearly fit × pods': check(() => filled(i => deployment(`d${i}`, { labels: { app: `a${i}`, x: 'y' } }), 2000, HALF) + filled(i => policy(`n${i}`, { podSelector: { matchLabels: { x: 'y', app: 'v' } } }), 9999, HALF)),
  'budgets × pods': check(() => manyPods() + filled(i => budget(`b${i}`), 9999, HALF)),
  'budgets × expressions × pods': check(() => filled(i => deployment(`d${i}`, { labels: { app: `a${i}` } }), 2000, HALF) + filled(i => budget(`b${i}`, { matchExpressions: times(9, e => ({ key: `k${e}`, operator: 'DoesNotExist' })) }), 9999, HALF)),
  'budgets that nearly fit × pods': check(() => filled(i => deployment(`d${i}`, { labels: { app: `a${i}`, x: 'y' } }), 2000, HALF) + filled(i => budget(`b${i}`, { matchLabels: { x: 'y', app: 'v' } }), 9999, HALF)),
  'budgets × autoscalers × one Deployment': check(() => documents(WEB) + filled(i => [budget(`b${i}`), autoscaler(`h${i}`, 'web')])),
  'autoscalers × one Deployment': check(() => documents(WEB) + filled(i => autoscaler(`h${i}`, 'web'))),
  'autoscalers × Deployments': check(() => manyPods() + filled(i => autoscaler(`h${i}`, `d${i % 2000}`), 9999, HALF)),
  'autoscalers of nothing': check(() => manyPods() + filled(i => autoscaler(`h${i}`, `none${i}`), 9999, HALF)),
  'webhooks × rules': check(() => manyPods(500) + filled(i => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: `w${i}` },
    webhooks: times(20, w => ({ name: `w${w}.example`, failurePolicy: 'Fail', clientConfig: { service: { name: 'web', namespace: 'default' } }, rules: times(5, () => ({ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*'] })) })),
  }), 9999, 600_000) + documents(service('web'))),
  'one webhook configuration': check(() => manyPods(1000) + documents(service('web'), {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'w' },
    webhooks: times(3000, w => ({ name: `w${w}.example`, clientConfig: { service: { name: 'web', namespace: 'default' } }, rules: [{ apiGroups: [''], apiVersions: ['*'], resources: ['pods'], operations: ['*'] }] })),
  })),
  'quotas × Deployments': check(() => manyPods() + filled(i => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: `q${i}` }, spec: { hard: { 'pods': '1', 'requests.cpu': '1' } } }), 9999, HALF)),
  'limit ranges × Deployments': check(() => manyPods() + filled(i => ({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: `q${i}` }, spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '1' } }] } }), 9999, HALF)),
  'spread constraints': check(() => filled(i => deployment(`d${i}`, { spec: { topologySpreadConstraints: times(20, c => ({ maxSkew: 1, topologyKey: `t${c}`, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } })) } }))),
  'anti-affinity terms': check(() => filled(i => deployment(`d${i}`, { spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: times(9, () => ({ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } })) } } } }))),
  'host ports': check(() => filled(i => deployment(`d${i}`, { container: { ports: times(9, p => ({ containerPort: p + 1, hostPort: p + 1 })) } }))),
  'DaemonSets': check(() => filled(i => deployment(`d${i}`, { kind: 'DaemonSet', more: { replicas: undefined } })) ),
  'StatefulSets × Services': check(() => filled(i => deployment(`d${i}`, { kind: 'StatefulSet', more: { serviceName: 's1' } }), 1500, HALF) + filled(i => service(`s${i}`, { port: 80 }, { app: 'web' }, { clusterIP: 'None' }), 9999, HALF)),
  'Jobs': check(() => manyPods(1000) + filled(i => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `migrate${i}` }, spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'web:1', command: ['migrate'] }] } } } }), 9999, HALF)),
  'workloads with the same labels': check(() => filled(i => deployment(`d${i}`))),
  'workloads with nearly the same labels': check(() => filled(i => deployment(`d${i}`, { labels: { app: 'web', i: `${i}` } }))),
  'peers': check(() => filled(i => [deployment(`d${i}`, { kind: 'StatefulSet', more: { serviceName: `s${i}` }, container: { env: [{ name: 'PEERS', value: `d${i}-0.s${i}` }] } }), service(`s${i}`, { port: 80 }, { app: 'web' }, { clusterIP: 'None' })])),
  'ServiceAccounts × Deployments': check(() => filled(i => [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: `a${i}` } }, deployment(`d${i}`, { spec: { serviceAccountName: `a${i}` } })])),
  'acknowledgements': check(() => filled(i => ({ ...deployment(`d${i}`), metadata: { name: `d${i}`, annotations: Object.fromEntries(['prestop-missing', 'single-replica', 'pdb-missing', 'readiness-missing', 'mutable-image-tag', 'x'].map(id => [`ack.cdk8s-zero-downtime/${id}`, 'why'])) } }))),
  'custom objects': check(() => manyPods(1000) + filled(i => ({ apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: `i${i}` }, spec: { routes: times(9, () => ({ match: 'Host(`a.example`)', kind: 'Rule', services: [{ name: 'web', port: 80 }] })) } }), 9999, HALF) + documents(service('web'))),
  'HTTPProxies that include each other': check(() => documents(WEB, service('web')) + filled(i => ({ apiVersion: 'projectcontour.io/v1', kind: 'HTTPProxy', metadata: { name: `p${i}` }, spec: { includes: times(9, p => ({ name: `p${i + p + 1}`, conditions: [{ prefix: `/${p}` }] })), routes: [{ services: [{ name: 'web', port: 80 }] }] } }))),
  'a thousand workloads as SARIF': check(() => filled(served), '--format', 'sarif'),
  'a thousand workloads as JSON': check(() => filled(served), '--format', 'json'),
  'a thousand workloads as Markdown': check(() => filled(served), '--format', 'markdown'),
  'workloads mended': check(() => filled(served, 700), '--fix', '--yes'),
  'items of a List mended': check(() => documents({ apiVersion: 'v1', kind: 'List', items: times(700, served).flat() }), '--fix', '--yes'),
  'containers mended': check(() => documents(deployment('web', { containers: times(9000, i => ({ name: `c${i}`, image: 'a:1', imagePullPolicy: 'Always' })) }), service('web')), '--fix', '--yes'),

  'diff: everything changes': diff(() => manyPods() + manyServices(9999), () => manyPods(2000, { container: { image: 'web:2' } }) + manyServices(9999, { port: 81 })),
  'diff: Deployments are renamed': diff(() => filled(i => deployment(`d${i}`)), () => filled(i => deployment(`e${i}`))),
  'diff: Deployments with labels of their own are renamed': diff(() => filled(i => deployment(`d${i}`, { labels: { app: `a${i}` } })), () => filled(i => deployment(`e${i}`, { labels: { app: `b${i}` } }))),
  'diff: Deployments move to another namespace': diff(() => filled(i => deployment(`d${i}`, { labels: { app: `a${i}` } })), () => filled(i => ({ ...deployment(`d${i}`, { labels: { app: `a${i}` } }), metadata: { name: `d${i}`, namespace: 'b' } }))),
  'diff: kinds of workloads change': diff(() => filled(i => deployment(`d${i}`)), () => filled(i => deployment(`d${i}`, { kind: 'StatefulSet' }))),
  'diff: Services are renamed': diff(() => manyPods() + manyServices(9999), () => manyPods() + filled(i => service(`t${i}`), 9999, HALF)),
  'diff: ConfigMaps are renamed': diff(() => filled(i => [config(`c${i}`), deployment(`d${i}`, { container: { envFrom: [{ configMapRef: { name: `c${i}` } }] } })]), () => filled(i => [config(`c${i}x`), deployment(`d${i}`, { container: { envFrom: [{ configMapRef: { name: `c${i}x` } }] } })])),
  'diff: one ConfigMap changes that all use': diff(
    () => documents(config('c', { a: '1' })) + filled(i => deployment(`d${i}`, { container: { envFrom: times(3, () => ({ configMapRef: { name: 'c' } })) } }), 9999, 900_000),
    () => documents(config('c', { b: '1' })) + filled(i => deployment(`d${i}`, { container: { envFrom: times(3, () => ({ configMapRef: { name: 'c' } })) } }), 9999, 900_000)),
  'diff: keys of a ConfigMap are removed': diff(
    () => documents(config('c', Object.fromEntries(times(20_000, i => [`k${i}`, 'v'])))) + filled(i => deployment(`d${i}`, { container: { envFrom: [{ configMapRef: { name: 'c' } }] } }), 9999, HALF),
    () => documents(config('c', { a: 'b' })) + filled(i => deployment(`d${i}`, { container: { envFrom: [{ configMapRef: { name: 'c' } }] } }), 9999, HALF)),
  'diff: routes are removed': diff(
    () => documents(WEB, service('web')) + filled(i => gateway('HTTPRoute', `r${i}`, [{ backendRefs: [{ name: 'web', port: 80 }] }], { hostnames: [`h${i % 9}.example`] })),
    () => documents(WEB, service('web')) + filled(i => gateway('HTTPRoute', `q${i}`, [{ backendRefs: [{ name: 'web', port: 81 }] }], { hostnames: [`h${i % 7}.example`] }))),
  'diff: paths of one route change': diff(
    () => documents(WEB, service('web'), gateway('HTTPRoute', 'r', times(6000, i => ({ matches: [{ path: { type: 'PathPrefix', value: `/a${i}` } }], backendRefs: [{ name: 'web', port: 80 }] })))),
    () => documents(WEB, service('web'), gateway('HTTPRoute', 'r', times(6000, i => ({ matches: [{ path: { type: 'PathPrefix', value: `/b${i}` } }], backendRefs: [{ name: 'web', port: 80 }] }))))),
  'diff: backends of routes change': diff(
    () => manyPods(500) + manyServices(500) + filled(i => gateway('HTTPRoute', `r${i}`, times(5, b => ({ backendRefs: [{ name: `s${(i + b) % 500}`, port: 80 }] }))), 9999, HALF),
    () => manyPods(500) + manyServices(500) + filled(i => gateway('HTTPRoute', `r${i}`, times(5, b => ({ backendRefs: [{ name: `s${(i + b + 1) % 500}`, port: 80 }] }))), 9999, HALF)),
  'diff: class of Ingresses changes': diff(
    () => documents(WEB, service('web')) + filled(i => ingress(`i${i}`, [backend('/', 'web')], `h${i}.example`)),
    () => documents(WEB, service('web')) + filled(i => ({ ...ingress(`i${i}`, []), spec: { ingressClassName: 'traefik', rules: [{ host: `h${i}.example`, http: { paths: [backend('/', 'web')] } }] } }))),
  'diff: policies come': diff(() => manyPods() + manyServices(900), () => manyPods() + manyServices(900) + filled(i => policy(`n${i}`, { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b' } } }] }] }), 9999, 300_000)),
  'diff: budgets and autoscalers are removed': diff(() => manyPods() + filled(i => [budget(`b${i}`), autoscaler(`h${i}`, `d${i}`)], 9999, HALF), () => manyPods()),
  'diff: selectors of Services change': diff(() => manyPods() + manyServices(9999), () => manyPods() + filled(i => service(`s${i}`, { port: 80 }, { app: 'web', x: 'y' }), 9999, HALF)),
  'diff: labels of pods change': diff(() => manyPods() + manyServices(9999), () => manyPods(2000, { labels: { app: 'other' } }) + manyServices(9999)),
  'diff: containers change': diff(
    () => documents(deployment('web', { containers: times(9000, i => ({ name: `c${i}`, image: 'a:1', ...HOOK })) }), service('web')),
    () => documents(deployment('web', { containers: times(9000, i => ({ name: `x${i}`, image: 'a:2' })) }), service('web'))),
  'diff: everything is removed': diff(() => manyPods() + manyServices(900) + filled(i => ingress(`i${i}`, [backend('/', `s${i}`)]), 900), () => documents(deployment('other', { labels: { app: 'other' } }))),
  'diff: everything is new': diff(() => documents(deployment('other', { labels: { app: 'other' } })), () => manyPods() + manyServices(900) + filled(i => ingress(`i${i}`, [backend('/', `s${i}`)]), 900)),
  'diff: lists change order': diff(
    () => documents(deployment('web', { container: { env: times(15_000, i => ({ name: `e${i}`, value: 'a' })), args: times(20_000, i => `a${i}`) } })),
    () => documents(deployment('web', { container: { env: times(15_000, i => ({ name: `e${15_000 - i}`, value: 'a' })), args: times(20_000, i => `a${20_000 - i}`) } }))),

  'timeline: replicas beyond counting': timeline(() => documents(deployment('web', { more: { replicas: 2_147_483_647, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }, container: { readinessProbe: { httpGet: { port: 80 } } } }))),
  'timeline: a surge beyond counting': timeline(() => documents(deployment('web', { more: { replicas: 2_147_483_647, strategy: { rollingUpdate: { maxSurge: '2147483647%', maxUnavailable: '100%' } } } }))),
  'timeline: probes beyond counting': timeline(() => documents(deployment('web', { more: { replicas: 100_000, minReadySeconds: 2_147_483_647 }, spec: { terminationGracePeriodSeconds: 9_007_199_254_740_991 }, container: { startupProbe: { periodSeconds: 2_147_483_647, failureThreshold: 2_147_483_647, httpGet: { port: 80 } }, ...HOOK } }))),
  'timeline: a StatefulSet beyond counting': timeline(() => documents(deployment('web', { kind: 'StatefulSet', more: { replicas: 2_147_483_647, updateStrategy: { rollingUpdate: { partition: 2_147_483_640, maxUnavailable: '1%' } } } }))),
  'timeline: many Deployments': timeline(() => manyPods(5000) + manyServices(100)),
  'timeline: many Deployments as SVG': timeline(() => filled(i => deployment(`d${i}`)), '--format', 'svg'),
  'timeline: many Deployments as HTML': timeline(() => filled(i => deployment(`d${i}`)), '--format', 'html'),
  'timeline: many Deployments as JSON': timeline(() => filled(i => deployment(`d${i}`)), '--format', 'json'),
  'timeline: many containers': timeline(() => documents(deployment('web', { containers: times(9000, i => ({ name: `c${i}`, image: 'a:1', ...HOOK })) }), service('web'))),
  'diff: timelines of restarts': diff(() => manyPods(), () => manyPods(2000, { container: { image: 'web:2' } }), '--timeline'),
};
