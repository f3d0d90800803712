import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DatabaseConfig, Worker } from './neighbours';
import { HealthCheck, ZeroDowntimeService } from 'cdk8s-zero-downtime';

// The app of before.ts, whose web service was adopted: its Deployment is updated in place.
//
// Pods made by cdk8s-plus alone have no stop delay: asked to stop, they close their port at once, while requests still
// arrive. To lose none, they must get no more requests before they are asked. That takes three releases:
//
//   1. The new pods start, all at once, beside the old ones. Both serve. The old ones stay five minutes more.
//   2. As soon as all new pods are ready, and within these five minutes: the Service leaves out the old pods. A pipeline
//      that waits until the rollout of release 1 is complete comes too late: by then the old pods are stopped.
//   3. After they are gone, with any later release: the numbers are derived again. No pod restarts.
//
// Release 3 at once would be an outage: the Service would leave out the old pods before a new one is ready.
// In a repository, these are three commits. Here, RELEASE=1 npx cdk8s synth shows the first of them.
const release = Number(process.env.RELEASE ?? 3);

/** What runs in the cluster. cdk8s-plus made these names from construct paths; from now on they are written down. */
const RUNNING = {
  deployment: 'web-deployment-c847e126',
  container: 'main',
  selector: { 'cdk8s.io/metadata.addr': 'web-Deployment-c80fbf95' },
  service: 'web-deployment-service-c8819f51',
  ingress: 'web-deployment-service-ingress-c8c99642',
};

/** On new pods only: the selector cannot change, so it finds the old ones too. */
const ADOPTED = { 'service-name': 'web' };

class Web extends Chart {
  public readonly service: kplus.Service;

  constructor(scope: Construct, id: string, settings: kplus.ConfigMap) {
    super(scope, id);
    const web = new ZeroDowntimeService(this, 'web', {
      name: RUNNING.deployment,
      containerName: RUNNING.container,
      selectorLabels: RUNNING.selector,
      // Another Service than the running one, whose port has no name and leads to a number. Changing that would cut
      // off the old pods: none of their ports is called `http`.
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

    // The Service and the Ingress that are in use. In release 1 they are what they were, byte for byte. Clients may move
    // to the Service `web` later, one by one; both lead to the same pods.
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
