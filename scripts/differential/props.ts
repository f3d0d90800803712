import { Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { Autoscaling, DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates, TopologySpread, WhenUnsatisfiable, ZeroDowntimeServiceProps } from '../../src';

/** Props that need a chart for the volumes and accounts in them. */
export type MakeProps = (chart: Chart) => ZeroDowntimeServiceProps;

type In<T> = (chart: Chart) => T;

const words = ['web', 'a-b', 'Web', 'my_name', 'x'.repeat(64), '', '1st', 'a.b', '-a', 'a/b', 'example.com/a', '..', '/abs', 'a b', 'ä', 'a=b', 'http', 'A_B.c-d'];
const text = fc.constantFrom(...words);
const path = fc.constantFrom('/tmp', '/data', '/data/', 'relative', '/a:b', '/with space', '/..', '');
const seconds = fc.constantFrom(0, 1, 5, 10, 30, 600, 3600, 604_800).map(Duration.seconds);
const whole = fc.constantFrom(-1, 0, 1, 2, 5, 80, 100, 1000, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31);
const port = fc.constantFrom(0, 1, 80, 8080, 9090, 65_535, 65_536);
const image = fc.constantFrom('registry.example.com/web:1.0.0', 'web:1', 'web', 'web@sha256:0', 'localhost:5000/a/b:1', 'Web:1');
const command = fc.array(fc.constantFrom('node', '-v', '', 'a b', '/bin/sh'), { maxLength: 3 });
const amount = fc.oneof(fc.nat(8).map(kplus.PercentOrAbsolute.absolute), fc.nat(120).map(kplus.PercentOrAbsolute.percent));
const cpu = fc.oneof(fc.constantFrom(-5, 0, 0.5, 100).map(kplus.Cpu.millis), fc.constantFrom(1e-7, 0.25, 2).map(kplus.Cpu.units));
const size = fc.oneof(
  fc.constantFrom(0, 1.5, 128).map(Size.mebibytes),
  fc.constantFrom(1, 2).map(Size.gibibytes),
  fc.constantFrom(Size.kibibytes(2), Size.tebibytes(1)),
);
const labels = fc.dictionary(text, text, { maxKeys: 2 });

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const timing = fc.record({ period: seconds, timeout: seconds, failureThreshold: whole, successThreshold: whole, initialDelay: seconds, port }, { requiredKeys: [] });
const scheme = fc.constantFrom(kplus.ConnectionScheme.HTTP, kplus.ConnectionScheme.HTTPS);
const health = fc.oneof(
  fc.tuple(path, timing, maybe(scheme), maybe(labels)).map(([at, options, how, headers]) => HealthCheck.http(at, { ...options, scheme: how, headers })),
  fc.tuple(timing, maybe(text)).map(([options, service]) => HealthCheck.grpc({ ...options, service })),
  timing.map(HealthCheck.tcp),
  fc.tuple(command, timing).map(([run, options]) => HealthCheck.command(run, options)),
);
const handler = fc.oneof(
  command.map(kplus.Handler.fromCommand),
  fc.tuple(path, maybe(port)).map(([at, number]) => kplus.Handler.fromHttpGet(at, { port: number })),
  maybe(port).map(number => kplus.Handler.fromTcpSocket({ port: number, host: 'localhost' })),
);
const probe = fc.tuple(fc.record({
  failureThreshold: whole,
  initialDelaySeconds: seconds,
  periodSeconds: seconds,
  successThreshold: whole,
  timeoutSeconds: seconds,
}, { requiredKeys: [] }), command, path, fc.nat(2), maybe(port)).map(([options, run, at, kind, number]) => [
  kplus.Probe.fromCommand(run, options), kplus.Probe.fromHttpGet(at, { ...options, port: number }), kplus.Probe.fromTcpSocket({ ...options, port: number }),
][kind]);
const resources = fc.record({
  cpu: fc.record({ request: cpu, limit: cpu }, { requiredKeys: [] }),
  memory: fc.record({ request: size, limit: size }, { requiredKeys: [] }),
  ephemeralStorage: fc.record({ request: size, limit: size }, { requiredKeys: [] }),
}, { requiredKeys: [] });
const id = fc.constantFrom(-1, 0, 1000, 2 ** 31 - 1, 2 ** 31);
const capability = fc.constantFrom(...Object.values(kplus.Capability));
const securityContext = fc.record({
  user: id,
  group: id,
  ensureNonRoot: fc.boolean(),
  privileged: fc.boolean(),
  readOnlyRootFilesystem: fc.boolean(),
  allowPrivilegeEscalation: fc.boolean(),
  capabilities: fc.record({ add: fc.array(capability, { maxLength: 2 }), drop: fc.array(capability, { maxLength: 2 }) }, { requiredKeys: [], noNullPrototype: true }),
}, { requiredKeys: [] });
const podSecurityContext = fc.record({
  user: id,
  group: id,
  fsGroup: id,
  ensureNonRoot: fc.boolean(),
  fsGroupChangePolicy: fc.constantFrom(...Object.values(kplus.FsGroupChangePolicy)),
  sysctls: fc.array(fc.record({ name: fc.oneof(text, fc.constant('net.core.somaxconn')), value: text }, { noNullPrototype: true }), { maxLength: 2 }),
}, { requiredKeys: [] });

const spread = fc.array(fc.record({
  topology: fc.oneof(fc.constantFrom(kplus.Topology.ZONE, kplus.Topology.HOSTNAME), text.map(kplus.Topology.custom)),
  maxSkew: whole,
  whenUnsatisfiable: fc.constantFrom(...Object.values(WhenUnsatisfiable)),
}, { requiredKeys: ['topology'] }), { minLength: 1, maxLength: 3 }).map(constraints => TopologySpread.across(...constraints));

let made = 0;
const next = () => `made-${made++}`;
const config = (name: string): In<kplus.IConfigMap> => chart => kplus.ConfigMap.fromConfigMapName(chart, next(), name);
const secret = (name: string): In<kplus.ISecret> => chart => kplus.Secret.fromSecretName(chart, next(), name);
const items = fc.dictionary(text, fc.record({ path: fc.oneof(text, path), mode: whole }, { requiredKeys: ['path'], noNullPrototype: true }), { maxKeys: 1 });
const volume: fc.Arbitrary<In<kplus.Volume>> = fc.oneof(
  fc.tuple(text, maybe(size), maybe(fc.constantFrom(...Object.values(kplus.EmptyDirMedium)))).map(([name, sizeLimit, medium]) =>
    (chart: Chart) => kplus.Volume.fromEmptyDir(chart, next(), name, { sizeLimit, medium })),
  fc.tuple(text, maybe(whole), maybe(items)).map(([name, defaultMode, some]) =>
    (chart: Chart) => kplus.Volume.fromConfigMap(chart, next(), config(name)(chart), { defaultMode, items: some })),
  fc.tuple(text, maybe(whole), maybe(items)).map(([name, defaultMode, some]) =>
    (chart: Chart) => kplus.Volume.fromSecret(chart, next(), secret(name)(chart), { defaultMode, items: some })),
  fc.tuple(text, path).map(([name, at]) => (chart: Chart) => kplus.Volume.fromHostPath(chart, next(), name, { path: at })),
  fc.tuple(text, path, text).map(([name, at, server]) => (chart: Chart) => kplus.Volume.fromNfs(chart, next(), name, { path: at, server })),
  fc.tuple(text, maybe(text)).map(([driver, name]) => (chart: Chart) => kplus.Volume.fromCsi(chart, next(), driver, { name })),
  text.map(name => (chart: Chart) => kplus.Volume.fromPersistentVolumeClaim(chart, next(), kplus.PersistentVolumeClaim.fromClaimName(chart, next(), name))),
  fc.tuple(text, maybe(whole)).map(([name, partition]) => (chart: Chart) => kplus.Volume.fromAwsElasticBlockStore(chart, next(), name, { partition })),
);
const mount = fc.tuple(volume, path, fc.record({
  readOnly: fc.boolean(),
  subPath: text,
  subPathExpr: text,
  propagation: fc.constantFrom(...Object.values(kplus.MountPropagation)),
}, { requiredKeys: [] })).map(([make, at, rest]) => (chart: Chart) => ({ path: at, volume: make(chart), ...rest }));
const variable: fc.Arbitrary<In<kplus.EnvValue>> = fc.oneof(
  text.map(value => () => kplus.EnvValue.fromValue(value)),
  fc.tuple(text, text).map(([name, key]) => (chart: Chart) => kplus.EnvValue.fromConfigMap(config(name)(chart), key)),
  fc.tuple(text, text).map(([name, key]) => (chart: Chart) => kplus.EnvValue.fromSecretValue({ secret: secret(name)(chart), key })),
  fc.tuple(fc.constantFrom(...Object.values(kplus.EnvFieldPaths)), text).map(([field, key]) => () => kplus.EnvValue.fromFieldRef(field, { key })),
  fc.tuple(fc.constantFrom(...Object.values(kplus.ResourceFieldPaths)), maybe(fc.constantFrom('1', '1m', '1Mi', '0', 'x')))
    .map(([field, divisor]) => () => kplus.EnvValue.fromResource(field, { divisor })),
);
const envFrom: fc.Arbitrary<In<kplus.EnvFrom>> = fc.tuple(text, maybe(text)).map(([name, prefix]) =>
  (chart: Chart) => prefix === undefined ? kplus.Env.fromSecret(secret(name)(chart)) : kplus.Env.fromConfigMap(config(name)(chart), prefix));
const ports = fc.array(fc.record({
  number: port, name: text, protocol: fc.constantFrom(...Object.values(kplus.Protocol)), hostPort: port, hostIp: text,
}, { requiredKeys: ['number'] }), { maxLength: 2 });

const inside = <T>(arbitrary: fc.Arbitrary<In<T>>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 }).map(all => (chart: Chart) => all.map(make => make(chart)));
const variables = fc.array(fc.tuple(text, variable), { maxLength: 2 }).map(all => (chart: Chart) => Object.fromEntries(all.map(([name, make]) => [name, make(chart)])));
const inAny = (fields: { [prop: string]: fc.Arbitrary<unknown> }): { [prop: string]: fc.Arbitrary<In<unknown>> } =>
  Object.fromEntries(Object.entries(fields).map(([prop, arbitrary]) => [prop, arbitrary.map(value => () => value)]));

