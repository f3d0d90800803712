import { edited, Fix, FixOptions } from './edited';
import { ClusterProfile } from '../../analysis/cluster-profile';
import { raisedGracePeriod } from '../../analysis/pod/grace-period';
import { hookTimeOf } from '../../analysis/pod/stop-delay';
import { routerOf } from '../../analysis/traffic/router';
import { SLEEP_MINOR } from '../../intent/kubernetes-version';
import { Container, hookSeconds, isMapping, ManifestSet, Path, showPath, Workload, WORKLOAD_PATHS } from '../../manifests';
import type { FixEdit } from '../rule';

/** Whether the cluster has the sleep action. */
export function hasSleepAction({ kubernetesMinor }: ClusterProfile): boolean {
  return kubernetesMinor >= SLEEP_MINOR;
}

/** A hook that sleeps, instead of the one at `hook`; uses a shell if the cluster has no sleep action. */
export function sleepingHook(hook: Path, seconds: number, profile: ClusterProfile): FixEdit {
  return hasSleepAction(profile)
    ? { path: hook, value: { sleep: { seconds } } }
    : { path: hook, value: { exec: { command: shellSleep(seconds) } } };
}

/** The same if there is no hook. */
export function addedSleepingHook(hook: Path, seconds: number, profile: ClusterProfile): FixEdit {
  return hasSleepAction(profile)
    ? { path: [...hook, 'sleep', 'seconds'], value: seconds }
    : { path: [...hook, 'exec', 'command'], value: shellSleep(seconds) };
}

function shellSleep(seconds: number): string[] {
  return ['/bin/sh', '-c', `sleep ${seconds}`];
}

/** The duration of a container's hook, or the one it should have if it is unknown or the hook does not wait. */
export function requiredDelay(
  container: Container,
  workload: Workload,
  profile: ClusterProfile,
  manifests: ManifestSet,
): number {
  const seconds = container === workload.serving ? hookTimeOf(workload) : hookSeconds(container.preStop);
  return Math.ceil(seconds || routerOf(workload, profile, manifests).deregistrationDelay);
}

/** A fix by which SIGTERM comes after `delay` seconds instead of `was`, with the grace period that this needs. */
export function withGracePeriod(
  edit: FixEdit, delay: number, was: number, workload: Workload, profile: ClusterProfile, options: FixOptions = {},
): Fix {
  const grace = raisedGracePeriod(delay, was, workload, profile);
  const isShell = edit.path.includes('command') || isMapping(edit.value) && 'exec' in edit.value;
  return edited([edit, ...grace === undefined ? [] : [graceEdit(grace)]], {
    ...isShell && { byHand: 'that the image has a shell' },
    ...options,
  });
}

/** The grace period that a workload should have. */
export function graceEdit(seconds: number): FixEdit {
  return { path: WORKLOAD_PATHS.gracePeriod, value: seconds };
}

/** ` and spec.template.spec.terminationGracePeriodSeconds to 40`, or empty if there is room. */
export function raisedGracePeriodClause(delay: number, was: number, workload: Workload, profile: ClusterProfile, and: string = ' and'): string {
  const grace = raisedGracePeriod(delay, was, workload, profile);
  return grace === undefined ? '' : `${and} ${showPath(WORKLOAD_PATHS.gracePeriod)} to ${grace}`;
}
