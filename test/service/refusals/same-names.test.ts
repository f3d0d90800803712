import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { newService, problemsIn } from './refusal';
import { Exposure } from '../../../src';

const REST = ' Allowed: one object of a kind and name in a chart and namespace. '
  + 'The cluster would keep only one of them: requests for one service reach the other, or fail. '
  + "Remedy: give one of them another 'name' or 'serviceName'.";

test('fails when two services have one name in one chart and namespace', () => {
  const problems = problemsIn(chart => {
    newService(chart, 'cart', { name: 'shop' });
    newService(chart, 'checkout', { name: 'shop' });
  });
  expect(problems).toContain("[prod/cart] the Deployment 'shop' also comes from prod/checkout/Deployment/Resource, "
    + "the Service 'shop' also comes from prod/checkout/Service/Resource, "
    + `the PodDisruptionBudget 'shop-pdb' also comes from prod/checkout/DisruptionBudget.${REST}`);
  expect(problems).toContain("[prod/checkout] the Deployment 'shop' also comes from prod/cart/Deployment/Resource");
});

test('fails when the ids are the same in two scopes of one chart', () => {
  const problems = problemsIn(chart => {
    newService(new Construct(chart, 'blue') as Chart, 'shop');
    newService(new Construct(chart, 'green') as Chart, 'shop');
  });
  expect(problems).toContain("[prod/blue/shop] the Deployment 'shop' also comes from prod/green/shop/Deployment/Resource");
});

test('fails when only the names of the Services are the same', () => {
  const problems = problemsIn(chart => {
    newService(chart, 'cart', { serviceName: 'shop' });
    newService(chart, 'checkout', { serviceName: 'shop' });
  });
  expect(problems).toContain(`[prod/cart] the Service 'shop' also comes from prod/checkout/Service/Resource.${REST}`);
  expect(problems).not.toContain('the Deployment');
});

test('fails when the autoscalers of two services have one name', () => {
  const problems = problemsIn(chart => {
    newService(chart, 'cart', { name: 'shop', autoscaling: { maxReplicas: 5 } });
    newService(chart, 'checkout', { name: 'shop', autoscaling: { maxReplicas: 5 } });
  });
  expect(problems).toContain("the HorizontalPodAutoscaler 'shop' also comes from prod/checkout/Autoscaler/Resource");
});

test('fails when an object from elsewhere has the name of one of ours', () => {
  const problems = problemsIn(chart => {
    newService(chart, 'shop');
    new ApiObject(chart, 'old', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' } });
  });
  expect(problems).toContain(`[prod/shop] the Service 'shop' also comes from prod/old.${REST}`);
});

test('fails when one of them names the namespace that the chart has anyway', () => {
  const app = new App();
  const chart = new Chart(app, 'prod', { namespace: 'team' });
  newService(chart, 'cart', { name: 'shop', namespace: 'team' });
  newService(chart, 'checkout', { name: 'shop' });
  expect(() => app.synthYaml()).toThrow("[prod/checkout] the Deployment 'shop' also comes from prod/cart/Deployment/Resource");
});

test('fails when a service has an Ingress of its own beside that of its ALB', () => {
  const problems = problemsIn(chart => {
    const service = newService(chart, 'shop', { exposure: Exposure.awsAlb() });
    service.exposeViaAlb();
    service.exposeViaIngress('/admin');
  });
  expect(problems).toContain("[prod/shop] the Ingress 'shop' also comes from prod/shop/");
  expect(problems).toContain("Remedy: give exposeViaIngress an Ingress with another name, as its option 'ingress'.");
});

describe('one name twice', () => {
  test('is fine in the charts dev and prod', () => {
    const app = new App();
    for (const stage of ['dev', 'prod']) { newService(new Chart(app, stage), 'shop'); }
    expect(app.synthYaml().match(/kind: Deployment\n/g)).toHaveLength(2);
  });

  test('is fine in two namespaces of one chart', () => {
    const app = new App();
    const chart = new Chart(app, 'prod');
    for (const namespace of ['blue', 'green']) { newService(chart, namespace, { name: 'shop', namespace }); }
    expect(app.synthYaml().match(/kind: Deployment\n/g)).toHaveLength(2);
  });

  test('is fine once one of them is taken out', () => {
    const app = new App();
    const chart = new Chart(app, 'prod');
    newService(chart, 'cart', { name: 'shop' });
    newService(chart, 'checkout', { name: 'shop' });
    expect(() => app.synthYaml()).toThrow('also comes from');
    chart.node.tryRemoveChild('checkout');
    expect(app.synthYaml().match(/kind: Deployment\n/g)).toHaveLength(1);
  });
});
