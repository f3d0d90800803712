import { deployment, workloadIn } from './reading';
import { INTENT_KEYS, INTENT_PREFIX } from '../../src/intent/annotations';
import { CONTAINER_PATHS, intentPath, PROBE_PATHS, rootOf, valueAt, WorkloadOf, WORKLOAD_PATHS } from '../../src/manifests';

const deploymentIn = (text: string) => workloadIn(text) as WorkloadOf<'Deployment'>;
const container = (fields: object) => workloadIn(deployment({}, { containers: [{ name: 'web', image: 'web:1', ...fields }] })).containers[0];

test("a Deployment without fields has the API server's defaults", () => {
  expect(workloadIn(deployment())).toEqual({
    object: expect.objectContaining({ name: 'web' }),
    name: 'web',
    namespace: undefined,
    declaredReplicas: undefined,
    replicas: { min: 1, max: 1 },
    paused: false,
    strategy: { type: 'RollingUpdate', maxSurge: '25%', maxUnavailable: '25%' },
    kind: 'Deployment',
    minReady: 0,
    progressDeadline: 600,
    revisionHistoryLimit: 10,
    gracePeriod: 30,
    selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
    podLabels: { app: 'web' },
    podAnnotations: {},
    containers: [],
    initContainers: [],
    sidecars: [],
    readinessGates: [],
    serving: undefined,
    intent: { acknowledged: {} },
    services: [],
    budgets: [],
    autoscalers: [],
    routes: [],
  });
});

test('a Deployment has the numbers that it states', () => {
  expect(workloadIn(deployment({
    replicas: 4,
    paused: true,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2, maxUnavailable: '10%' } },
    minReadySeconds: 5,
    progressDeadlineSeconds: 300,
    revisionHistoryLimit: 0,
  }, {
    terminationGracePeriodSeconds: 0,
    readinessGates: [{ conditionType: 'cloud.google.com/load-balancer-neg-ready' }],
  }))).toMatchObject({
    declaredReplicas: 4,
    replicas: { min: 4, max: 4 },
    paused: true,
    strategy: { type: 'RollingUpdate', maxSurge: 2, maxUnavailable: '10%' },
    minReady: 5,
    progressDeadline: 300,
    revisionHistoryLimit: 0,
    gracePeriod: 0,
    readinessGates: ['cloud.google.com/load-balancer-neg-ready'],
  });
});

test('replicas: 0 is not replaced by a default', () => {
  expect(workloadIn(deployment({ replicas: 0 }))).toMatchObject({ declaredReplicas: 0, replicas: { min: 0, max: 0 } });
});

test.each([
  [{ maxSurge: 1 }, 1, '25%'],
  [{ maxUnavailable: 0 }, '25%', 0],
  [{ maxSurge: null, maxUnavailable: null }, '25%', '25%'],
])('rollingUpdate %j leaves the other default', (rollingUpdate, maxSurge, maxUnavailable) => {
  expect(deploymentIn(deployment({ strategy: { rollingUpdate } })).strategy).toEqual({ type: 'RollingUpdate', maxSurge, maxUnavailable });
});

test('Recreate knows no surge', () => {
  expect(deploymentIn(deployment({ strategy: { type: 'Recreate' } })).strategy).toEqual({ type: 'Recreate' });
});

test('null is as good as absent', () => {
  const nothing = { replicas: null, strategy: null, minReadySeconds: null, progressDeadlineSeconds: null };
  const empty = { containers: null, initContainers: null, terminationGracePeriodSeconds: null, readinessGates: null };
  expect(workloadIn(deployment(nothing, empty))).toMatchObject({
    replicas: { min: 1, max: 1 }, strategy: { type: 'RollingUpdate' }, progressDeadline: 600, gracePeriod: 30, containers: [],
  });
});

test("a probe without fields has the API server's defaults, and so does one with 0", () => {
  const timing = { initialDelay: 0, period: 10, timeout: 1, failureThreshold: 3, successThreshold: 1 };
  expect(container({ readinessProbe: {} }).readiness).toEqual({ timing, check: { kind: 'unknown' }, gracePeriod: undefined });
  const zero = { initialDelaySeconds: 0, periodSeconds: 0, timeoutSeconds: 0, failureThreshold: 0, successThreshold: 0 };
  expect(container({ readinessProbe: zero }).readiness?.timing).toEqual(timing);
});

test('each probe has its numbers, and what it asks', () => {
  const { startup, readiness, liveness } = container({
    startupProbe: { tcpSocket: { port: 'http' }, periodSeconds: 2, failureThreshold: 31 },
    readinessProbe: { httpGet: { path: '/ready', port: 8080, scheme: 'HTTPS', host: 'x' }, initialDelaySeconds: 7, timeoutSeconds: 2, successThreshold: 2 },
    livenessProbe: { grpc: { port: 9000 }, terminationGracePeriodSeconds: 10 },
  });
  expect(startup).toEqual({
    timing: { initialDelay: 0, period: 2, timeout: 1, failureThreshold: 31, successThreshold: 1 }, check: { kind: 'tcpSocket', port: 'http' },
  });
  expect(readiness).toEqual({
    timing: { initialDelay: 7, period: 10, timeout: 2, failureThreshold: 3, successThreshold: 2 },
    check: { kind: 'httpGet', path: '/ready', port: 8080, scheme: 'HTTPS', host: 'x' },
  });
  expect(liveness).toMatchObject({ check: { kind: 'grpc', port: 9000, service: '' }, gracePeriod: 10 });
});

