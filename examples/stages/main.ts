import { App, Chart } from 'cdk8s';
import { Exposure, HealthCheck, ReadinessGates, ZeroDowntimeService, ZeroDowntimeServiceProps } from 'cdk8s-zero-downtime';

/** Everything that differs between the stages, so that staging tests what production runs. */
const STAGES: { readonly [stage: string]: Partial<ZeroDowntimeServiceProps> } = {
  // An outage in each drain is acceptable here, which is stated once.
  dev: { replicas: 1, acknowledge: { 'single-replica': 'a development environment' } },
  staging: { replicas: 2 },
  production: { autoscaling: { minReplicas: 3, maxReplicas: 12 } },
};

const app = new App();

for (const [stage, size] of Object.entries(STAGES)) {
  const chart = new Chart(app, stage, { namespace: stage });
  new ZeroDowntimeService(chart, 'shop', {
    image: 'registry.example.com/shop:1.4.2',
    healthCheck: HealthCheck.http('/healthcheck'),
    exposure: Exposure.awsAlb(),
    readinessGates: ReadinessGates.injected(),
    ...size,
  });
}

app.synth();
