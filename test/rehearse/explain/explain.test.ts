import { at, explained, failed, manifests, OTHER, pod } from './scenes';
import { Attempt } from '../../../src/rehearse/load/attempt';

const kind = 'kind: Deployment';
const container = (fields: string) => `{ ${kind}, spec: { template: { spec: { containers: [{ name: web, ${fields} }] } } } }`;
const NO_HOOK = container('lifecycle: null');
const NO_READINESS = container('readinessProbe: null, startupProbe: null');
const GRACE = (seconds: number) => `{ ${kind}, spec: { template: { spec: { terminationGracePeriodSeconds: ${seconds} } } } }`;
const RECREATE = `{ ${kind}, spec: { strategy: { type: Recreate, rollingUpdate: null } } }`;

const causesOf = (...of: Parameters<typeof explained>) => explained(...of).map(({ cause, rule }) => [cause, rule?.id]);

test('a run without failures has no explanation', () => {
  const answered: Attempt = { ...failed(20), failure: undefined, status: 200 };
  expect(explained([answered], [pod('web-1', { deleted: 19.9 }), OTHER], { after: manifests(NO_HOOK) })).toEqual([]);
});

test('a request that the client could not send is not a failure of the service', () => {
  expect(explained([failed(20, 'not-sent')], [pod('web-1', { deleted: 19.9 }), OTHER])).toEqual([]);
});

describe('a pod that exited at once on SIGTERM', () => {
  const AT_ONCE = pod('web-1', { deleted: 20, sigtermDue: 20, gracePeriod: 30, exits: [{ at: 20.3, code: 0 }], endpointRemoved: 20.4, gone: 21 });

  test('explains that requests were still sent to it, and names the missing hook with its object and fix', () => {
    const [explanation, ...more] = explained([failed(20.5), failed(21, 'refused', { stream: 'keep' })], [AT_ONCE, OTHER], { after: manifests(NO_HOOK) });
    expect(more).toEqual([]);
    expect(explanation).toEqual({
      kind: 'refused',
      cause: 'still-routed',
      streams: ['new', 'keep'],
      count: 2,
      from: at(20.5),
      to: at(21),
      event: 'web-1 was deleted 0.5 s before the first of them, and its container web exited with code 0: requests were still sent to it.',
      rule: {
        id: 'prestop-missing',
        object: 'Deployment shop/web',
        message: expect.stringContaining('preStop'),
        fix: expect.stringContaining('preStop'),
      },
    });
  });

  test('names no rule where the manifests have none of those', () => {
    expect(causesOf([failed(20.5)], [AT_ONCE, OTHER])).toEqual([['still-routed', undefined]]);
  });

  test('is found in a namespace that the rehearsal made', () => {
    const elsewhere = { ...AT_ONCE, controller: 'Deployment rehearsal-1/web' };
    expect(causesOf([failed(20.5)], [elsewhere, { ...OTHER, controller: elsewhere.controller }], { after: manifests(NO_HOOK) }))
      .toEqual([['still-routed', 'prestop-missing']]);
  });

  test('is explained by the manifests that it ran with, not by those that replaced it', () => {
    expect(causesOf([failed(20.5)], [AT_ONCE, OTHER], { before: manifests(NO_HOOK), after: manifests() })).toEqual([['still-routed', 'prestop-missing']]);
    expect(causesOf([failed(20.5)], [AT_ONCE, OTHER], { before: manifests(), after: manifests(NO_HOOK) })[0][1]).not.toBe('prestop-missing');
  });

  test('names the other pods to which the same happened', () => {
    const pods = [AT_ONCE, ...[2, 3, 4, 5, 6].map(i => pod(`web-${i}`, { deleted: 20 + i * 10, exits: [{ at: 20 + i * 10, code: 0 }] })), OTHER];
    const [{ count, event }] = explained([20, 40, 50, 60, 70, 80].map(second => failed(second + 0.5)), pods);
    expect([count, event]).toEqual([6, expect.stringMatching(/^web-1 was deleted 0\.5 s before .* The same applies to web-2, web-3 and 3 more\.$/)]);
  });

  test('explains a failure in the moment in which its deletion was on the way to the watch', () => {
    const slower = { ...AT_ONCE, exits: [{ at: at(23), code: 0, container: 'web' }] };
    const noHook = { after: manifests(NO_HOOK) };
    expect(causesOf([failed(19.95)], [AT_ONCE, OTHER], noHook)).toEqual([['still-routed', 'prestop-missing']]);
    expect(causesOf([failed(19.95)], [slower, OTHER], noHook)).toEqual([['stopped-serving', 'prestop-missing']]);
  });

  test.each([
    ['before', 19.5],
    ['long before', 17.9],
    ['long afterwards', 31],
  ])('explains no failure %s', (_, second) => {
    const [{ cause, rule }] = explained([failed(second)], [AT_ONCE, OTHER], { after: manifests(NO_HOOK) });
    expect([cause, rule]).toEqual(['unexplained', undefined]);
  });

  test('explains no status that only an application answers with', () => {
    expect(causesOf([failed(20.5, 'unexpected-status', { status: 404 })], [AT_ONCE, OTHER], { after: manifests(NO_HOOK) }))
      .toEqual([['unexplained', undefined]]);
  });
});

