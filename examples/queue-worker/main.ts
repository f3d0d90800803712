import { App, ApiObject, Chart, Duration } from 'cdk8s';
import { Cpu, EnvValue, Secret } from 'cdk8s-plus-27';
import { HealthCheck, ZeroDowntimeWorker } from 'cdk8s-zero-downtime';

const app = new App();
const chart = new Chart(app, 'mailer', { namespace: 'shop' });

const rabbitmq = Secret.fromSecretName(chart, 'RabbitMq', 'rabbitmq');
const url = EnvValue.fromSecretValue({ secret: rabbitmq, key: 'url' });

// KEDA reads the queue with the same credentials as the workers.
new ApiObject(chart, 'Authentication', {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'TriggerAuthentication',
  metadata: { name: 'rabbitmq' },
  spec: { secretTargetRef: [{ parameter: 'host', name: rabbitmq.name, key: 'url' }] },
});

// Renders newsletters: an update, a drain or a scale-down waits up to ten minutes for the current one.
new ZeroDowntimeWorker(chart, 'mailer', {
  image: 'registry.example.com/shop/mailer:2.3.0',
  longestJob: Duration.minutes(10),
  envVariables: { RABBITMQ_URL: url },
  resources: { cpu: { request: Cpu.millis(250) } },
  healthCheck: HealthCheck.command(['/app/bin/connected']),
  keda: {
    minReplicas: 1,
    maxReplicas: 20,
    triggers: [{ type: 'rabbitmq', metadata: { queueName: 'newsletters', mode: 'QueueLength', value: '5' }, authentication: 'rabbitmq' }],
  },
});

app.synth();
