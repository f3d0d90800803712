import { Target } from '../../analysis/cluster-profile';
import { graceForDelay } from '../../analysis/pod/grace-period';
import { routerOf } from '../../analysis/traffic/router';
import { SLEEP_MINOR } from '../../intent/kubernetes-version';
import { Container, hookSeconds, ManifestSet, Path, showPath, Workload, WORKLOAD_PATHS } from '../../manifests';

/** Whether the cluster has the sleep action. */
export function sleepKnown({ kubernetesMinor }: Target): boolean {
  return kubernetesMinor >= SLEEP_MINOR;
}

/** The hook that sleeps, for images with a shell: `sleep.seconds 10`, or what older clusters have in its place. */
export function sleepingHook(seconds: number, target: Target): string {
  return sleepKnown(target) ? `sleep.seconds ${seconds}` : `exec.command ["/bin/sh", "-c", "sleep ${seconds}"]`;
}

/** Tells to write that hook: `hook` is where a preStop hook stands. */
export function setSleepingHook(hook: Path, seconds: number, target: Target): string {
  return sleepKnown(target)
    ? `Set ${showPath([...hook, 'sleep', 'seconds'])} to ${seconds}`
    : `Set ${showPath([...hook, 'exec', 'command'])} to ["/bin/sh", "-c", "sleep ${seconds}"]`;
}

/** What the hook of a container takes, or should take if that cannot be told. */
export function wantedDelay({ preStop }: Container, workload: Workload, target: Target, manifests: ManifestSet): number {
  return Math.ceil(hookSeconds(preStop) ?? routerOf(workload, target, manifests).deregistrationDelay);
}

/** A remedy by which SIGTERM comes after `delay` seconds instead of `was`, with the grace period that this needs; ends the sentence. */
export function withRoom(remedy: string, delay: number, was: number, workload: Workload, target: Target): string {
  return `${remedy}${roomFor(delay, was, workload, target, remedy.startsWith('Set ') ? ', and' : ', and set')}.`;
}

/** ` and spec.template.spec.terminationGracePeriodSeconds to 40`, or nothing where there is room. */
export function roomFor(delay: number, was: number, workload: Workload, target: Target, and: string = ' and'): string {
  const grace = graceForDelay(delay, was, workload, target);
  return grace === undefined ? '' : `${and} ${showPath(WORKLOAD_PATHS.gracePeriod)} to ${grace}`;
}
