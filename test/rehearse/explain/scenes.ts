import { clustersOf, ManifestSet, parseManifests } from '../../../src/manifests';
import { explain } from '../../../src/rehearse/explain/explain';
import { Explanation } from '../../../src/rehearse/explain/explanation';
import { Attempt, FailureKind } from '../../../src/rehearse/load/attempt';
import { PodLife } from '../../../src/rehearse/observe/pod-life';
import { exampleManifests } from '../../../src/rules/examples';
import { Settings } from '../../../src/settings';

/** When constructed runs begin; the disturbance comes 10 s later, and all times of tests are seconds from here. */
const START = Date.UTC(2026, 0, 1);
export const DISTURBED = 10;

export const at = (seconds: number): number => START + seconds * 1000;

/** A service without findings, changed by the example of a rule. */
export function manifests(example: string = ''): ManifestSet {
  return clustersOf(parseManifests('web.yaml', exampleManifests(example)).objects).clusters[0];
}

/** Seconds in place of milliseconds, and what all pods have. */
export interface Life extends Partial<Omit<PodLife, 'readiness' | 'exits'>> {
  readonly ready?: readonly number[];
  readonly notReady?: readonly number[];
  readonly exits?: readonly { readonly at: number; readonly code: number; readonly reason?: string }[];
}

/** A pod that has run for long, unless it says otherwise. */
export function pod(name: string, life: Life = {}): PodLife {
  const { ready = [-100], notReady = [], exits = [], controller = 'Deployment shop/web', revision = 'old', gracePeriod, node, ...times } = life;
  const instants = Object.fromEntries(Object.entries(times).map(([key, value]) => [key, at(value as number)]));
  return {
    name,
    controller,
    revision,
    node,
    gracePeriod,
    readiness: [...ready.map(turn => ({ at: at(turn), ready: true })), ...notReady.map(turn => ({ at: at(turn), ready: false }))]
      .sort((one, other) => one.at - other.at),
    exits: exits.map(exit => ({ ...exit, at: at(exit.at), container: 'web' })),
    ...instants,
  };
}

/** Always ready, so that there is no outage. */
export const OTHER = pod('web-other');

/** A request that failed at an instant. */
export function failed(seconds: number, kind: FailureKind = 'refused', more: Partial<Attempt> = {}): Attempt {
  const { took = 5 } = more;
  return { stream: 'new', due: at(seconds) - took, late: 0, took, method: 'GET', path: '/', failure: kind, ...more };
}

export interface Circumstances {
  readonly before?: ManifestSet;
  readonly after?: ManifestSet;
  readonly settings?: Settings;
}

/** What is said about failures among such pods. */
export function explained(
  attempts: readonly Attempt[], pods: readonly PodLife[],
  { before, after = manifests(), settings = { kubernetesMinor: 34 } }: Circumstances = {},
): Explanation[] {
  const phases = [
    { name: 'quiet' as const, from: at(0), to: at(DISTURBED) },
    { name: 'disturbance' as const, from: at(DISTURBED), to: at(100) },
    { name: 'after' as const, from: at(100), to: at(105) },
  ];
  return explain({ phases, attempts, pods, notes: [] }, { before, after }, settings);
}
