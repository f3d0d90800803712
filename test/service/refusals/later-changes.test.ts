import { App, Chart } from 'cdk8s';
import { LabelExpression, LabelSelector } from 'cdk8s-plus-27';
import { newService, problemsIn } from './refusal';
import { ZeroDowntimeService } from '../../../src';

const SELECTOR = ' Allowed: the selector labels of this service, the same on Deployment, Service, budget and pods. '
  + 'Otherwise the Service finds no pods and every request fails, or a later release is refused. '
  + "Remedy: set 'selectorLabels' before the first release, and change nothing afterwards.";

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
      .toContain('[prod/shop] the selector of the Deployment was changed to ');
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
  const NOBODY = 'Nobody listens there: every request to it is refused. '
    + "Remedy: add it to 'ports', or bind another targetPort.";

  test('fails when a port leads to one that no container has', () => {
    expect(problemsAfter(({ service }) => service.bind(9090, { name: 'metrics', targetPort: 9999 }), { ports: [{ number: 9000 }] }))
      .toContain(`[prod/shop] port 9090 of the Service leads to 9999. Allowed: a port that a container has: 8080, 9000. ${NOBODY}`);
  });

  test('fails when a port without a target leads to its own number, which no container has', () => {
    expect(problemsAfter(({ service }) => service.bind(9090, { name: 'metrics' })))
      .toContain(`[prod/shop] port 9090 of the Service leads to 9090. Allowed: a port that a container has: 8080. ${NOBODY}`);
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