const container = {
  ...inAny({ command, args: command, workingDir: path, resources, securityContext, imagePullPolicy: fc.constantFrom(...Object.values(kplus.ImagePullPolicy)), ports }),
  envVariables: variables,
  envFrom: inside(envFrom),
  volumeMounts: inside(mount),
};
const helper = someOf({
  ...container,
  ...inAny({ portNumber: port, readiness: probe, liveness: probe, startup: probe, lifecycle: fc.record({ postStart: handler, preStop: handler }, { requiredKeys: [] }) }),
}, { ...inAny({ name: fc.constantFrom('proxy', 'migrate', 'x'.repeat(63)), image: fc.constant('registry.example.com/proxy:1.0.0') }) });

const exposure = fc.oneof(fc.constantFrom(Exposure.cluster(), Exposure.headless(), Exposure.awsAlb(), Exposure.envoy(), Exposure.gcpLoadBalancer()),
  fc.record({ deregistrationDelay: seconds, registrationTime: seconds }).map(Exposure.custom));
const preStop = fc.oneof(
  maybe(seconds).map(PreStop.sleep),
  maybe(seconds).map(PreStop.shell),
  fc.tuple(path, seconds).map(([at, takes]) => PreStop.httpGet(at, { takes })),
  fc.tuple(command, seconds).map(([run, takes]) => PreStop.command(run, { takes })),
  text.map(reason => PreStop.none({ reason })));