test.each([
  [{ httpGet: { port: 80 } }, { kind: 'httpGet', path: '/', port: 80, scheme: 'HTTP' }],
  [{ exec: { command: ['cat', '/ready'] } }, { kind: 'exec', command: ['cat', '/ready'] }],
  [{ grpc: { port: 1, service: 'x' } }, { kind: 'grpc', port: 1, service: 'x' }],
  [{ something: {} }, { kind: 'unknown' }],
])('the probe %j asks %j', (probe, check) => {
  expect(container({ livenessProbe: probe }).liveness?.check).toEqual(check);
});

test.each([
  [{ sleep: { seconds: 10 } }, { kind: 'sleep', seconds: 10 }],
  [{ sleep: {} }, { kind: 'sleep', seconds: 0 }],
  [{ exec: { command: ['/bin/sh', '-c', 'sleep 10'] } }, { kind: 'exec', command: ['/bin/sh', '-c', 'sleep 10'], seconds: 10 }],
  [{ exec: { command: ['/stop'] } }, { kind: 'exec', command: ['/stop'], seconds: undefined }],
  [{ httpGet: { port: 'admin' } }, { kind: 'httpGet', path: '/', port: 'admin', scheme: 'HTTP' }],
  [{ httpGet: { path: '/drain', port: 80, scheme: 'HTTPS' } }, { kind: 'httpGet', path: '/drain', port: 80, scheme: 'HTTPS' }],
  [{ tcpSocket: { port: 80 } }, { kind: 'unknown' }],
  [{}, { kind: 'unknown' }],
  [null, undefined],
])('the hook %j is read as %j', (preStop, hook) => {
  expect(container({ lifecycle: { preStop } }).preStop).toEqual(hook);
});

test('containers, init containers and sidecars are told apart', () => {
  const { containers, initContainers, sidecars } = workloadIn(deployment({}, {
    containers: [
      { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }, { name: 'metrics', containerPort: 90, protocol: 'UDP' }] },
      { name: 'other', image: 'other:1' },
    ],
    initContainers: [{ name: 'migrate', image: 'm:1' }, { name: 'proxy', image: 'p:1', restartPolicy: 'Always' }, { name: 'wait', image: 'w:1' }],
  }));
  expect(containers.map(({ name, image, path }) => [name, image, path])).toEqual([
    ['web', 'web:1', ['spec', 'template', 'spec', 'containers', 0]],
    ['other', 'other:1', ['spec', 'template', 'spec', 'containers', 1]],
  ]);
  expect(containers[0].ports).toEqual([{ name: undefined, number: 80, protocol: 'TCP' }, { name: 'metrics', number: 90, protocol: 'UDP' }]);
  expect(initContainers.map(({ name }) => name)).toEqual(['migrate', 'wait']);
  expect(sidecars.map(({ name, path }) => [name, path])).toEqual([['proxy', ['spec', 'template', 'spec', 'initContainers', 1]]]);
});

test('the paths lead from each field to what it was read from', () => {
  const probe = {
    initialDelaySeconds: 1,
    periodSeconds: 2,
    timeoutSeconds: 3,
    failureThreshold: 4,
    successThreshold: 5,
    terminationGracePeriodSeconds: 6,
  };
  const workload = deploymentIn(deployment({
    replicas: 11,
    minReadySeconds: 12,
    progressDeadlineSeconds: 13,
    revisionHistoryLimit: 14,
    strategy: { rollingUpdate: { maxSurge: 15, maxUnavailable: 16 } },
  }, {
    terminationGracePeriodSeconds: 17,
    containers: [{ name: 'web', image: 'web:1', startupProbe: probe, readinessProbe: probe, livenessProbe: probe }],
  }, { annotations: { [`${INTENT_PREFIX}handover`]: '18s' } }));
  const at = (path: readonly (string | number)[]) => valueAt(rootOf(workload.object.json), path);

  const { maxSurge, maxUnavailable } = workload.strategy as any;
  const fields = { ...workload, maxSurge, maxUnavailable };
  for (const field of ['declaredReplicas', 'minReady', 'progressDeadline', 'revisionHistoryLimit', 'gracePeriod', 'maxSurge', 'maxUnavailable'] as const) {
    expect([field, at(WORKLOAD_PATHS[field])]).toEqual([field, fields[field]]);
  }
  const [web] = workload.containers;
  expect(at([...web.path, ...CONTAINER_PATHS.image])).toBe(web.image);
  for (const kind of ['startup', 'readiness', 'liveness'] as const) {
    const { timing, gracePeriod } = web[kind]!;
    for (const [field, value] of Object.entries({ ...timing, gracePeriod })) {
      expect([field, at([...web.path, ...CONTAINER_PATHS[kind], ...PROBE_PATHS[field as keyof typeof PROBE_PATHS]])])
        .toEqual([field, value]);
    }
  }
  expect(at(intentPath(INTENT_KEYS.handover))).toBe(`${workload.intent.handover}s`);
});

test.each(['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'])('a Deployment of %s is a workload', apiVersion => {
  expect(workloadIn(deployment().replace('apps/v1', apiVersion)).name).toBe('web');
});
