import { App, Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { DisruptionPolicy, HealthCheck, PreStop, ZeroDowntimeService } from 'cdk8s-zero-downtime';

// The manifests of "Zero-downtime deployments with Kubernetes" with their original figures, each of which is one prop.
const app = new App();

new ZeroDowntimeService(new Chart(app, 'seed'), 'my-svc', {
  image: 'registry.example.com/my-svc:1.4.2',
  longestRequest: Duration.seconds(45), // with the stop delay and 5 s to exit: the seed's grace period of 60 s
  maxSurge: PercentOrAbsolute.absolute(1),
  revisionHistoryLimit: 1,
  preStop: PreStop.shell(),
  disruption: DisruptionPolicy.blockEvictions({ reason: 'The original budget; node upgrades wait for an operator.' }),
  healthCheck: HealthCheck.http('/healthcheck', {
    initialDelay: Duration.seconds(10),
    period: Duration.seconds(10),
    timeout: Duration.seconds(2),
    failureThreshold: 1,
  }),
  livenessCheck: HealthCheck.http('/healthcheck', {
    initialDelay: Duration.seconds(10),
    period: Duration.seconds(10),
    timeout: Duration.seconds(2),
    failureThreshold: 3,
  }),
  acknowledge: {
    'liveness-checks-dependencies': 'The original uses one path for both probes.',
    'readiness-failure-threshold-one': 'The original removes a pod from the Service after one failure.',
  },
});

app.synth();
