import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DatabaseConfig, Worker } from './neighbours';
import { HealthCheck, ZeroDowntimeService } from 'cdk8s-zero-downtime';

// The app of before.ts after its web service was adopted: the Deployment is updated in place.
//
// Pods of cdk8s-plus alone have no stop delay: when they are asked to stop, they close their port at once, while requests
// still arrive. To lose no request, the Service must stop selecting them before they are asked. That takes three releases:
//
//   1. All new pods start at once, beside the old ones. Both serve. The old ones stay for five more minutes.
//   2. As soon as all new pods are ready, and within these five minutes, the Service stops selecting the old pods. A
//      pipeline that waits until the rollout of release 1 is complete would be too late: the old pods have stopped by then.
//   3. With any later release, the numbers are derived again. No pod restarts.
//
// Starting with release 3 would be an outage: the Service would stop selecting the old pods before a new one is ready.
// In a repository, these are three commits. Here, RELEASE=1 npx cdk8s synth shows the first one.
const release = Number(process.env.RELEASE ?? 3);

/** What runs in the cluster. cdk8s-plus generated these names from construct paths; from now on they are stated. */
const RUNNING = {
  deployment: 'web-deployment-c847e126',
  container: 'main',
  selector: { 'cdk8s.io/metadata.addr': 'web-Deployment-c80fbf95' },
  service: 'web-deployment-service-c8819f51',
  ingress: 'web-deployment-service-ingress-c8c99642',
};

/** Only new pods have this label. The selector of the Deployment cannot change, so it matches the old pods as well. */
const ADOPTED = { 'service-name': 'web' };

class Web extends Chart {
  public readonly service: kplus.Service;

  constructor(scope: Construct, id: string, settings: kplus.ConfigMap) {
    super(scope, id);
    const web = new ZeroDowntimeService(this, 'web', {
      name: RUNNING.deployment,
      containerName: RUNNING.container,
      selectorLabels: RUNNING.selector,
      // Not the running Service, whose port has no name and refers to a port number. If that changed, the Service would
      // lose the old pods, since none of their ports is named `http`.
      serviceName: 'web',
      labels: { 'app.kubernetes.io/name': 'web' },
      podLabels: ADOPTED,

      image: 'registry.example.com/shop-web:2.7.1',
      healthCheck: HealthCheck.http('/healthcheck'),
      envFrom: [kplus.Env.fromConfigMap(settings)],
      resources: { memory: { limit: Size.mebibytes(128) } },

      // Old pods stay until new ones have been ready for five minutes. The cluster needs room for both.
      ...release < 3 && { maxSurge: kplus.PercentOrAbsolute.percent(100), minReady: Duration.minutes(5) },
    });

    // The Service and the Ingress that are in use. Release 1 does not change a byte of them. Clients may move to the
    // Service `web` later, one by one; both select the same pods.
    this.service = web.deployment.exposeViaService({ name: RUNNING.service, ports: [{ port: 80, targetPort: 8080 }] });
    if (release >= 2) {
      Object.entries(ADOPTED).forEach(([key, value]) => this.service.selectLabel(key, value));
    }
    this.service.exposeViaIngress('/', { ingress: new kplus.Ingress(this, 'Ingress', { metadata: { name: RUNNING.ingress } }) });
  }
}

const app = new App();
const { settings } = new DatabaseConfig(app, 'database-config');
const { service } = new Web(app, 'web', settings);
new Worker(app, 'worker', settings, service);
app.synth();
