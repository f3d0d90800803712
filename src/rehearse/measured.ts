import { PodLife } from './observe/pod-life';

/**
 * Seconds from the beginning of a disturbance until the last pod of a controller that it stopped was removed, and the last one that
 * it created was ready; undefined without such pods.
 */
export function measuredSeconds(controller: string, from: number, pods: readonly PodLife[]): number | undefined {
  const turns = pods
    .filter(pod => pod.controller === controller)
    .flatMap(({ gone, readiness }) => [gone, readiness.find(({ ready }) => ready)?.at])
    .flatMap(at => at !== undefined && at > from ? [at] : []);
  const last = Math.max(...turns);
  return Number.isFinite(last) ? (last - from) / 1000 : undefined;
}
