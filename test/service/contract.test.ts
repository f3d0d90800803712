import { Chart, Duration, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  ApiContract, DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates, TopologySpread, ZeroDowntimeService,
  ZeroDowntimeServiceProps,
} from '../../src';
import { SERVICE_PROPS } from '../../src/service/prop-names';
import { chartIn, REQUIRED } from '../manifests';

// A changed snapshot is a restart, or worse, of every user's services: it belongs in CHANGELOG.md.

test('the smallest service', () => {
  const chart = chartIn();
  new ZeroDowntimeService(chart, 'my-svc', REQUIRED);
  expect(Testing.synth(chart)).toMatchSnapshot();
});

test('a service with everything set', () => {
  const chart = chartIn();
  const props = everything(chart);
  expect(Object.keys(props).sort()).toEqual(SERVICE_PROPS.filter(name => !['replicas', 'handover'].includes(name)).sort());
  new ZeroDowntimeService(chart, 'everything', props);
  expect(Testing.synth(chart).filter(({ metadata }) => metadata.name.startsWith('my-svc'))).toMatchSnapshot();
});

function everything(chart: Chart): ZeroDowntimeServiceProps {
  const secret = kplus.Secret.fromSecretName(chart, 'Secret', 'credentials');
  const volume = kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp');
  return {
    image: 'registry.example.com/my-svc:1.4.2',
    healthCheck: HealthCheck.http('/healthcheck', {
      initialDelay: Duration.seconds(1),
      period: Duration.seconds(3),
      timeout: Duration.seconds(2),
      failureThreshold: 2,
      successThreshold: 2,
      scheme: kplus.ConnectionScheme.HTTPS,
      headers: { Host: 'my-svc' },
    }),
    livenessCheck: HealthCheck.grpc({ port: 9090, service: 'live' }),
    contract: ApiContract.openApi('test/fixtures/contracts/orders-next.yaml'),
    consumes: [{ api: 'prices', version: 'v1', namespace: 'shop' }],
    port: 8443,
    portName: 'https',
    servicePort: 443,
    serviceType: kplus.ServiceType.NODE_PORT,
    autoscaling: {
      minReplicas: 3,
      maxReplicas: 30,
      targetCpuUtilization: 60,
      targetMemoryUtilization: 80,
      metrics: [kplus.Metric.pods({ name: 'requests', target: kplus.MetricTarget.averageValue(100) })],
      scaleUp: { stabilizationWindow: Duration.seconds(30) },
      scaleDown: { policies: [{ replicas: kplus.Replicas.absolute(1), duration: Duration.minutes(2) }] },
    },
    startupTime: Duration.minutes(2),
    longestRequest: Duration.minutes(1),
    exposure: Exposure.awsAlb(),
    readinessGates: ReadinessGates.conditions('example.com/routed'),
    preStop: PreStop.httpGet('/drain', { takes: Duration.seconds(50), port: 9090 }),
    disruption: DisruptionPolicy.maxUnavailable(kplus.PercentOrAbsolute.percent(34)),
    kubernetesVersion: '1.34',
    acknowledge: { 'resource-requests-missing': 'measured' },
    terminationGracePeriod: Duration.minutes(5),
    maxSurge: kplus.PercentOrAbsolute.percent(50),
    maxUnavailable: kplus.PercentOrAbsolute.percent(10),
    minReady: Duration.seconds(30),
    progressDeadline: Duration.minutes(20),
    revisionHistoryLimit: 10,
    name: 'my-svc',
    containerName: 'app',
    serviceName: 'my-svc-v1',
    namespace: 'shop',
    labels: { team: 'shop' },
    selectorLabels: { app: 'my-svc' },
    annotations: { 'example.com/owner': 'shop' },
    podLabels: { 'app.kubernetes.io/version': '1.4.2' },
    podAnnotations: { 'example.com/scrape': 'true' },
    serviceAnnotations: { 'example.com/balancer': 'internal' },
    priorityClassName: 'high',
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    topologySpread: TopologySpread.across({ topology: kplus.Topology.ZONE }, { topology: kplus.Topology.HOSTNAME }),
    envVariables: { TOKEN: kplus.EnvValue.fromSecretValue({ secret, key: 'token' }) },
    envFrom: [kplus.Env.fromSecret(secret)],
    volumes: [volume],
    volumeMounts: [{ path: '/tmp', volume }],
    resources: {
      cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(1) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
    },
    securityContext: { user: 10001, group: 10001 },
    podSecurityContext: { fsGroup: 10001 },
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', 'my-svc'),
    automountServiceAccountToken: true,
    ports: [{ name: 'grpc', number: 9090 }],
    initContainers: [{ name: 'prepare', image: 'registry.example.com/prepare:1', command: ['/prepare'] }],
    sidecars: [{ name: 'proxy', image: 'registry.example.com/proxy:1', portNumber: 15001, readiness: kplus.Probe.fromTcpSocket() }],
    command: ['/app'],
    args: ['serve'],
    workingDir: '/srv',
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    postStart: kplus.Handler.fromCommand(['/warm-up']),
    imagePullSecrets: [secret],
    dns: { options: [{ name: 'ndots', value: '2' }] },
    hostAliases: [{ ip: '198.51.100.7', hostnames: ['legacy'] }],
    isolate: true,
  };
}