test('a pod that refuses after SIGTERM, while its process still runs', () => {
  const slow = pod('web-1', { deleted: 20, sigtermDue: 25, gracePeriod: 60, exits: [{ at: 50, code: 0 }] });
  const [{ cause, event }] = explained([failed(30, 'closed-before-answer-on-reused-connection')], [slow, OTHER]);
  expect([cause, event]).toEqual([
    'stopped-serving',
    'SIGTERM was due in web-1 5.0 s before, 5.0 s after its deletion, and its container web exited with code 0, 25 s after SIGTERM.',
  ]);
});

test('a pod in its stop delay explains nothing', () => {
  const delayed = pod('web-1', { deleted: 20, sigtermDue: 30, gracePeriod: 60, exits: [{ at: 35, code: 0 }] });
  expect(explained([failed(23)], [delayed, OTHER])[0].event)
    .toBe('No known cause matches: the nearest event is that web-1 was deleted, 3.0 s before.');
});

test('a slow request that SIGKILL cuts, with the grace period that is too short for it', () => {
  const cut = pod('web-1', { deleted: 20, sigtermDue: 30, gracePeriod: 12, exits: [{ at: 32.4, code: 137 }], gone: 33 });
  const [{ cause, rule, event }] = explained(
    [failed(32.2, 'truncated', { stream: 'slow', took: 8000 })], [cut, OTHER],
    { after: manifests(GRACE(12)), settings: { kubernetesMinor: 34, longestRequest: 10 } },
  );
  expect([cause, rule?.id]).toEqual(['killed', 'grace-period-too-short']);
  expect(event).toBe('web-1 was deleted 12 s before, and SIGKILL ended its container web at the end of its grace period of 12 s.');
});

