import { at, DISTURBED, explained, manifests } from './explain/scenes';
import { Attempt, Stream } from '../../src/rehearse/load/attempt';
import { LoadPlan } from '../../src/rehearse/load/load-plan';
import { PodLife } from '../../src/rehearse/observe/pod-life';
import { Rehearsal, Run } from '../../src/rehearse/rehearsal';

const PLAN: LoadPlan = {
  origin: 'https://shop.example.com',
  rate: 50,
  ramp: 5,
  streams: ['new', 'keep', 'slow'],
  requests: [{ path: '/orders', headers: { authorization: 'Bearer secret' } }],
  slowRequests: [{ path: '/slow?ms=3000' }],
  slowRate: 2,
  expect: [{ from: 200, to: 399 }],
  timeout: 10_000,
  versionHeader: 'x-version',
};

/** The events of a constructed run. All times are seconds. */
export interface Course {
  readonly pods?: number;
  /** From the start of a new pod to its readiness. */
  readonly start?: number;
  readonly stopDelay?: number;
  /** What fails: so many of a kind, from a pod's exit on. */
  readonly failures?: readonly (Partial<Attempt> & { readonly from: number; readonly count: number })[];
  readonly unfinished?: string;
  readonly late?: number;
}

/** Pods are replaced one after the other, under 50 requests in a second; deterministic. */
export function run({ pods = 3, start = 4, stopDelay = 5, failures = [], unfinished, late = 0 }: Course = {}): Run {
  const each = start + 2;
  const end = DISTURBED + pods * each + stopDelay + 1;
  const lives = Array.from({ length: pods }, (_, i) =>
    [old(i, DISTURBED + (i + 1) * each, stopDelay), fresh(i, DISTURBED + i * each, start)]).flat();
  const share = (second: number) => Math.min(1, Math.max(0, (second - DISTURBED - each) / (pods * each)));
  const good = Array.from({ length: (end + 5) * 50 }, (_, i): Attempt => ({
    stream: streamOf(i),
    due: at(i / 50),
    late: i % 100 < late ? 80 : 1,
    took: streamOf(i) === 'slow' ? 3000 + i % 20 : 10 + i * 7 % 23,
    method: 'GET',
    path: '/orders',
    status: 200,
    version: i * 37 % 100 < share(i / 50) * 100 ? '2.0.0' : '1.4.2',
  }));
  const bad = failures.flatMap(({ from, count, ...more }) => Array.from({ length: count }, (_, i): Attempt => ({
    stream: 'new', due: at(from + i * 0.04), late: 1, took: 3, method: 'GET', path: '/orders', failure: 'refused', ...more,
  })));
  const attempts = [...good.slice(0, good.length - bad.length), ...bad].sort((one, other) => one.due - other.due);
  return {
    phases: [
      { name: 'quiet', from: at(0), to: at(DISTURBED) },
      { name: 'disturbance', from: at(DISTURBED), to: at(end) },
      ...unfinished === undefined ? [{ name: 'after' as const, from: at(end), to: at(end + 5) }] : [],
    ],
    attempts,
    pods: lives,
    notes: [{ at: at(DISTURBED), text: 'applied AFTER' }, { at: at(end), text: 'the last old pod is gone' }],
    explanations: explained(attempts, lives, {
      after: manifests('{ kind: Deployment, spec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } } }'),
    }),
    unfinished,
  };
}

export function rehearsal(runs: readonly Run[] = [run()], more: Partial<Rehearsal> = {}): Rehearsal {
  return {
    id: 'r-7f3a',
    kubernetes: '1.34.4',
    context: 'kind-shop',
    namespace: 'shop',
    disturbance: { kind: 'update' },
    load: PLAN,
    runs,
    predictions: [{ label: 'Update of Deployment shop/web', predicted: { best: 20, worst: 41 }, measured: runs.map((_, i) => 24 + i) }],
    ...more,
  };
}

/** Thirty-seven failures, of three kinds. */
export const FAILURES: NonNullable<Course['failures']> = [
  { from: 16.3, count: 22, failure: 'refused', detail: 'ECONNREFUSED' },
  { from: 16.2, count: 10, failure: 'closed-before-answer-on-reused-connection', stream: 'keep' },
  { from: 13.6, count: 5, failure: 'truncated', stream: 'slow', took: 2600, status: 200 },
];

function streamOf(i: number): Stream {
  if (i % 25 === 0) { return 'slow'; }
  return i % 2 === 0 ? 'new' : 'keep';
}

function old(i: number, deleted: number, stopDelay: number): PodLife {
  return {
    name: `web-6d8f7c9b5-${suffix(i)}`,
    controller: 'Deployment shop/web',
    revision: '6d8f7c9b5',
    node: `node-${i % 3}`,
    readiness: [{ at: at(-60), ready: true }],
    deleted: at(deleted),
    gracePeriod: 30,
    sigtermDue: at(deleted + stopDelay),
    endpointRemoved: at(deleted + 0.1),
    exits: [{ at: at(deleted + stopDelay + 0.2), container: 'web', code: 0 }],
    gone: at(deleted + stopDelay + 1),
  };
}

function fresh(i: number, created: number, start: number): PodLife {
  return {
    name: `web-74c9d6f8b-${suffix(i + 40)}`,
    controller: 'Deployment shop/web',
    revision: '74c9d6f8b',
    node: `node-${i % 3}`,
    created: at(created),
    started: at(created + 1),
    readiness: [{ at: at(created + start), ready: true }],
    exits: [],
  };
}

function suffix(i: number): string {
  return (i * 7919 + 46656).toString(36).padStart(5, 'x');
}
