import { numbers } from './numbers';
import { span } from '../../src/lifecycle';
import { Scene } from '../../src/timeline/model';
import { timelineOf } from '../../src/timeline/timeline-of';

const { start, stop, users } = numbers();

test('a service whose numbers add up loses no request, and says how long everything takes', () => {
  const { warnings, figures } = timelineOf(numbers());
  expect(warnings).toEqual([]);
  expect(figures).toEqual({
    replicas: { min: 2, max: 2 },
    timeToAvailable: span(11, 5 + 23 + 10),
    update: span(22, 76),
    updateWithStop: span(32, 116),
    leastAvailable: 2,
    peakPods: 2 + 2,
    progressDeadline: 360,
    drain: span(5 + 10, 30 + 40 + 2),
    evictionsAtOnce: 1,
    stopDelay: 10,
    sigkill: 45,
  });
});

test('an update is drawn pod by pod: each old one stops when a new one is available', () => {
  const { update } = timelineOf(numbers());
  expect(update.lanes.map(({ label, phases }) => [label, ...phases.map(({ kind, from, to }) => `${kind} ${from}-${Math.round(to)}`)])).toEqual([
    ['1 old pod', 'serving 0-38', 'stopping 38-48', 'draining 48-78'],
    ['1 old pod', 'serving 0-76', 'stopping 76-86', 'draining 86-116'],
    ['1 new pod', 'starting 0-28', 'proving 28-38', 'serving 38-128'],
    ['1 new pod', 'starting 38-66', 'proving 66-76', 'serving 76-128'],
  ]);
  expect(update.capacity)
    .toEqual([{ at: 0, pods: 2 }, { at: 28, pods: 3 }, { at: 38, pods: 2 }, { at: 66, pods: 3 }, { at: 76, pods: 2 }]);
});

test('a drain waits for the replacement before it takes the next pod', () => {
  const { drain } = timelineOf(numbers());
  expect(drain.lanes.filter(({ revision }) => revision === 'old').map(({ sigterm }) => sigterm)).toEqual([10, 40]);
  expect(drain.capacity[0]).toEqual({ at: 0, pods: 1 });
});

const single = { replicas: { min: 1, max: 1 } };
const covering = { ...stop, stopDelay: 40, gracePeriod: 75 };
const phasesOf = ({ lanes }: Scene) => lanes.map(({ phases }) => phases.map(({ kind, from, to }) => `${kind} ${from}-${Math.round(to)}`));

test('a single pod that stops after its replacement is ready serves until then, so its drain is not an outage', () => {
  const { drain } = timelineOf(numbers({ ...single, stop: covering }));
  expect(phasesOf(drain)[0]).toEqual(['covering 0-28', 'stopping 28-40', 'draining 40-70']);
  expect(drain.capacity).toEqual([{ at: 0, pods: 1 }]);
});

test('a single pod that stops before its replacement is ready serves until SIGTERM, then no pod does', () => {
  const { drain } = timelineOf(numbers(single));
  expect(phasesOf(drain)[0]).toEqual(['covering 0-10', 'draining 10-40']);
  expect(drain.capacity).toEqual([{ at: 0, pods: 1 }, { at: 10, pods: 0 }, { at: 28, pods: 1 }]);
});

test('behind a router without terminating endpoints a stopping pod serves no new request', () => {
  const { drain } = timelineOf(numbers({ ...single, stop: covering, usesTerminatingEndpoints: false }));
  expect(phasesOf(drain)[0]).toEqual(['stopping 0-40', 'draining 40-70']);
  expect(drain.capacity).toEqual([{ at: 0, pods: 0 }, { at: 28, pods: 1 }]);
});

test('a stopping pod gets no request while another one is ready', () => {
  const { update, drain } = timelineOf(numbers());
  expect(JSON.stringify([update, drain.lanes[0]])).not.toContain('covering');
});