describe('no ready endpoint', () => {
  const OLD = pod('web-1', { deleted: 20, sigtermDue: 20, exits: [{ at: 20.2, code: 0 }] });
  const NEW = pod('web-2', { created: 21, started: 22, ready: [30], revision: 'new' });

  test('is named with the strategy that leaves none', () => {
    const found = explained([failed(25), failed(27, 'timeout', { took: 2000 })], [OLD, NEW], { before: manifests(), after: manifests(RECREATE) });
    expect(found.map(({ cause, rule }) => [cause, rule?.id])).toEqual([['no-ready-endpoint', 'recreate-strategy'], ['no-ready-endpoint', 'recreate-strategy']]);
    expect(found[0].event).toBe('Deployment shop/web had had no ready pod for 5.0 s before.');
  });

  test('explains a connection that was tried then, and found unreachable later', () => {
    const update = { before: manifests(), after: manifests(RECREATE) };
    expect(causesOf([failed(45, 'unreachable', { took: 20_000 })], [OLD, NEW], update)).toEqual([['no-ready-endpoint', 'recreate-strategy']]);
  });

  test('of pods that are evicted at once is named with the missing budget, since a readiness probe would not have kept one', () => {
    const bare = manifests(`${NO_READINESS}\n---\n{ kind: PodDisruptionBudget, $patch: delete }`);
    expect(causesOf([failed(25)], [OLD, NEW], { after: bare })).toEqual([['no-ready-endpoint', 'pdb-missing']]);
  });

  test('is counted until a request was sent that timed out long after it', () => {
    const [{ event }] = explained([failed(55, 'timeout', { took: 30_000 })], [OLD, NEW], { before: manifests(), after: manifests(RECREATE) });
    expect(event).toBe('Deployment shop/web had had no ready pod for 5.0 s before it was sent.');
  });

  test('is absent while another pod is ready', () => {
    expect(causesOf([failed(29)], [OLD, NEW, OTHER])).toEqual([['still-routed', undefined]]);
  });

  test('is absent if a worker without a Service has no pod', () => {
    const worker = '---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: worker }, spec: { selector: { matchLabels: { app: worker } },'
      + ' strategy: { type: Recreate }, template: { metadata: { labels: { app: worker } }, spec: { containers: [{ name: web, image: "a:1" }] } } } }';
    const job = pod('worker-1', { controller: 'Deployment shop/worker', deleted: 20, exits: [{ at: 20.2, code: 0 }] });
    expect(causesOf([failed(25)], [OTHER, job], { after: manifests(worker) })).toEqual([['unexplained', undefined]]);
  });

  test('is absent for a workload that another one has replaced', () => {
    const replaced = { ...OLD, controller: 'Deployment shop/old' };
    expect(causesOf([failed(60)], [replaced, OTHER])).toEqual([['unexplained', undefined]]);
  });
});

describe('a request that timed out', () => {
  const gone = (name: string, deleted: number) =>
    pod(name, { deleted, gracePeriod: 30, exits: [{ at: deleted + 0.1, code: 0 }] });

  test('is counted from when it was sent, with the pod that was deleted before it, not while its client waited', () => {
    const late = failed(55.2, 'timeout', { took: 35_000 });
    const [{ event, from, to }] = explained([late], [gone('web-1', 20), gone('web-2', 22), OTHER]);
    expect([from, to]).toEqual([at(20.2), at(20.2)]);
    expect(event).toBe(
      'web-1 was deleted 0.2 s before it was sent, and its container web exited with code 0: requests were still sent to it.');
  });

  test('is cut by a pod that was deleted later', () => {
    const [{ event }] = explained([failed(30, 'timeout', { took: 10_000 })], [gone('web-1', 25), OTHER]);
    expect(event).toMatch(/^web-1 was deleted 5.0 s before it timed out, and /);
  });
});

describe('a new pod', () => {
  const EARLY = pod('web-2', { created: 19, started: 20, ready: [20.1], revision: 'new' });
  const OLD = pod('web-1', { deleted: 20.2, sigtermDue: 30, gracePeriod: 45, exits: [{ at: 31, code: 0 }] });

  const UPDATE = { before: manifests(), after: manifests(NO_READINESS) };

  test('that was ready before it worked is named with the missing readiness probe', () => {
    const failures = [failed(20.4), failed(21), failed(22.5)];
    const [{ cause, rule, event }] = explained(failures, [EARLY, OLD, OTHER], UPDATE);
    expect([cause, rule?.id]).toEqual(['ready-too-early', 'readiness-missing']);
    expect(event).toBe('web-2, a new pod, became ready 0.3 s before the first of them, 0.1 s after it had started.');
  });

  test('stays the cause while failures follow each other, although an old pod stops in between', () => {
    const burst = Array.from({ length: 30 }, (_, i) => failed(20.5 + i * 0.5));
    expect(causesOf(burst, [EARLY, OLD, OTHER], UPDATE).map(([, rule]) => rule)).toEqual(['readiness-missing']);
  });

  test('does not cause a failure before it was ready, or much later', () => {
    expect(causesOf([failed(15), failed(60)], [EARLY, OTHER], { after: manifests(NO_READINESS) })).toEqual([['unexplained', undefined]]);
  });

  test('does not hide that an old pod stops, where a weak finding is all there is about new pods', () => {
    const stopping = pod('web-1', { deleted: 20.2, sigtermDue: 20.2, exits: [{ at: 20.6, code: 0 }] });
    const [{ cause }] = explained([failed(20.7)], [EARLY, stopping, OTHER], { after: manifests(`{ ${kind}, spec: { minReadySeconds: 0 } }`) });
    expect(cause).toBe('still-routed');
  });

  test('whose version answers with an error is said to be of the application', () => {
    const good: Attempt = { ...failed(1), failure: undefined, status: 200, version: '1' };
    const [{ cause, event, rule }] = explained([good, failed(60, 'unexpected-status', { status: 404, version: '2' })], [EARLY, OTHER]);
    expect([cause, event, rule]).toEqual(['new-version', 'Version 2, which did not answer before the disturbance, answered with 404.', undefined]);
  });
});

