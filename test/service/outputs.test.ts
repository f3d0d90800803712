import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ZeroDowntimeService } from '../../src';
import { chartIn, manifestsOf, manifestsWith, REQUIRED, serviceWith } from '../manifests';

test('everything it makes is at hand', () => {
  const { deployment, container, service, disruptionBudget, autoscaler } = serviceWith();
  expect([deployment.name, container.name, service.name, disruptionBudget.name, autoscaler]).toEqual(['my-svc', 'my-svc', 'my-svc', 'my-svc-pdb', undefined]);
});

test.each(['deployment', 'service', 'disruptionBudget', 'autoscaler'] as const)('a JSON patch on %s may add a newer field', output => {
  const made = serviceWith({ autoscaling: { maxReplicas: 3 } });
  const object = ApiObject.of(made[output]!);
  object.addJsonPatch(JsonPatch.add('/spec/newerThan127', true));
  expect(manifestsOf(made)[object.kind].spec.newerThan127).toBe(true);
});

test("cdk8s-plus' own methods on the outputs work", () => {
  const made = serviceWith({ ports: [{ name: 'metrics', number: 9090 }] });
  made.service.bind(9090, { name: 'metrics', targetPort: 9090 });
  made.container.env.addVariable('MODE', kplus.EnvValue.fromValue('fast'));
  made.deployment.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('spot')));
  const { Deployment, Service } = manifestsOf(made);
  expect(Service.spec.ports).toMatchObject([{ targetPort: 'http' }, { name: 'metrics', port: 9090, targetPort: 'metrics' }]);
  expect(Deployment.spec.template.spec.containers[0].env).toEqual([{ name: 'MODE', value: 'fast' }]);
  expect(Deployment.spec.template.spec.tolerations).toEqual([{ key: 'spot', operator: 'Exists' }]);
});

test('network policies select the pods by a label that does not change', () => {
  const made = serviceWith({ isolate: true });
  const [policy] = Testing.synth(Chart.of(made)).filter(({ kind }) => kind === 'NetworkPolicy');
  expect(policy.spec.podSelector.matchLabels).toEqual({ 'cdk8s.io/metadata.addr': 'my-svc' });
});

test('an Ingress leads to the Service and has a name that does not change', () => {
  const made = serviceWith();
  made.exposeViaIngress('/shop');
  const { Ingress } = manifestsOf(made);
  expect(Ingress.metadata.name).toBe('my-svc');
  expect(Ingress.spec.rules[0].http.paths[0]).toMatchObject({ path: '/shop', backend: { service: { name: 'my-svc', port: { number: 80 } } } });
});

test('an Ingress leads to the main port, also when the Service has more', () => {
  const made = serviceWith({ ports: [{ name: 'metrics', number: 9090 }] });
  made.service.bind(9090, { name: 'metrics' });
  made.exposeViaIngress('/shop');
  expect(manifestsOf(made).Ingress.spec.rules[0].http.paths[0].backend.service.port.number).toBe(80);
});

test('an existing Ingress gets one more path', () => {
  const chart = chartIn();
  const ingress = new kplus.Ingress(chart, 'Ingress');
  const made = new ZeroDowntimeService(chart, 'my-svc', REQUIRED);
  expect(made.exposeViaIngress('/shop', { ingress, pathType: kplus.HttpIngressPathType.EXACT })).toBe(ingress);
  expect(Testing.synth(chart).filter(({ kind }) => kind === 'Ingress')).toHaveLength(1);
});

describe('autoscaling', () => {
  test('at least two pods, at 70 % CPU, and fewer of them only slowly', () => {
    const { HorizontalPodAutoscaler } = manifestsWith({ autoscaling: { maxReplicas: 8 } });
    expect(HorizontalPodAutoscaler).toMatchObject({
      metadata: { name: 'my-svc' },
      spec: {
        minReplicas: 2,
        maxReplicas: 8,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'my-svc' },
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] } },
      },
    });
  });

  test('the manifests do not set replicas, so that an apply does not override the autoscaler', () => {
    expect(manifestsWith({ autoscaling: { maxReplicas: 8 } }).Deployment.spec).not.toHaveProperty('replicas');
  });

  test('a stated target replaces the one for CPU', () => {
    const { spec } = manifestsWith({ autoscaling: { maxReplicas: 8, targetMemoryUtilization: 80 } }).HorizontalPodAutoscaler;
    expect(spec.metrics).toMatchObject([{ resource: { name: 'memory' } }]);
  });

  test("cdk8s-plus' autoscaler accepts the service as its target", () => {
    const made = serviceWith();
    new kplus.HorizontalPodAutoscaler(Chart.of(made), 'Scaler', { target: made, minReplicas: 2, maxReplicas: 5 });
    const { Deployment, HorizontalPodAutoscaler } = manifestsOf(made);
    expect(made.hasAutoscaler).toBe(true);
    expect(Deployment.spec).not.toHaveProperty('replicas');
    expect(HorizontalPodAutoscaler.spec.scaleTargetRef.name).toBe('my-svc');
  });
});

describe('dependencies', () => {
  test('a construct that depends on a service is applied after its Deployment', () => {
    const chart = chartIn();
    const [first, second] = ['z-first', 'a-second'].map(id => new ZeroDowntimeService(chart, id, REQUIRED));
    first.node.addDependency(second);
    const names = Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const after = ['Deployment z-first', 'Service z-first', 'PodDisruptionBudget z-first-pdb'].map(name => names.indexOf(name));
    expect(Math.min(...after)).toBeGreaterThan(names.indexOf('Deployment a-second'));
  });

  test('a long chain of services does not take exponential time', () => {
    const chart = chartIn();
    const services = Array.from({ length: 40 }, (_, i) => new ZeroDowntimeService(chart, `svc-${i}`, REQUIRED));
    services.slice(1).forEach((service, i) => service.node.addDependency(services[i]));
    expect(Testing.synth(chart)).toHaveLength(120);
  });
});

test('synthesizing twice gives the same bytes', () => {
  const made = serviceWith({ autoscaling: { maxReplicas: 3 } });
  const once = JSON.stringify(Testing.synth(Chart.of(made)));
  expect(JSON.stringify(Testing.synth(Chart.of(made)))).toBe(once);
});

