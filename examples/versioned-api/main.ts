import { App, Chart } from 'cdk8s';
import { GatewayImplementation, HealthCheck, Retirement, Router, VersionedApi } from 'cdk8s-zero-downtime';

const app = new App();
const healthCheck = HealthCheck.http('/healthcheck');

const orders = new VersionedApi(new Chart(app, 'orders', { namespace: 'shop' }), 'orders', {
  host: 'api.example.com',
  router: Router.httpRoute({ gateway: 'public', gatewayNamespace: 'infra', implementation: GatewayImplementation.envoy() }),
  defaultVersion: 'v1',
});
orders.addVersion('v1', {
  serviceProps: { image: 'registry.example.com/shop/orders:1.9.4', healthCheck },
  retirement: Retirement.announced({
    deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2', guide: 'https://docs.example.com/orders/v2',
  }),
});
orders.addVersion('v2', {
  serviceProps: { image: 'registry.example.com/shop/orders:2.0.1', healthCheck },
  stripPrefix: true,
});

app.synth();
