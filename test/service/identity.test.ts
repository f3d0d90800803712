import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ZeroDowntimeService } from '../../src';
import { chartIn, manifestsWith, REQUIRED } from '../manifests';

test('the id names the Deployment, its container and the Service; the budget gets a suffix', () => {
  const { Deployment, Service, PodDisruptionBudget } = manifestsWith();
  expect(Deployment.metadata.name).toBe('my-svc');
  expect(Deployment.spec.template.spec.containers[0].name).toBe('my-svc');
  expect(Service.metadata.name).toBe('my-svc');
  expect(PodDisruptionBudget.metadata.name).toBe('my-svc-pdb');
});

test('one stable label selects the pods everywhere', () => {
  const selector = { 'service-name': 'my-svc' };
  const { Deployment, Service, PodDisruptionBudget } = manifestsWith();
  expect(Deployment.spec.selector).toEqual({ matchLabels: selector });
  expect(Service.spec.selector).toEqual(selector);
  expect(PodDisruptionBudget.spec.selector).toEqual({ matchLabels: selector });
  expect(Deployment.spec.template.metadata.labels).toEqual({ ...selector, 'cdk8s.io/metadata.addr': 'my-svc' });
});

test('moving a construct to another scope or chart changes no manifest', () => {
  const here = chartIn(Testing.app(), 'dev');
  new ZeroDowntimeService(here, 'my-svc', REQUIRED);
  const there = chartIn(Testing.app(), 'prod');
  new ZeroDowntimeService(new Construct(new Construct(there, 'team'), 'backend'), 'my-svc', REQUIRED);
  expect(Testing.synth(there)).toEqual(Testing.synth(here));
});

test('giving a construct another id changes no manifest, if its name is stated', () => {
  const chart = chartIn();
  new ZeroDowntimeService(chart, 'renamed', { ...REQUIRED, name: 'my-svc' });
  expect(Testing.synth(chart)).toEqual(Object.values(manifestsWith()));
});

test('an existing name and selector, whatever they are, can be kept', () => {
  const { Deployment, Service, PodDisruptionBudget } = manifestsWith({
    name: 'web-deployment-c8a1b2c3',
    containerName: 'main',
    serviceName: 'web',
    selectorLabels: { 'cdk8s.io/metadata.addr': 'web-Deployment-c8f9' },
  });
  const selector = { 'cdk8s.io/metadata.addr': 'web-Deployment-c8f9' };
  expect(Deployment.metadata.name).toBe('web-deployment-c8a1b2c3');
  expect(Deployment.spec.template.spec.containers[0].name).toBe('main');
  expect(Deployment.spec.selector.matchLabels).toEqual(selector);
  expect(Deployment.spec.template.metadata.labels).toEqual(selector);
  expect(Service).toMatchObject({ metadata: { name: 'web' }, spec: { selector } });
  expect(PodDisruptionBudget).toMatchObject({ metadata: { name: 'web-deployment-c8a1b2c3-pdb' }, spec: { selector: { matchLabels: selector } } });
});

test('labels and annotations are on all objects but never on the pods, which a change would restart', () => {
  const manifests = manifestsWith({ labels: { team: 'shop' }, annotations: { 'example.com/owner': 'shop' } });
  for (const { metadata } of Object.values(manifests)) {
    expect(metadata.labels).toEqual({ 'app.kubernetes.io/name': 'my-svc', 'service-name': 'my-svc', 'team': 'shop' });
    expect(metadata.annotations['example.com/owner']).toBe('shop');
  }
  expect(manifests.Deployment.spec.template).toEqual(manifestsWith().Deployment.spec.template);
});

test('pod labels and annotations go to the pods only, and never into a selector', () => {
  const { Deployment, Service } = manifestsWith({ podLabels: { version: 'v2' }, podAnnotations: { 'example.com/scrape': 'true' } });
  expect(Deployment.spec.template.metadata.labels.version).toBe('v2');
  expect(Deployment.spec.template.metadata.annotations).toEqual({ 'example.com/scrape': 'true' });
  expect(Deployment.spec.selector.matchLabels).toEqual(Service.spec.selector);
  expect(Deployment.metadata.labels.version).toBeUndefined();
});

test("all objects are in the chart's namespace, or in a stated one", () => {
  const chart = chartIn(Testing.app(), 'test', 'shop');
  new ZeroDowntimeService(chart, 'one', { ...REQUIRED });
  new ZeroDowntimeService(chart, 'two', { ...REQUIRED, namespace: 'other', autoscaling: { maxReplicas: 4 } });
  const namespaces = Testing.synth(chart).map(({ metadata }) => `${metadata.name} ${metadata.namespace}`);
  expect(new Set(namespaces)).toEqual(new Set(['one shop', 'one-pdb shop', 'two other', 'two-pdb other']));
});

test('what fields cannot express is on the Deployment, not on the pods', () => {
  const { Deployment } = manifestsWith({ acknowledge: { 'pods-not-spread': 'one zone only' } });
  expect(Deployment.metadata.annotations).toEqual({
    'cdk8s-zero-downtime/longest-request': '30s',
    'cdk8s-zero-downtime/startup-time': '60s',
    'cdk8s-zero-downtime/acknowledge.pods-not-spread': 'one zone only',
  });
  expect(Deployment.spec.template.metadata.annotations).toBeUndefined();
});
