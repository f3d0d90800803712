import { App, Chart } from 'cdk8s';
import { Exposure, HealthCheck, ReadinessGates, ZeroDowntimeService, ZeroDowntimeServiceProps } from 'cdk8s-zero-downtime';

/** All in which the stages differ: what staging tests is what production runs. */
const STAGES: { readonly [stage: string]: Partial<ZeroDowntimeServiceProps> } = {
  // An outage in each drain is fine here, and said so, once.
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
