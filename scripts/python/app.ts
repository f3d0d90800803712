// The same app as app.py, line by line: scripts/python-parity.sh compares what the two synthesize.
import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  DisruptionPolicy, Exposure, GatewayImplementation, HealthCheck, NewerFields, PreStop, ReadinessGates, RequestCount, Retirement, Router,
  StopSignal, VersionBy, VersionedApi, ZeroDowntimeService, ZeroDowntimeWorker,
} from 'cdk8s-zero-downtime';

const app = new App();
const chart = new Chart(app, 'parity', { namespace: 'shop' });

new ZeroDowntimeService(chart, 'my-svc', {
  image: 'registry.example.com/my-svc:1.4.2',
  healthCheck: HealthCheck.http('/healthcheck'),
});

const orders = new ZeroDowntimeService(chart, 'orders', {
  image: 'registry.example.com/orders@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  port: 9000,
  portName: 'grpc',
  startupTime: Duration.seconds(90),
  longestRequest: Duration.minutes(1),
  healthCheck: HealthCheck.grpc({ service: 'orders.v1', period: Duration.seconds(3) }),
  livenessCheck: HealthCheck.command(['/bin/alive', '--quick'], { failureThreshold: 10 }),
  exposure: Exposure.awsAlb(),
  readinessGates: ReadinessGates.conditions('target-health.elbv2.k8s.aws/orders'),
  preStop: PreStop.shell(Duration.seconds(90)),
  disruption: DisruptionPolicy.minAvailable(kplus.PercentOrAbsolute.percent(50)),
  autoscaling: { minReplicas: 4, maxReplicas: 12, targetCpuUtilization: 60, targetMemoryUtilization: 80 },
  maxSurge: kplus.PercentOrAbsolute.absolute(2),
  kubernetesVersion: '1.31',
  labels: { 'example.com/team': 'orders' },
  podAnnotations: { 'prometheus.io/scrape': 'true' },
  acknowledge: { 'prestop-cannot-run': 'The image has a shell.' },
  envVariables: {
    LOG_LEVEL: kplus.EnvValue.fromValue('info'),
    PASSWORD: kplus.EnvValue.fromSecretValue({ secret: kplus.Secret.fromSecretName(chart, 'database', 'orders-database'), key: 'password' }),
  },
  resources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) } },
  volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'temporary', 'tmp', { sizeLimit: Size.mebibytes(256) }) }],
  securityContext: { user: 10001, group: 10001 },
  ports: [{ name: 'metrics', number: 9090 }],
  sidecars: [{ name: 'proxy', image: 'registry.example.com/proxy:1.23.1', portNumber: 6432 }],
});
orders.exposeViaIngress('/orders');
ApiObject.of(orders.deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/resourceClaims', [{ name: 'gpu', resourceClaimName: 'gpu' }]));

new ZeroDowntimeWorker(chart, 'mailer', {
  image: 'registry.example.com/mailer:2.3.0',
  longestJob: Duration.minutes(10),
  stopSignal: StopSignal.SIGQUIT,
  healthCheck: HealthCheck.command(['/app/bin/connected']),
  disruption: DisruptionPolicy.oneAtATime(),
  keda: {
    minReplicas: 1,
    maxReplicas: 20,
    cooldownPeriod: Duration.minutes(10),
    triggers: [{ type: 'rabbitmq', metadata: { queueName: 'mail', mode: 'QueueLength', value: '5' }, authentication: 'rabbitmq' }],
  },
});

const gateway = Router.httpRoute({ gateway: 'public', gatewayNamespace: 'infra', implementation: GatewayImplementation.envoy() });
const shipping = new VersionedApi(chart, 'shipping', { host: 'api.example.com', router: gateway, basePath: '/shipping', defaultVersion: 'v1' });
const first = shipping.addVersion('v1', {
  serviceProps: { image: 'registry.example.com/shipping:1.9.4', healthCheck: HealthCheck.http('/healthcheck') },
  retirement: Retirement.announced({
    deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2', guide: 'https://docs.example.com/shipping/v2',
  }),
});
const second = shipping.addVersion('v2', {
  serviceProps: { image: 'registry.example.com/shipping:2.0.1', healthCheck: HealthCheck.http('/healthcheck') },
  stripPrefix: true,
});
shipping.alertWhenStillUsed({ requests: RequestCount.istio(), within: Duration.days(14), labels: { severity: 'info' } });
const tracking = new VersionedApi(chart, 'tracking', {
  host: 'tracking.example.com',
  router: gateway,
  versionBy: VersionBy.header('API-Version'),
  labels: { 'example.com/team': 'shipping' },
});
tracking.addVersion('v1', { service: first });
tracking.addVersion('v2', { service: second });
ApiObject.of(tracking.route).addJsonPatch(JsonPatch.add('/spec/rules/0/timeouts', { request: '30s' }));

const plain = new kplus.Service(chart, 'plain', { metadata: { name: 'plain' }, selector: orders.deployment, ports: [{ port: 80, targetPort: 9090 }] });
NewerFields.keep(plain);
ApiObject.of(plain).addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));

app.synth();
