import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { HorizontalPodAutoscaler } from 'cdk8s-plus-27';
import { newService, problemsIn } from './refusal';
import { ZeroDowntimeWorker } from '../../../src';

const autoscaler = (chart: Chart, spec: object = {}) => new ApiObject(chart, 'mine', {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'mine' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' }, minReplicas: 2, maxReplicas: 9, ...spec },
});

const MINE = "the HorizontalPodAutoscaler 'mine' (prod/mine)";
const TOO_FEW = ' Allowed: at least 2. At low load a single pod is left: when its node is drained, requests fail. '
  + "Remedy: set minReplicas to 2, or use 'autoscaling' of this service.";
const TWO = ' scales these pods too. Allowed: one autoscaler. Two of them override each other: pods are added and removed over and over. Remedy: remove one.';
const BOTH = " scales these pods, but the Deployment has 'replicas' as well. Allowed: one of both. "
  + 'Each apply would override the autoscaler: at peak load most pods are stopped at once. '
  + "Remedy: use 'autoscaling', or give the construct as the autoscaler's target.";

test('fails when an autoscaler from elsewhere scales a service that has replicas', () => {
  const problems = problemsIn(chart => {
    newService(chart, 'shop');
    autoscaler(chart);
  });
  expect(problems).toContain(`[prod/shop] ${MINE}${BOTH}`);
  expect(problems).not.toContain('at least 2');
});

test.each([
  ['1', { minReplicas: 1 }, '1'],
  ['not given, which means 1', { minReplicas: undefined }, '1 (by default)'],
])('fails when minReplicas of an autoscaler from elsewhere is %s', (_, spec, shown) => {
  const problems = problemsIn(chart => {
    newService(chart, 'shop');
    autoscaler(chart, spec);
  });
  expect(problems).toContain(`[prod/shop] ${MINE} has minReplicas ${shown}.${TOO_FEW}`);
});

test.each<[string, string, object, string]>([
  ['HorizontalPodAutoscaler', 'autoscaling/v2', { minReplicas: 0 }, 'minReplicas 0'],
  ['ScaledObject', 'keda.sh/v1alpha1', { minReplicaCount: 0 }, "'minReplicaCount' 0"],
  ['ScaledObject', 'keda.sh/v1alpha1', {}, "'minReplicaCount' 0 (by default)"],
])('fails when a %s from elsewhere (%s, %j) may remove all pods of a service', (kind, apiVersion, spec, shown) => {
  const problems = problemsIn(chart => {
    newService(chart, 'shop');
    new ApiObject(chart, 'mine', { apiVersion, kind, metadata: { name: 'mine' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'shop' }, ...spec } });
  });
  expect(problems).toContain(`[prod/shop] the ${kind} 'mine' (prod/mine) has ${shown}. Allowed: at least 2. `
    + 'Without load no pod is left, and users wait for a start or get errors. Remedy: set ');
  expect(problems).toContain(`the ${kind} 'mine' (prod/mine) scales these pods, but the Deployment has 'replicas' as well.`);
});

test('fails when a ScaledObject from elsewhere scales a worker that has replicas, with the prop to use', () => {
  const problems = problemsIn(chart => {
    new ZeroDowntimeWorker(chart, 'mailer', { image: 'registry.example.com/mailer:1.4.2', longestJob: Duration.minutes(1) });
    new ApiObject(chart, 'mine', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'mine' }, spec: { scaleTargetRef: { name: 'mailer' } } });
  });
  expect(problems).toContain("Remedy: remove it and use 'keda', or call markHasAutoscaler() of the worker.");
});

test('takes a ScaledObject from elsewhere with a worker as its target, however few pods it leaves', () => {
  const app = new App();
  const worker = new ZeroDowntimeWorker(new Chart(app, 'prod'), 'mailer', { image: 'registry.example.com/mailer:1.4.2', longestJob: Duration.minutes(1) });
  worker.markHasAutoscaler();
  new ApiObject(worker, 'mine', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'mine' }, spec: { scaleTargetRef: { name: 'mailer' } } });
  expect(app.synthYaml()).not.toContain('replicas:');
});

test('fails when minReplicas of a cdk8s-plus autoscaler is 1', () => {
  const problems = problemsIn(chart => {
    new HorizontalPodAutoscaler(chart, 'mine', { metadata: { name: 'mine' }, target: newService(chart, 'shop'), minReplicas: 1, maxReplicas: 9 });
  });
  expect(problems).toContain(`[prod/shop] the HorizontalPodAutoscaler 'mine' (prod/mine/Resource) has minReplicas 1.${TOO_FEW}`);
  expect(problems).not.toContain("'replicas' as well");
});

test('fails when there is an autoscaler from elsewhere beside our own', () => {
  const problems = problemsIn(chart => {
    newService(chart, 'shop', { autoscaling: { maxReplicas: 5 } });
    autoscaler(chart);
  });
  expect(problems).toContain(`[prod/shop] ${MINE}${TWO}`);
});

test('fails when two autoscalers from elsewhere scale one service', () => {
  const problems = problemsIn(chart => {
    const target = newService(chart, 'shop');
    for (const id of ['one', 'two']) { new HorizontalPodAutoscaler(chart, id, { metadata: { name: id }, target, minReplicas: 2, maxReplicas: 9 }); }
  });
  expect(problems).toContain(`[prod/shop] the HorizontalPodAutoscaler 'two' (prod/two/Resource)${TWO}`);
  expect(problems).not.toContain("'one'");
});

describe('an autoscaler from elsewhere', () => {
  test('is fine where it has the service as its target and keeps two pods', () => {
    const app = new App();
    const chart = new Chart(app, 'prod');
    new HorizontalPodAutoscaler(chart, 'mine', { target: newService(chart, 'shop'), minReplicas: 2, maxReplicas: 9 });
    expect(app.synthYaml()).not.toContain(' replicas:');
  });

  test.each([
    ['another Deployment', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' }, minReplicas: 1 }],
    ['something else of the same name', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'shop' }, minReplicas: 1 }],
  ])('is fine where it scales %s', (_, spec) => {
    const app = new App();
    const chart = new Chart(app, 'prod');
    newService(chart, 'shop');
    autoscaler(chart, spec);
    expect(app.synthYaml()).toContain('name: mine\n');
  });
});
