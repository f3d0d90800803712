import { clusterIn, deployment, object, read, shown, workloadIn } from './reading';
import { Workload } from '../../src/manifests';

const service = (name: string, spec: object, metadata?: object) => object('v1', 'Service', name, { ports: [{ port: 80 }], ...spec }, metadata);
const budget = (name: string, selector: unknown, apiVersion = 'policy/v1') => object(apiVersion, 'PodDisruptionBudget', name, { maxUnavailable: 1, selector });
const names = (joined: { object: { name: string } }[]) => joined.map(({ object: { name } }) => name);

describe('a Service belongs to a workload', () => {
  const belongs = (spec: object, metadata?: object) => workloadIn(deployment() + service('web', spec, metadata)).services.length === 1;

  test.each<[string, boolean, object, object?]>([
    ['whose pods have all its labels', true, { selector: { app: 'web' } }],
    ['but not if one label is missing', false, { selector: { app: 'web', tier: 'x' } }],
    ['but not if one label differs', false, { selector: { app: 'webx' } }],
    ['but not without a selector', false, {}],
    ['but not with an empty selector', false, { selector: {} }],
    ['but not in another namespace', false, { selector: { app: 'web' } }, { namespace: 'other' }],
    ['but not as an alias of an external name', false, { selector: { app: 'web' }, type: 'ExternalName' }],
    ['but not by what every object has', false, { selector: { constructor: 'x' } }],
  ])('%s', (...[, expected, spec, metadata]) => {
    expect(belongs(spec, metadata)).toBe(expected);
  });
});

test("a Service has the API server's defaults", () => {
  const { services } = workloadIn(deployment()
    + service('one', { selector: { app: 'web' } })
    + service('two', { selector: { app: 'web' }, type: 'NodePort', ports: [{ name: 'http', port: 80, targetPort: 'web', protocol: 'UDP' }, {}] })
    + service('three', { selector: { app: 'web' }, clusterIP: 'None', ports: null }));
  expect(services).toMatchObject([
    { type: 'ClusterIP', headless: false, selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80, protocol: 'TCP', path: ['spec', 'ports', 0] }] },
    { type: 'NodePort', headless: false, ports: [{ name: 'http', port: 80, targetPort: 'web', protocol: 'UDP' }] },
    { type: 'ClusterIP', headless: true, ports: [] },
  ]);
  expect(services[1].ports).toHaveLength(1);
});

describe('a budget counts the pods of a workload', () => {
  test.each<[string, boolean, unknown, string?]>([
    ['that its labels fit', true, { matchLabels: { app: 'web' } }],
    ['that its expressions fit', true, { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }],
    ['that its expressions fit twice', true, { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'web'] }] }],
    ['but not if nothing may be it', false, { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }],
    ['that lacks an excluded label', true, { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }, { key: 'job', operator: 'DoesNotExist' }] }],
    ['that has a label at all', true, { matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
    ['if its selector is empty', true, {}],
    ['but not if another label is wanted', false, { matchLabels: { app: 'web', tier: 'x' } }],
    ['but not if one expression does not fit', false, { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }],
    ['but not if a label must not exist', false, { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }],
    ['but not if a label must exist', false, { matchExpressions: [{ key: 'toString', operator: 'Exists' }] }],
    ['but not by an operator that there is not', false, { matchExpressions: [{ key: 'app', operator: 'Like', values: ['web'] }] }],
    ['but not without a selector', false, undefined],
    ['in policy/v1beta1', true, { matchLabels: { app: 'web' } }, 'policy/v1beta1'],
    ['but not with the empty selector of policy/v1beta1', false, {}, 'policy/v1beta1'],
  ])('%s', (...[, expected, selector, apiVersion]) => {
    expect(names(workloadIn(deployment() + budget('b', selector, apiVersion)).budgets)).toEqual(expected ? ['b'] : []);
  });
});