describe('a container that ends in a pod that nothing deleted', () => {
  test.each([
    ['oom-killed', { code: 137, reason: 'OOMKilled' }, 'container web was killed since it used more memory than its limit'],
    ['container-crashed', { code: 1, reason: 'Error' }, 'container web crashed with exit code 1'],
    ['container-restarted', { code: 143 }, 'container web ended with exit code 143 although the pod was not deleted, as after a failed liveness probe'],
  ])('is %s', (name, exit, words) => {
    const [{ cause, event }] = explained([failed(30)], [pod('web-1', { exits: [{ at: 29, ...exit }] }), OTHER]);
    expect([cause, event]).toEqual([name, `1.0 s before, in web-1, ${words}.`]);
  });

  test('explains no failure if the pod had not been ready', () => {
    const crashing = pod('web-1', { created: 20, ready: [], exits: [{ at: 29, code: 1 }] });
    expect(causesOf([failed(30)], [crashing, OTHER])).toEqual([['unexplained', undefined]]);
  });

  test('is named in the quiet phase, too', () => {
    expect(causesOf([failed(5)], [pod('web-1', { exits: [{ at: 4.5, code: 1 }] }), OTHER])).toEqual([['container-crashed', undefined]]);
  });
});

test('a pod that lost its readiness, with a probe that fails at the first error', () => {
  const flipping = pod('web-1', { ready: [-100, 40], notReady: [30] });
  const once = container('readinessProbe: { failureThreshold: 1 }');
  expect(causesOf([failed(28, 'server-error', { status: 503 })], [flipping, OTHER], { after: manifests(once) }))
    .toEqual([['readiness-lost', 'readiness-failure-threshold-one']]);
});

test.each([
  ['new pods have', '---\n{ kind: Deployment, spec: { template: { metadata: { labels: { tier: front } } } } }'],
  ['no pod has', ''],
])('a pod that its Service selects no longer, with the selector that asks for a label that %s', (_, labels) => {
  const left = pod('web-1', { endpointRemoved: 20 });
  const after = manifests(`{ kind: Service, spec: { selector: { app: web, tier: front } } }\n${labels}`);
  expect(causesOf([failed(21, 'server-error', { status: 503 })], [left, OTHER], { before: manifests(), after }))
    .toEqual([['removed-from-service', 'service-selector-tightened']]);
});

test('a failure in the quiet phase is blamed on no update', () => {
  const [{ cause, event, rule }] = explained([failed(5)], [pod('web-1', { deleted: 12 }), OTHER], { after: manifests(NO_HOOK) });
  expect([cause, rule]).toEqual(['quiet', undefined]);
  expect(event).toBe('Before the disturbance began, so such requests also fail without it.');
});

test('a failure far from all events has no cause and no rule', () => {
  const [{ cause, event, rule }] = explained([failed(60)], [pod('web-1', { deleted: 20, exits: [{ at: 20, code: 0 }] }), OTHER], { after: manifests(NO_HOOK) });
  expect([cause, event, rule]).toEqual(['unexplained', 'No pod event within 10 s.', undefined]);
});

test('ten thousand failures are explained in a moment', () => {
  const pods = Array.from({ length: 30 }, (_, i) => pod(`web-${i}`, { deleted: 20 + i, sigtermDue: 20 + i, exits: [{ at: 20.2 + i, code: 0 }] }));
  const found = explained(Array.from({ length: 10_000 }, (_, i) => failed(11 + i / 200)), [...pods, OTHER]);
  expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
}, 5_000);
