import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Exposure, HealthCheck, PreStop, ReadinessGates, ZeroDowntimeService, ZeroDowntimeWorker } from '../../src';
import { clustersOf, parseManifests } from '../../src/manifests';
import { clusterProfileOf } from '../../src/settings';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { judged } from '../rules/check/judging';

// Services as teams really have them: what the construct accepts, `check` and `timeline` find nothing in.

const image = 'registry.example.com/shop/web:1.4.2';
const healthCheck = HealthCheck.http('/healthcheck');
const memory = { request: Size.mebibytes(256), limit: Size.mebibytes(256) };

const KINDS: { readonly [kind: string]: (chart: Chart) => void } = {
  'a public API behind an ALB with an autoscaler and secrets': chart => {
    const secret = kplus.Secret.fromSecretName(chart, 'Database', 'database');
    new ZeroDowntimeService(chart, 'api', {
      image,
      healthCheck,
      exposure: Exposure.awsAlb(),
      readinessGates: ReadinessGates.injected(),
      longestRequest: Duration.seconds(20),
      autoscaling: { minReplicas: 3, maxReplicas: 12 },
      envVariables: { PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'password' }) },
      resources: { cpu: { request: kplus.Cpu.millis(250) }, memory },
    }).exposeViaAlb({ host: 'api.example.com', internetFacing: true });
  },
  'a gRPC service with an Envoy sidecar': chart => {
    new ZeroDowntimeService(chart, 'prices', {
      image,
      port: 9000,
      portName: 'grpc',
      healthCheck: HealthCheck.grpc(),
      exposure: Exposure.envoy(),
      sidecars: [{ name: 'envoy', image: 'registry.example.com/envoy:1.31.0', ports: [{ name: 'proxy', number: 10000 }], resources: { memory } }],
    });
  },
  'a single admin pod': chart => {
    new ZeroDowntimeService(chart, 'admin', { image, healthCheck, replicas: 1, startupTime: Duration.seconds(20) });
  },
  'a Java service that starts in 90 s, with a management port': chart => {
    new ZeroDowntimeService(chart, 'billing', {
      image,
      startupTime: Duration.seconds(90),
      ports: [{ name: 'management', number: 8081 }],
      healthCheck: HealthCheck.http('/actuator/health/readiness', { port: 8081 }),
      livenessCheck: HealthCheck.http('/actuator/health/liveness', { port: 8081 }),
      resources: { cpu: { request: kplus.Cpu.millis(500) }, memory },
    });
  },
  'connections of an hour': chart => {
    new ZeroDowntimeService(chart, 'chat', {
      image,
      healthCheck,
      exposure: Exposure.ingressNginx(),
      longestRequest: Duration.hours(1),
      preStop: PreStop.httpGet('/drain', { takes: Duration.seconds(20) }),
    });
  },
  'a worker that takes from a queue': chart => {
    new ZeroDowntimeWorker(chart, 'mailer', { image, longestJob: Duration.minutes(5) });
  },
  'a Deployment that runs already': chart => {
    new ZeroDowntimeService(chart, 'Web', {
      image,
      healthCheck,
      name: 'legacy-web',
      containerName: 'main',
      serviceName: 'web',
      selectorLabels: { app: 'web' },
      replicas: 4,
    });
  },
  'two containers': chart => {
    const cache = kplus.Volume.fromEmptyDir(chart, 'Cache', 'cache', { sizeLimit: Size.mebibytes(64) });
    new ZeroDowntimeService(chart, 'shop', {
      image,
      healthCheck,
      volumeMounts: [{ path: '/cache', volume: cache }],
      podAnnotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': 'cache' },
      sidecars: [{ name: 'log-shipper', image: 'registry.example.com/fluent-bit:3.1.9', resources: { memory } }],
    });
  },
};

const STAGES = {
  dev: { replicas: 1, acknowledge: { 'single-replica': 'an outage in dev is acceptable' } },
  staging: { replicas: 2 },
  production: { autoscaling: { minReplicas: 3, maxReplicas: 12 } },
};
const stages = Object.fromEntries(Object.entries(STAGES).map(([stage, size]) => [`the stage ${stage}`, (chart: Chart) => {
  new ZeroDowntimeService(chart, 'shop', { image, healthCheck, exposure: Exposure.awsAlb(), readinessGates: ReadinessGates.injected(), ...size });
}]));

describe.each(Object.entries({ ...KINDS, ...stages }))('%s', (kind, build) => {
  const app = new App();
  build(new Chart(app, 'shop', { namespace: 'shop' }));
  const yaml = app.synthYaml();

  test('has nothing that `check` finds', () => {
    expect(judged(yaml).findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  });

  test('has a timeline without a warning, but for what is acknowledged', () => {
    const { clusters: [cluster] } = clustersOf(parseManifests('shop.yaml', yaml).objects);
    const { warnings } = timelineOf(timelineInputOf(cluster.workloads[0], cluster, clusterProfileOf({})));
    expect(warnings).toEqual(kind === 'the stage dev' ? [expect.stringMatching(/^A drain may evict all pods at once/)] : []);
  });
});
