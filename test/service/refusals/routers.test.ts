import { ApiObject, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { AnyProps, newService, problemsIn } from './refusal';
import { Exposure, PreStop, ReadinessGates, ZeroDowntimeService, ZeroDowntimeWorker } from '../../../src';
import { chartIn } from '../../manifests';

const ALB = { 'kubernetes.io/ingress.class': 'alb', 'alb.ingress.kubernetes.io/target-type': 'ip' };

/** A worker that users are not to reach. */
function newWorker(chart: Chart, ports: kplus.ContainerPort[] = [{ number: 8080 }]): ZeroDowntimeWorker {
  return new ZeroDowntimeWorker(chart, 'worker', { image: 'registry.example.com/worker:1.4.2', longestJob: Duration.minutes(10), ports });
}

/** A service of a chart with an Ingress before it. */
function behindIngress(chart: Chart, annotations: { [key: string]: string }, props: AnyProps = {}): ZeroDowntimeService {
  const service = newService(chart, 'my-svc', props);
  service.exposeViaIngress('/').metadata.addAnnotation('from', 'test');
  const ingress = chart.node.findAll().find(child => child instanceof kplus.Ingress) as kplus.Ingress;
  Object.entries(annotations).forEach(([key, value]) => ingress.metadata.addAnnotation(key, value));
  return service;
}

function refused(annotations: { [key: string]: string }, props?: AnyProps): string {
  return problemsIn(chart => behindIngress(chart, annotations, props));
}

function accepted(build: (chart: Chart) => void): void {
  const chart = chartIn();
  build(chart);
  expect(chart.node.findAll().flatMap(child => child.node.validate())).toEqual([]);
}

test('fails when an ALB is before the pods and no exposure is stated', () => {
  expect(refused(ALB)).toContain("the chart shows an AWS Application Load Balancer before its pods, but 'exposure' is not stated, hence Exposure.cluster(). "
    + 'Allowed: an exposure that is at least as slow: Exposure.awsAlb(). '
    + 'It keeps sending to a pod for up to 45 s after it was asked to stop, and SIGTERM comes after 10 s: in each update requests fail with 502 or 504. '
    + 'Remedy: write exposure: Exposure.awsAlb(), or Exposure.custom(…) with the times that you measured.');
});

test('fails when an ALB is before the pods and a faster router is stated', () => {
  expect(refused(ALB, { exposure: Exposure.ingressNginx() })).toContain("but 'exposure' is Exposure.ingressNginx(). ");
});

test.each<[string, { [key: string]: string }, string]>([
  ['Application Gateway', { 'kubernetes.io/ingress.class': 'azure/application-gateway' }, 'Exposure.azureAppGateway()'],
  ['a load balancer of Google', { 'kubernetes.io/ingress.class': 'gce' }, 'Exposure.gcpLoadBalancer()'],
])('fails when %s is before the pods and nothing is stated', (_, annotations, exposure) => {
  expect(refused(annotations)).toContain(`Remedy: write exposure: ${exposure}, or `);
});

test('fails when an NLB has the pods as targets and nothing is stated', () => {
  const message = problemsIn(chart => {
    const { service } = newService(chart, 'my-svc', { serviceType: kplus.ServiceType.LOAD_BALANCER });
    service.metadata.addAnnotation('service.beta.kubernetes.io/aws-load-balancer-nlb-target-type', 'ip');
  });
  expect(message).toContain('the chart shows an AWS Network Load Balancer before its pods');
  expect(message).toContain('for up to 150 s after it was asked to stop, and SIGTERM comes after 10 s');
});

test('fails when a patch makes an NLB of the Service', () => {
  const message = problemsIn(chart => {
    const { service } = newService(chart, 'my-svc');
    service.metadata.addAnnotation('service.beta.kubernetes.io/aws-load-balancer-nlb-target-type', 'ip');
    ApiObject.of(service).addJsonPatch(JsonPatch.add('/spec/type', 'LoadBalancer'));
  });
  expect(message).toContain('the chart shows an AWS Network Load Balancer before its pods');
});

test('fails when the hook is long enough for an ALB but the rollout does not wait for it', () => {
  expect(refused(ALB, { handover: Duration.seconds(70) })).toContain('It may need 60 s until it sends to a new pod, and the rollout continues after 10 s');
});

test('fails when a single pod is behind a proxy that does not send to a pod that is stopping', () => {
  const message = refused({ 'kubernetes.io/ingress.class': 'nginx' }, { replicas: 1 });
  expect(message).toContain('the chart shows ingress-nginx before its pods');
  expect(message).toContain('a single pod cannot cover for its replacement: each drain is an outage');
});

test('fails when an HTTPRoute leads through a load balancer of Google and nothing is stated', () => {
  const message = problemsIn(chart => {
    const { service } = newService(chart, 'my-svc');
    new ApiObject(chart, 'Gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'public' },
      spec: { gatewayClassName: 'gke-l7-global-external-managed' },
    });
    new ApiObject(chart, 'Route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web' },
      spec: { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [{ name: service.name, port: 80 }] }] },
    });
  });
  expect(message).toContain('Remedy: write exposure: Exposure.gcpLoadBalancer(), or ');
});