test('a drain says that all pods are on the node', () => {
  expect(timelineOf(numbers()).drain.premise).toBe('all pods on one node');
});

test('the totals say in plain words what capacity and peak are', () => {
  const totals = timelineOf(numbers({ replicas: { min: 2, max: 10 } })).totals.map(({ label, value, from }) => `${label} ${value}: ${from}`);
  expect(totals).toEqual(expect.arrayContaining([
    'Least capacity 2 of 2 pods: available at every moment of an update (replicas - maxUnavailable)',
    'Peak 15 pods: at once in an update at 10 replicas, with new and stopping ones, so the nodes need room for all of them',
  ]));
});

test.each([
  ['allows no eviction', [{ maxUnavailable: 0 }], 'the budget allows no eviction'],
  ['allows no eviction after rounding', [{ minAvailable: '90%' }], 'the budget allows no eviction'],
  ['is one of two', [{ maxUnavailable: 1 }, { maxUnavailable: 1 }], '2 budgets select the same pods: the API server rejects every eviction'],
])('a drain is blocked where the budget %s', (_, budgets, blocked) => {
  const { drain, figures, totals } = timelineOf(numbers({ budgets }));
  expect(drain.blocked).toBe(blocked);
  expect(figures.drain).toBeUndefined();
  expect(totals.find(({ label }) => label === 'Node drain')).toEqual({ label: 'Node drain', value: 'blocked', from: blocked });
});

test('without a budget a drain takes all pods at once, which a stop delay covers if the owner says what a replacement needs', () => {
  expect(timelineOf(numbers({ budgets: [] })).warnings).toEqual(['A drain may evict all pods at once: no pod serves for up to 28 s.']);
  const long = { ...stop, stopDelay: 30, gracePeriod: 65 };
  expect(timelineOf(numbers({ budgets: [], stop: long, handover: 30 })).warnings).toEqual([]);
  expect(timelineOf(numbers({ budgets: [], stop: long, handover: 28, usesTerminatingEndpoints: false })).warnings)
    .toEqual(['A drain may evict all pods at once: no pod serves for up to 28 s.']);
});

test('names the signal that stops a pod', () => {
  const { totals, warnings } = timelineOf(numbers({ stopSignal: 'SIGQUIT', stop: { ...stop, stopDelay: 0 } }));
  expect(totals.find(({ label }) => label === 'Stop')?.value).toBe('SIGQUIT after 0 s, SIGKILL after 45 s');
  expect(warnings).toEqual(['For 10 s after SIGQUIT, routers still send to each stopping pod: those requests fail.']);
});

test.each([
  ['no stop delay', { stop: { ...stop, stopDelay: 0 } }, 'For 10 s after SIGTERM, routers still send to each stopping pod: those requests fail.'],
  ['a short grace period', { stop: { ...stop, gracePeriod: 30 }, users: { ...users, areCut: true } }, 'SIGKILL cuts off requests that need 30 s, and 5 s to exit: 15 s are missing.'],
  ['a worker with a short grace period', { stop: { ...stop, gracePeriod: 30 }, users: { ...users, work: 'jobs' as const, areCut: true } }, 'SIGKILL cuts off jobs that need 30 s, and 5 s to exit: 15 s are missing.'],
  ['a hook that takes the grace period', { stop: { ...stop, stopDelay: 45 }, users: { ...users, areCut: true } }, 'SIGKILL follows SIGTERM after 2 s, and cuts off requests that take longer.'],
  ['no readiness probe', { users: { ...users, reachUnready: true } }, 'Pods get requests before they can answer: there is no readiness probe.'],
  ['a slow start', { start: { ...start, application: span(0, 60) } }, 'A start of 60 s is interrupted by a restart: the probe does not wait that long.'],
  ['a short deadline', { progressDeadline: 30 }, 'A healthy slow start is reported as a failed rollout.'],
  ['a deadline for nodes that have the image', { progressDeadline: 200 }, 'A healthy slow start on a new node is reported as a failed rollout.'],
  ['a deadline not above minReadySeconds', { progressDeadline: 10 }, 'The API server rejects the Deployment: its progressDeadlineSeconds does not exceed minReadySeconds.'],
  ['no pod without load', { users: { ...users, mayFindNoPod: true } }, 'Without load, no pod runs: the first request waits for a start, or fails.'],
  ['Recreate', { replacement: { kind: 'allAtOnce' as const } }, 'Every update is an outage of 1 s to 58 s: all old pods stop before a new one starts.'],
  ['100 % unavailable', { replacement: { kind: 'rolling' as const, maxSurge: 0, maxUnavailable: '100%' } }, 'An update may remove all pods at once.'],
  [
    'half of the pods unavailable',
    { replacement: { kind: 'rolling' as const, maxSurge: 0, maxUnavailable: '50%' } },
    'An update removes 1 of 2 pods before their replacements are ready: the others must carry all requests.',
  ],
])('with %s it says what users will feel', (_, changes, warning) => {
  expect(timelineOf(numbers(changes)).warnings).toContain(warning);
});

