import { ClusterProfile } from '../../analysis/cluster-profile';
import { raisedGracePeriod } from '../../analysis/pod/grace-period';
import { hookTimeOf } from '../../analysis/pod/stop-delay';
import { routerOf } from '../../analysis/traffic/router';
import { SLEEP_MINOR } from '../../intent/kubernetes-version';
import { Container, hookSeconds, ManifestSet, Path, showPath, Workload, WORKLOAD_PATHS } from '../../manifests';

/** Whether the cluster has the sleep action. */
export function hasSleepAction({ kubernetesMinor }: ClusterProfile): boolean {
  return kubernetesMinor >= SLEEP_MINOR;
}

/** The hook that sleeps, for images with a shell: `sleep.seconds 10`, or what older clusters have in its place. */
export function sleepingHook(seconds: number, profile: ClusterProfile): string {
  return hasSleepAction(profile) ? `sleep.seconds ${seconds}` : `exec.command ["/bin/sh", "-c", "sleep ${seconds}"]`;
}

/** Tells to write that hook: `hook` is where a preStop hook stands. */
export function setSleepingHook(hook: Path, seconds: number, profile: ClusterProfile): string {
  return hasSleepAction(profile)
    ? `Set ${showPath([...hook, 'sleep', 'seconds'])} to ${seconds}`
    : `Set ${showPath([...hook, 'exec', 'command'])} to ["/bin/sh", "-c", "sleep ${seconds}"]`;
}

/** What the hook of a container takes, or should take if that cannot be told. */
export function requiredDelay(
  container: Container,
  workload: Workload,
  profile: ClusterProfile,
  manifests: ManifestSet,
): number {
  const seconds = container === workload.serving ? hookTimeOf(workload) : hookSeconds(container.preStop);
  return Math.ceil(seconds ?? routerOf(workload, profile, manifests).deregistrationDelay);
}

/** A remedy by which SIGTERM comes after `delay` seconds instead of `was`, with the grace period that this needs; ends the sentence. */
export function withGracePeriod(remedy: string, delay: number, was: number, workload: Workload, profile: ClusterProfile): string {
  return `${remedy}${raisedGracePeriodClause(delay, was, workload, profile, remedy.startsWith('Set ') ? ', and' : ', and set')}.`;
}

/** ` and spec.template.spec.terminationGracePeriodSeconds to 40`, or nothing where there is room. */
export function raisedGracePeriodClause(delay: number, was: number, workload: Workload, profile: ClusterProfile, and: string = ' and'): string {
  const grace = raisedGracePeriod(delay, was, workload, profile);
  return grace === undefined ? '' : `${and} ${showPath(WORKLOAD_PATHS.gracePeriod)} to ${grace}`;
}