const { value, averageValue, averageUtilization } = kplus.MetricTarget;
const target = fc.oneof(whole.map(value), whole.map(averageValue), whole.map(averageUtilization));
const metric = fc.oneof(
  target.map(kplus.Metric.resourceCpu),
  target.map(kplus.Metric.resourceMemory),
  fc.tuple(text, target).map(([name, of]) => kplus.Metric.external({ name, target: of })),
  fc.tuple(text, target).map(([name, of]) => kplus.Metric.pods({ name, target: of })));
const rules = fc.record({
  strategy: fc.constantFrom(...Object.values(kplus.ScalingStrategy)), stabilizationWindow: seconds,
  policies: fc.array(fc.record({ replicas: fc.oneof(fc.nat(5).map(kplus.Replicas.absolute), fc.nat(120).map(kplus.Replicas.percent)), duration: seconds }), { maxLength: 2 }),
}, { requiredKeys: [] });
const autoscaling: fc.Arbitrary<Autoscaling> = fc.record({
  minReplicas: fc.nat(4),
  maxReplicas: fc.nat(9),
  targetCpuUtilization: whole,
  targetMemoryUtilization: whole,
  metrics: fc.array(metric, { maxLength: 2 }),
  scaleUp: rules,
  scaleDown: rules,
}, { requiredKeys: ['maxReplicas'] });
const address = fc.constantFrom('10.0.0.1', '::1', '300.1.1.1', 'host', '');
const dns = fc.record({
  hostname: text,
  subdomain: text,
  hostnameAsFQDN: fc.boolean(),
  policy: fc.constantFrom(...Object.values(kplus.DnsPolicy)),
  nameservers: fc.array(address, { maxLength: 4 }),
  searches: fc.array(text, { maxLength: 7 }),
  options: fc.array(fc.record({ name: text, value: text }, { requiredKeys: ['name'], noNullPrototype: true }), { maxLength: 2 }),
}, { requiredKeys: [] });

