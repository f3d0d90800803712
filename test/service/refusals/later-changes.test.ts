import { App, Chart } from 'cdk8s';
import { LabelExpression, LabelSelector, Protocol } from 'cdk8s-plus-27';
import { newService, problemsIn } from './refusal';
import { ZeroDowntimeService } from '../../../src';

const SELECTOR = ' Allowed: the selector labels of this service, the same on Deployment, Service, budget and pods. '
  + 'Otherwise the Service selects no pods and every request fails, or a later release is rejected. '
  + "Remedy: set 'selectorLabels' before the first release, and do not change them afterwards.";

const problemsAfter = (change: (service: ZeroDowntimeService) => void, props = {}) => problemsIn(chart => change(newService(chart, 'shop', props)));

describe('the selector', () => {
  test('fails when the Deployment gets another label to select by', () => {
    expect(problemsAfter(({ deployment }) => deployment.select(LabelSelector.of({ labels: { team: 'cart' } }))))
      .toContain(`[prod/shop] the selector of the Deployment was changed to {"service-name":"shop","team":"cart"}.${SELECTOR}`);
  });

  test('fails when the Deployment gets another value to select by', () => {
    expect(problemsAfter(({ deployment }) => deployment.select(LabelSelector.of({ labels: { 'service-name': 'cart' } }))))
      .toContain(`[prod/shop] the selector of the Deployment was changed to {"service-name":"cart"}.${SELECTOR}`);
  });

  test('fails when the Deployment gets an expression to select by', () => {
    expect(problemsAfter(({ deployment }) => deployment.select(LabelSelector.of({ expressions: [LabelExpression.exists('team')] }))))
      .toContain(`[prod/shop] the selector of the Deployment was changed to {"service-name":"shop","matchExpressions":[{"key":"team","operator":"Exists"}]}.${SELECTOR}`);
  });

  test.each<[string, string, string, string]>([
    ['another value of a label to select by', 'service-name', 'cart', '{"service-name":"cart"}'],
    ['a label to select by that the pods do not have', 'team', 'cart', '{"service-name":"shop","team":"cart"}'],
  ])('fails when the Service gets %s', (_, key, value, given) => {
    expect(problemsAfter(({ service }) => service.selectLabel(key, value)))
      .toContain(`[prod/shop] the selector of the Service was changed to ${given}.${SELECTOR}`);
  });

  test('takes the label that the Service selects by anyway', () => {
    const app = new App();
    newService(new Chart(app, 'prod'), 'shop').service.selectLabel('service-name', 'shop');
    expect(app.synthYaml()).toContain('kind: Service\n');
  });

  test('fails when the pods get another value of a label of the selector', () => {
    expect(problemsAfter(({ deployment }) => deployment.podMetadata.addLabel('service-name', 'cart')))
      .toContain(`[prod/shop] the pod label 'service-name' was changed to "cart".${SELECTOR}`);
  });

  test('takes more labels on the pods', () => {
    const app = new App();
    newService(new Chart(app, 'prod'), 'shop').deployment.podMetadata.addLabel('team', 'cart');
    expect(app.synthYaml()).toContain('team: cart\n');
  });
});

describe('ports of the Service', () => {
  const NOBODY = 'No container listens there: every request to it is refused. '
    + "Remedy: add it to 'ports', or bind another targetPort.";

  test('fails when a port leads to one that no container has', () => {
    expect(problemsAfter(({ service }) => service.bind(9090, { name: 'metrics', targetPort: 9999 }), { ports: [{ number: 9000 }] }))
      .toContain(`[prod/shop] port 9090 of the Service leads to 9999. Allowed: a port that a container has: 8080, 9000. ${NOBODY}`);
  });

  test('fails when a port without a target leads to its own number, which no container has', () => {
    expect(problemsAfter(({ service }) => service.bind(9090, { name: 'metrics' })))
      .toContain(`[prod/shop] port 9090 of the Service leads to 9090. Allowed: a port that a container has: 8080. ${NOBODY}`);
  });

  test('fails when a port leads to an init container, which has ended by then', () => {
    const initContainers = [{ name: 'migrate', image: 'registry.example.com/migrate:1.0.0', ports: [{ number: 9090 }] }];
    expect(problemsAfter(({ service }) => service.bind(9090, { name: 'metrics' }), { initContainers }))
      .toContain(`[prod/shop] port 9090 of the Service leads to 9090. Allowed: a port that a container has: 8080. ${NOBODY}`);
  });

  test.each([['number', 80, 'more'], ['name', 81, 'http']])('fails when a second port has the same %s', (what, port, name) => {
    expect(problemsAfter(({ service }) => service.bind(port, { name, targetPort: 8080 })))
      .toContain(`[prod/shop] port ${port} of the Service has the ${what} of another port. Allowed: each ${what} once. `
        + `The API server rejects the Service, or requests to one port reach the other. Remedy: bind it with another ${what}.`);
  });

  test('fails when a second port has no name', () => {
    expect(problemsAfter(({ service }) => service.bind(81, { targetPort: 8080 })))
      .toContain('[prod/shop] port 81 of the Service has no name. Allowed: a name for each, where there are several. '
        + "The API server rejects the Service, and the release stops. Remedy: bind it with a 'name'.");
  });

  test('takes one number twice for two protocols', () => {
    const app = new App();
    newService(new Chart(app, 'prod'), 'shop', { ports: [{ number: 8080, protocol: 'UDP' }] })
      .service.bind(80, { name: 'quic', targetPort: 8080, protocol: Protocol.UDP });
    expect(app.synthYaml()).toContain('protocol: UDP\n');
  });

  test.each([
    ['the application', { ports: [{ number: 9090, name: 'metrics' }] }, 'targetPort: metrics'],
    ['a sidecar', { sidecars: [{ name: 'proxy', image: 'registry.example.com/proxy:1.0.0', ports: [{ number: 9090 }] }] }, 'port: 9090'],
  ])('takes a port that leads to %s', (_, props, expected) => {
    const app = new App();
    newService(new Chart(app, 'prod'), 'shop', props).service.bind(9090, { name: 'metrics' });
    expect(app.synthYaml()).toContain(`${expected}\n`);
  });
});

describe('paths of an Ingress', () => {
  test('takes several, on one Ingress', () => {
    const app = new App();
    const service = newService(new Chart(app, 'prod'), 'shop');
    expect(service.exposeViaIngress('/a')).toBe(service.exposeViaIngress('/b'));
    expect(app.synthYaml()).toMatch(/path: \/a\n[^]*path: \/b\n/);
  });
});
