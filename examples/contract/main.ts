import { App, Chart } from 'cdk8s';
import { ApiContract, GatewayImplementation, HealthCheck, Router, VersionedApi, ZeroDowntimeService } from 'cdk8s-zero-downtime';

const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'shop' });
const healthCheck = HealthCheck.http('/healthcheck');

const orders = new VersionedApi(chart, 'orders', {
  host: 'api.example.com',
  router: Router.httpRoute({ gateway: 'public', gatewayNamespace: 'infra', implementation: GatewayImplementation.envoy() }),
});
orders.addVersion('v1', {
  serviceProps: { image: 'registry.example.com/shop/orders:1.9.4', healthCheck },
  contract: ApiContract.openApi('openapi/v1.yaml'),
});

new ZeroDowntimeService(chart, 'checkout', {
  image: 'registry.example.com/shop/checkout:3.2.0',
  healthCheck,
  consumes: [{ api: 'orders', version: 'v1' }],
});

app.synth();