test.each([
  ['users send no requests', {
    users: { ...users, sendRequests: false }, budgets: [], replacement: { kind: 'allAtOnce' as const }, stop: { ...stop, stopDelay: 0 },
  }],
  ['the longest start is a guess', { isStartStated: false, progressDeadline: 30 }],
  ['stable pods are beside the only one', { replicas: { min: 1, max: 1 }, budgets: [], users: { ...users, havePodsBeside: true } }],
  ['no pod runs that could be drained', { replicas: { min: 0, max: 2 }, budgets: [] }],
])('does not mention users if %s', (_, changes) => {
  expect(timelineOf(numbers(changes)).warnings).toEqual([]);
});

test('Recreate behind a router without terminating endpoints is an outage from the first second of the stop', () => {
  const { warnings } = timelineOf(numbers({ replacement: { kind: 'allAtOnce' }, usesTerminatingEndpoints: false }));
  expect(warnings[0]).toBe('Every update is an outage of 11 s to 68 s: all old pods stop before a new one starts.');
});

test('Recreate starts the new pods when the old ones are gone', () => {
  const { update, figures, totals } = timelineOf(numbers({ replacement: { kind: 'allAtOnce' } }));
  expect(update.lanes.map(({ label, phases }) => [label, phases[0].from])).toEqual([['2 old pods', 0], ['2 new pods', 40]]);
  expect(update.capacity.some(({ pods }) => pods === 0)).toBe(true);
  expect(figures).toMatchObject({ leastAvailable: 0, peakPods: 2 });
  expect(totals.find(({ label }) => label === 'Least capacity')!.from).toBe('Recreate stops all pods before it creates new ones');
});

test('over the range of an autoscaler it names the longest update and the most pods', () => {
  const { figures, totals } = timelineOf(numbers({ replicas: { min: 2, max: 10 } }));
  expect(figures).toMatchObject({ update: span(2 * 11, 10 * 38), leastAvailable: 2, peakPods: 10 + 1 + 4 });
  expect(totals.find(({ label }) => label === 'Update')!.from).toContain('2 waves at 2 replicas, 10 waves at 10');
});

test('the longest update may be that of a number in between', () => {
  const replacement = { kind: 'rolling' as const, maxSurge: '25%', maxUnavailable: '25%' };
  expect(timelineOf(numbers({ replacement, replicas: { min: 2, max: 10 } })).figures.update).toEqual(span(2 * 11, 3 * 38));
});

test('a drain over the limit of a provider is named', () => {
  const { totals } = timelineOf(numbers({ stop: { ...stop, stopDelay: 900, gracePeriod: 1000 } }));
  expect(totals.find(({ label }) => label === 'Node drain')!.from).toContain('over the limit of EKS, 15 min');
});
