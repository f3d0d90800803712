import { Chart, Duration, Size, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates, ZeroDowntimeService } from '../../src';

const image = 'registry.example.com/shop/web:1.4.2';

/**
 * Apps of users. Their manifests are stored for each release of the library, so that the next one is compared with what
 * runs: an app is never changed, only added.
 */
export const APPS: { readonly [name: string]: (chart: Chart) => void } = {
  'defaults': chart => {
    new ZeroDowntimeService(chart, 'web', { image, healthCheck: HealthCheck.http('/healthcheck') });
  },
  'everything-stated': chart => {
    new ZeroDowntimeService(chart, 'Web', {
      image,
      name: 'orders',
      namespace: 'shop',
      healthCheck: HealthCheck.http('/ready'),
      livenessCheck: HealthCheck.http('/alive'),
      startupTime: Duration.seconds(90),
      longestRequest: Duration.seconds(45),
      exposure: Exposure.ingressNginx(),
      autoscaling: { minReplicas: 3, maxReplicas: 12, targetCpuUtilization: 60 },
      disruption: DisruptionPolicy.minAvailable(kplus.PercentOrAbsolute.percent(50)),
      kubernetesVersion: '1.34',
      ports: [{ name: 'metrics', number: 9090 }],
      labels: { team: 'orders' },
      podLabels: { team: 'orders' },
      podAnnotations: { 'prometheus.io/port': '9090' },
      annotations: { owner: 'orders' },
      envVariables: { LOG_LEVEL: kplus.EnvValue.fromValue('info') },
      resources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) } },
      acknowledge: { 'probe-tcp-only': 'the check speaks HTTP' },
    });
  },
  'one-replica-with-handover': chart => {
    new ZeroDowntimeService(chart, 'web', {
      image, replicas: 1, startupTime: Duration.seconds(20), handover: Duration.seconds(30), healthCheck: HealthCheck.http('/healthcheck'),
    });
  },
  'behind-an-alb': chart => {
    new ZeroDowntimeService(chart, 'web', {
      image, exposure: Exposure.awsAlb(), readinessGates: ReadinessGates.injected(), healthCheck: HealthCheck.http('/healthcheck'),
    });
  },
  'grpc-with-sidecar': chart => {
    new ZeroDowntimeService(chart, 'web', {
      image,
      port: 9000,
      portName: 'grpc',
      servicePort: 9000,
      healthCheck: HealthCheck.grpc(),
      sidecars: [{ name: 'proxy', image: 'registry.example.com/shop/proxy:2.0.0', ports: [{ name: 'proxy', number: 6432 }] }],
    });
  },
  'old-cluster-with-a-shell': chart => {
    new ZeroDowntimeService(chart, 'web', {
      image, kubernetesVersion: '1.28', preStop: PreStop.shell(Duration.seconds(15)), healthCheck: HealthCheck.command(['cat', '/tmp/ready']),
    });
  },
  'adopted': chart => {
    new ZeroDowntimeService(chart, 'web', {
      image,
      name: 'shop-web-c8a1b2c3',
      serviceName: 'shop-web-service-c8d4e5f6',
      containerName: 'main',
      selectorLabels: { 'cdk8s.io/metadata.addr': 'shop-web-c8a1b2c3' },
      healthCheck: HealthCheck.tcp(),
    });
  },
  'two-in-one-chart': chart => {
    for (const name of ['web', 'api']) { new ZeroDowntimeService(chart, name, { image, healthCheck: HealthCheck.http('/healthcheck') }); }
  },
};

/** What the library writes for one of them now. */
export function manifestsOf(app: string): string {
  const chart = new Chart(Testing.app(), 'shop');
  APPS[app](chart);
  return Yaml.stringify(...chart.toJson());
}