test('a budget has its limit, and what happens to broken pods', () => {
  const limits = (spec: object) => {
    const { limit, unhealthyPodEviction } = workloadIn(deployment() + object('policy/v1', 'PodDisruptionBudget', 'b', { selector: {}, ...spec })).budgets[0];
    return [limit, unhealthyPodEviction];
  };
  expect(limits({ maxUnavailable: 0 })).toEqual([{ maxUnavailable: 0 }, 'IfHealthyBudget']);
  expect(limits({ minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' })).toEqual([{ minAvailable: '50%' }, 'AlwaysAllow']);
  expect(limits({})).toEqual([undefined, 'IfHealthyBudget']);
});

test('a budget with both limits is reported', () => {
  const { problems } = read(object('policy/v1', 'PodDisruptionBudget', 'b', { selector: {}, maxUnavailable: 1, minAvailable: 1 }));
  expect(shown(problems)).toEqual([
    'app.yaml:2 error: PodDisruptionBudget "b": spec.minAvailable is set together with maxUnavailable: the API server rejects a budget with both. Remove one.',
  ]);
});

describe('an autoscaler decides how many pods there may be:', () => {
  const target = { kind: 'Deployment', name: 'web' };
  const hpa = (spec: object, apiVersion = 'autoscaling/v2') => object(apiVersion, 'HorizontalPodAutoscaler', 'hpa', { scaleTargetRef: target, ...spec });
  const keda = (spec: object) => object('keda.sh/v1alpha1', 'ScaledObject', 'keda', { scaleTargetRef: { name: 'web' }, ...spec });
  const replicas = (...autoscalers: string[]) => workloadIn(deployment({ replicas: 7 }) + autoscalers.join('')).replicas;

  test.each<[string, object, string[]]>([
    ['as its range says', { min: 3, max: 9 }, [hpa({ minReplicas: 3, maxReplicas: 9 })]],
    ['from 1, if it does not say', { min: 1, max: 9 }, [hpa({ maxReplicas: 9 })]],
    ['in its first version', { min: 3, max: 9 }, [hpa({ minReplicas: 3, maxReplicas: 9 }, 'autoscaling/v1')]],
    ['never fewer at most than at least', { min: 3, max: 3 }, [hpa({ minReplicas: 3, maxReplicas: 2 })]],
    ['with the version of its target', { min: 3, max: 9 }, [hpa({ minReplicas: 3, maxReplicas: 9, scaleTargetRef: { ...target, apiVersion: 'apps/v1' } })]],
    ['but not if it names another kind', { min: 7, max: 7 }, [hpa({ maxReplicas: 9, scaleTargetRef: { ...target, kind: 'StatefulSet' } })]],
    ['but not if it names another group', { min: 7, max: 7 }, [hpa({ maxReplicas: 9, scaleTargetRef: { ...target, apiVersion: 'argoproj.io/v1' } })]],
    ['but not if it names another object', { min: 7, max: 7 }, [hpa({ maxReplicas: 9, scaleTargetRef: { ...target, name: 'api' } })]],
    ['but not if it names none', { min: 7, max: 7 }, [hpa({ maxReplicas: 9, scaleTargetRef: {} })]],
    ["as KEDA's range says", { min: 2, max: 20 }, [keda({ minReplicaCount: 2, maxReplicaCount: 20 })]],
    ['from 0 to 100 with KEDA, if it does not say', { min: 0, max: 100 }, [keda({})]],
    ['down to none while KEDA finds nothing to do', { min: 0, max: 20 }, [keda({ minReplicaCount: 2, maxReplicaCount: 20, idleReplicaCount: 0 })]],
    ['over the ranges of all', { min: 2, max: 30 }, [hpa({ minReplicas: 2, maxReplicas: 9 }), keda({ minReplicaCount: 5, maxReplicaCount: 30 })]],
  ])('%s', (_, range, autoscalers) => {
    expect(replicas(...autoscalers)).toEqual(range);
  });

  test('and is there to be judged', () => {
    const { autoscalers, declaredReplicas } = workloadIn(deployment({ replicas: 7 }) + hpa({ maxReplicas: 9 }) + keda({}));
    expect(names(autoscalers)).toEqual(['hpa', 'keda']);
    expect(declaredReplicas).toBe(7);
  });

  test('also where only one of the two states its namespace, and no other has the name', () => {
    const inA = deployment({}, {}, { namespace: 'a' });
    expect(clusterIn(inA + hpa({ maxReplicas: 9 })).workloads[0].autoscalers).toHaveLength(1);
    const { workloads } = clusterIn(inA + deployment({}, {}, { namespace: 'b' }) + hpa({ maxReplicas: 9 }));
    expect(workloads.map(({ autoscalers }) => autoscalers)).toEqual([[], []]);
  });

  test('but not in another namespace', () => {
    const inB = hpa({ maxReplicas: 9 }).replace('"name":"hpa"', '"name":"hpa","namespace":"b"');
    expect(inB).toContain('"namespace":"b"');
    expect(clusterIn(deployment({}, {}, { namespace: 'a' }) + inB).workloads[0].autoscalers).toEqual([]);
  });
});

describe('a route leads to a workload by a Service:', () => {
  const web = deployment() + service('web', { selector: { app: 'web' } });
  const ingress = (spec: object, metadata?: object) => object('networking.k8s.io/v1', 'Ingress', 'route', spec, metadata);
  const httpRoute = (spec: object, metadata?: object) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'route', spec, metadata);
  const to = (name: string) => ({ service: { name, port: { number: 80 } } });

  test.each<[string, boolean, string]>([
    ['a rule of an Ingress', true, ingress({ rules: [{ http: { paths: [{ path: '/', backend: to('web') }] } }] })],
    ['the default of an Ingress', true, ingress({ defaultBackend: to('web') })],
    ['a rule of an HTTPRoute', true, httpRoute({ rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] })],
    ['a rule of an HTTPRoute from another namespace is no way', false, httpRoute({ rules: [{ backendRefs: [{ name: 'web' }] }] }, { namespace: 'gateways' })],
    ['another Service is no way', false, ingress({ defaultBackend: to('api') })],
    ['a bucket is no way', false, ingress({ defaultBackend: { resource: { kind: 'Bucket', name: 'web' } } })],
    ['a reference to another kind is no way', false, httpRoute({ rules: [{ backendRefs: [{ name: 'web', kind: 'Bucket', group: 'x' }] }] })],
    ['no rules are no way', false, httpRoute({})],
  ])('%s', (_, expected, route) => {
    expect(names(workloadsOf(web + route)[0].routes)).toEqual(expected ? ['route'] : []);
  });

  test('across namespaces, if it says so', () => {
    const spaced = deployment({}, {}, { namespace: 'shop' }) + service('web', { selector: { app: 'web' } }, { namespace: 'shop' });
    const route = httpRoute({ rules: [{ backendRefs: [{ name: 'web', namespace: 'shop' }] }] }, { namespace: 'gateways' });
    expect(names(clusterIn(spaced + route).workloads[0].routes)).toEqual(['route']);
  });

  test('once, however many of its rules do', () => {
    const rules = ['a', 'b'].map(host => ({ host, http: { paths: [{ backend: to('web') }, { backend: to('web2') }] } }));
    const { routes } = workloadIn(web + service('web2', { selector: { app: 'web' } }) + ingress({ rules }));
    expect(names(routes)).toEqual(['route']);
  });

  test('with its hosts, routers and backends', () => {
    const rules = [{ host: 'a.example.com', http: { paths: [{ backend: { service: { name: 'web', port: { name: 'http' } } } }] } }];
    expect(workloadIn(web + ingress({ ingressClassName: 'nginx', rules })).routes).toMatchObject([{
      routers: ['nginx'],
      hosts: ['a.example.com'],
      backends: [{ service: 'web', port: 'http', namePath: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name'] }],
    }]);
    const annotated = ingress({ defaultBackend: to('web') }, { annotations: { 'kubernetes.io/ingress.class': 'alb' } });
    expect(workloadIn(web + annotated).routes[0].routers).toEqual(['alb']);
    const spec = { parentRefs: [{ name: 'public' }], hostnames: ['a.example.com'], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] };
    expect(workloadIn(web + httpRoute(spec)).routes).toMatchObject([{
      routers: ['public'], hosts: ['a.example.com'], backends: [{ service: 'web', port: 80, namePath: ['spec', 'rules', 0, 'backendRefs', 0, 'name'] }],
    }]);
  });

  test('with the hosts of its certificates, where no rule names one', () => {
    const tls = [{ hosts: ['a.example.com', 'b.example.com'] }];
    const hosts = (spec: object) => workloadIn(web + ingress({ defaultBackend: to('web'), tls, ...spec })).routes[0].hosts;
    expect(hosts({})).toEqual(['a.example.com', 'b.example.com']);
    expect(hosts({ ingressClassName: 'tailscale' })).toEqual(['a.example.com']);
    expect(hosts({ rules: [{ host: 'c.example.com' }] })).toEqual(['c.example.com']);
  });

  function workloadsOf(text: string): Workload[] {
    return clusterIn(text).workloads;
  }
});

describe('the serving container is', () => {
  const pod = {
    containers: [{ name: 'log' }, { name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }, { name: 'metrics', ports: [{ containerPort: 9090 }] }],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 15001 }] }],
  };
  const serving = (...others: string[]) => workloadIn(deployment({}, pod) + others.join('')).serving?.name;
  const to = (name: string, ...ports: object[]) => service(name, { selector: { app: 'web' }, ports });

  test.each<[string, string, string[]]>([
    ['the one that a Service finds by name', 'web', [to('a', { port: 80, targetPort: 'http' })]],
    ['the one that a Service finds by number', 'metrics', [to('a', { port: 80, targetPort: 9090 })]],
    ['the one with the port of the Service, if it names no other', 'web', [to('a', { port: 8080 })]],
    ['a sidecar, if the Service sends there', 'proxy', [to('a', { port: 80, targetPort: 'mesh' })]],
    ['that of the first port which leads anywhere', 'metrics', [to('a', { port: 1 }, { port: 9090 }, { port: 8080 })]],
    ['that of the first Service', 'metrics', [to('a', { port: 9090 }), to('b', { port: 8080 })]],
    ['that of a Service which users reach, before others', 'web',
      [to('a', { port: 9090 }), to('b', { port: 8080 }), object('networking.k8s.io/v1', 'Ingress', 'i', { defaultBackend: { service: { name: 'b' } } })]],
    ['the first, if a Service leads to no port that is listed', 'log', [to('a', { port: 80, targetPort: 'x' })]],
    ['the first, without any Service', 'log', []],
  ])('%s', (_, name, others) => {
    expect(serving(...others)).toBe(name);
  });
});