test('fails when a Service is the backend of a load balancer of Google by its annotation', () => {
  const message = problemsIn(chart => newService(chart, 'my-svc', { serviceAnnotations: { 'cloud.google.com/neg': '{"exposed_ports": {"80": {}}}' } }));
  expect(message).toContain('Remedy: write exposure: Exposure.gcpLoadBalancer(), or ');
});

test('fails when a Service gets that annotation later', () => {
  const message = problemsIn(chart => newService(chart, 'my-svc').service.metadata.addAnnotation('cloud.google.com/neg', '{"exposed_ports": {"80": {}}}'));
  expect(message).toContain('Remedy: write exposure: Exposure.gcpLoadBalancer(), or ');
});

test('an acknowledged short hook holds for an ALB as well, but not for how soon it sends to new pods', () => {
  const acknowledge = { 'prestop-too-short': 'tested' };
  const message = refused(ALB, { exposure: Exposure.headless(), preStop: PreStop.sleep(Duration.seconds(10)), acknowledge });
  expect(message).toContain('It may need 60 s until it sends to a new pod');
  expect(message).not.toContain('SIGTERM comes after');
});

test.each<[string, (chart: Chart) => void]>([
  ['an annotation of the pods', chart => newService(chart, 'my-svc', { replicas: 1, podAnnotations: { 'linkerd.io/inject': 'enabled' } })],
  ['a label that the pods get later', chart =>
    newService(chart, 'my-svc', { replicas: 1 }).deployment.podMetadata.addLabel('sidecar.istio.io/inject', 'true')],
  ['the Namespace', chart => {
    newService(chart, 'my-svc', { replicas: 1, namespace: 'shop' });
    new kplus.Namespace(chart, 'shop', { metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } } });
  }],
])('fails when a single pod is to hand over in a mesh that is asked for by %s', (_, build) => {
  const message = problemsIn(build);
  expect(message).toContain('the chart shows the mesh before its pods');
  expect(message).toContain('a single pod cannot cover for its replacement: each drain is an outage');
});

test('accepts several pods in a mesh', () => {
  accepted(chart => newService(chart, 'my-svc', { podAnnotations: { 'linkerd.io/inject': 'enabled' } }));
});

test('fails when clients that balance themselves and an ALB send to the pods, with the minReady that holds for both', () => {
  const props = { exposure: Exposure.headless() };
  const message = refused({ ...ALB }, props);
  expect(message).toContain("but 'exposure' is Exposure.headless(). Allowed: a minReady of at least 60 s. It may need 60 s until it sends to a new pod");
  expect(message).toContain('Remedy: write minReady: Duration.seconds(60).');
  accepted(chart => behindIngress(chart, ALB, { ...props, minReady: Duration.seconds(60) }));
});

describe('a worker', () => {
  test('fails when a Service of the chart sends to it', () => {
    const message = problemsIn(chart => newWorker(chart).deployment.exposeViaService({ name: 'jobs', ports: [{ port: 80, targetPort: 8080 }] }));
    expect(message).toContain("the Service 'jobs' sends requests to its pods, but a ZeroDowntimeWorker has no Service for users. Allowed: a Service for metrics only. "
      + 'SIGTERM comes at once, while requests still arrive: in each update they are refused. '
      + 'Remedy: make it a ZeroDowntimeService.');
  });

  test('fails when an Ingress does', () => {
    const message = problemsIn(chart => newWorker(chart).deployment
      .exposeViaService({ name: 'jobs', ports: [{ port: 80, targetPort: 8080 }] }).exposeViaIngress('/'));
    expect(message).toContain("the Service 'jobs' sends requests to its pods");
  });

  test('accepts a Service for metrics, and Services of other pods', () => {
    accepted(chart => {
      newWorker(chart, [{ number: 9090, name: 'metrics' }]).deployment
        .exposeViaService({ name: 'worker-metrics', ports: [{ port: 9090, name: 'metrics' }] });
      newService(chart, 'web').deployment.exposeViaService({ name: 'more' });
    });
  });
});

test('accepts the exposure that the chart shows, a slower one, and one that was measured', () => {
  accepted(chart => behindIngress(chart, ALB, { exposure: Exposure.awsAlb(), readinessGates: ReadinessGates.injected() }));
  accepted(chart => behindIngress(chart, ALB, { exposure: Exposure.awsNlb() }));
  accepted(chart => behindIngress(chart, ALB, { exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(20) }) }));
});

test('fails when an Ingress of an ALB does not set its target type, since the Service has no node ports', () => {
  expect(refused({ 'kubernetes.io/ingress.class': 'alb' })).toContain('Remedy: write exposure: Exposure.awsAlb(), or ');
});

test('accepts an Ingress of which nothing is known, and an ALB that sends to nodes', () => {
  accepted(chart => behindIngress(chart, {}));
  accepted(chart => behindIngress(chart, { ...ALB, 'alb.ingress.kubernetes.io/target-type': 'instance' }));
});

test('accepts a short hook behind an ALB that is acknowledged', () => {
  const acknowledge = { 'prestop-too-short': 'tested', 'lb-readiness-gate-missing': 'tested' };
  accepted(chart => behindIngress(chart, ALB, { acknowledge }));
});