const all = {
  ...container,
  ...inAny({
    port,
    portName: text,
    servicePort: port,
    replicas: fc.nat(5),
    autoscaling,
    startupTime: seconds,
    longestRequest: seconds,
    exposure,
    handover: seconds,
    preStop,
    disruption: fc.oneof(amount.map(DisruptionPolicy.maxUnavailable), amount.map(DisruptionPolicy.minAvailable)),
    livenessCheck: health,
    kubernetesVersion: fc.constantFrom('1.34', '1.32'),
    terminationGracePeriod: seconds,
    maxSurge: amount,
    maxUnavailable: amount,
    minReady: seconds,
    progressDeadline: seconds,
    revisionHistoryLimit: whole,
    readinessGates: fc.array(text, { minLength: 1, maxLength: 2 }).map(types => ReadinessGates.conditions(...types)),
    name: text,
    containerName: text,
    serviceName: text,
    labels,
    selectorLabels: labels,
    annotations: labels,
    podLabels: labels,
    podAnnotations: labels,
    podSecurityContext,
    postStart: handler,
    dns,
    automountServiceAccountToken: fc.boolean(),
    serviceType: fc.constantFrom(kplus.ServiceType.CLUSTER_IP, kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER),
    topologySpread: spread,
    isolate: fc.boolean(),
    hostAliases: fc.array(fc.record({ ip: address, hostnames: fc.array(text, { maxLength: 2 }) }, { noNullPrototype: true }), { maxLength: 2 }),
    acknowledge: fc.constant({ 'surge-blocked-by-host-port': 'one pod a node', 'pods-not-spread': 'no zones' }),
  }),
  volumes: inside(volume),
  serviceAccount: text.map(name => (chart: Chart) => kplus.ServiceAccount.fromServiceAccountName(chart, next(), name)),
  imagePullSecrets: inside(text.map(secret)),
  initContainers: inside(helper),
  sidecars: inside(helper),
};

/** A few props at once: with more of them, nothing would be accepted. */
export const props: fc.Arbitrary<MakeProps> = someOf(all, inAny({
  image: fc.oneof({ weight: 9, arbitrary: fc.constant('registry.example.com/web:1.0.0') }, { weight: 1, arbitrary: image }),
  healthCheck: fc.oneof({ weight: 9, arbitrary: fc.constant(HealthCheck.http('/healthcheck')) }, { weight: 1, arbitrary: health }),
})) as fc.Arbitrary<MakeProps>;

function someOf(fields: { [prop: string]: fc.Arbitrary<In<unknown>> }, required: { [prop: string]: fc.Arbitrary<In<unknown>> }): fc.Arbitrary<In<any>> {
  return fc.tuple(fc.shuffledSubarray(Object.keys(fields), { maxLength: 3 }), fc.record(required)).chain(([names, always]) =>
    fc.record(Object.fromEntries(names.map(name => [name, fields[name]]))).map(some =>
      (chart: Chart) => Object.fromEntries(Object.entries({ ...always, ...some }).map(([name, make]) => [name, make(chart)]))));
}
