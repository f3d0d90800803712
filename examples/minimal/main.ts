import { App, Chart } from 'cdk8s';
import { HealthCheck, ZeroDowntimeService } from 'cdk8s-zero-downtime';

const app = new App();

new ZeroDowntimeService(new Chart(app, 'minimal'), 'my-svc', {
  image: 'registry.example.com/my-svc:1.4.2',
  healthCheck: HealthCheck.http('/healthcheck'),
});

app.synth();
