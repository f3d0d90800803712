import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

// A typical first draft: cdk8s-plus and its defaults. Requests fail in each update and in each node upgrade.

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const web = new kplus.Deployment(chart, 'web', {
  containers: [{ image: 'registry.example.com/shop-web:2.7.0', portNumber: 8080 }],
});
web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });

app.synth();
