// The picture at the top of README.md: an update of a plain Deployment with three pods, as `rehearse` recorded it.
//
// The file recorded-rehearsal.json has the data of that run that the picture shows: answers per second, failures, and the lives of pods.
// They were read back from the first picture, whose report was not kept, and give the same bytes. This command draws such a
// picture on a cluster, from manifests without probes and hooks, of an application that names its version in a header:
//
//   npx cdk8s-zero-downtime rehearse before.yaml after.yaml --context test --namespace rh-svg --from-cluster \
//     --version-header x-version --out rehearsal.svg
import { readFileSync } from 'node:fs';
import { Cause } from '../../src/rehearse/explain/cause';
import { Attempt, FailureKind } from '../../src/rehearse/load/attempt';
import { PodLife } from '../../src/rehearse/observe/pod-life';
import { Rehearsal, Run } from '../../src/rehearse/rehearsal';
import { rehearsalAsSvg } from '../../src/report/rehearsal/svg';

/** Times are milliseconds since the disturbance began. */
interface Recorded {
  readonly id: string;
  readonly kubernetes: string;
  readonly context: string;
  readonly namespace: string;
  readonly phases: { readonly quiet: number; readonly disturbance: number; readonly after: number; readonly end: number };
  readonly answered: readonly { readonly version: string; readonly second: number; readonly count: number }[];
  readonly failed: readonly { readonly at: number; readonly count: number; readonly kind: FailureKind }[];
  readonly pods: readonly RecordedPod[];
  readonly causes: readonly { readonly kind: FailureKind; readonly cause: Cause; readonly event: string }[];
}

interface RecordedPod {
  readonly name: string;
  readonly revision: string;
  readonly created?: number;
  readonly ready?: number;
  readonly deleted?: number;
  readonly exited?: number;
  readonly gone?: number;
}

export function recordedRehearsalAsSvg(file: string): string {
  return rehearsalAsSvg(rehearsalOf(JSON.parse(readFileSync(file, 'utf8'))));
}

function rehearsalOf(recorded: Recorded): Rehearsal {
  const { id, kubernetes, context, namespace } = recorded;
  const load = {
    origin: 'http://web', rate: 50, ramp: 5, streams: [], requests: [], slowRequests: [], slowRate: 0, expect: [], timeout: 2000,
  };
  return { id, kubernetes, context, namespace, disturbance: { kind: 'update' }, load, runs: [runOf(recorded)], predictions: [] };
}

function runOf({ phases: { quiet, disturbance, after, end }, answered, failed, pods, causes }: Recorded): Run {
  const request = { stream: 'new', late: 0, took: 0, method: 'GET', path: '/' } as const;
  const attempts: Attempt[] = [
    ...answered.flatMap(({ version, second, count }) => repeated(count, { ...request, due: Math.max(quiet, second * 1000), version })),
    ...failed.flatMap(({ at, count, kind }) => repeated(count, { ...request, due: at, failure: kind })),
  ];
  return {
    phases: [
      { name: 'quiet', from: quiet, to: disturbance },
      { name: 'disturbance', from: disturbance, to: after },
      { name: 'after', from: after, to: end },
    ],
    attempts,
    pods: pods.map(pod => lifeOf(pod, quiet)),
    notes: [],
    explanations: causes.map(each => ({ ...each, streams: [], count: 0, from: 0, to: 0 })),
  };
}

function repeated(count: number, attempt: Attempt): Attempt[] {
  return Array.from({ length: count }, () => attempt);
}

/** A pod that was not created in the run was ready from its beginning. Without a hook, SIGTERM is due at the deletion. */
function lifeOf({ name, revision, created, ready, deleted, exited, gone }: RecordedPod, begin: number): PodLife {
  return {
    name,
    controller: 'Deployment web',
    revision,
    created,
    readiness: [{ at: ready ?? begin, ready: true }],
    deleted,
    sigtermDue: deleted,
    exits: exited === undefined ? [] : [{ at: exited, container: 'web', code: 0, reason: 'Completed' }],
    gone,
  };
}