test('a thousand Services and budgets in one namespace find their pods among a thousand', () => {
  const text = Array.from({ length: 1000 }, (_, i) => object('apps/v1', 'Deployment', `web-${i}`, {
    template: { metadata: { labels: { part: 'shop', app: `web-${i}` } } },
  }) + service(`web-${i}`, { selector: { part: 'shop', app: `web-${i}` } })
    + budget(`web-${i}`, { matchExpressions: [{ key: 'app', operator: 'In', values: ['other', `web-${i}`] }] })).join('');
  const { workloads } = clusterIn(text);
  expect(workloads.filter(({ name, services, budgets }) => `${names(services)} ${names(budgets)}` !== `${name} ${name}`)).toEqual([]);
});

test('where every selector fits every pod, nothing is judged rather than something wrong', () => {
  const { clusters, problems } = read(Array.from({ length: 1100 }, (_, i) =>
    deployment({}, {}, { name: `web-${i}` }).replace('{', '---\n{') + service(`web-${i}`, { selector: { app: 'web' } })).join(''));
  expect(clusters[0].objects).toHaveLength(2200);
  expect(clusters[0].workloads).toEqual([]);
  expect(shown(problems)).toEqual([expect.stringMatching(new RegExp('^app.yaml:\\d+ error: It takes more than 1000000 comparisons to find out which pods '
    + 'belong to which Service, budget or route, so nothing was judged\\. Split the files, or use selectors that match fewer pods\\.$'))]);
});

test('a StatefulSet and a DaemonSet are workloads; a Job is not one, nor an object that only has the name of a Deployment', () => {
  const { objects, workloads } = clusterIn(['StatefulSet', 'DaemonSet'].map(kind => object('apps/v1', kind, 'a')).join('')
    + object('batch/v1', 'Job', 'a') + object('example.com/v1', 'Deployment', 'foreign'));
  expect(objects.map(({ kind }) => kind)).toEqual(['StatefulSet', 'DaemonSet', 'Job', 'Deployment']);
  expect(workloads.map(({ kind }) => kind)).toEqual(['StatefulSet', 'DaemonSet']);
});
