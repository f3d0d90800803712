import { restarts } from '../pod-template';
import { counterparts, runningAmong } from './service-steps';
import { KnownPods, knownPodsOf } from '../../../analysis/traffic/known-pods';
import { Service, ServicePort } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { perUpdate, Update } from '../update';

/** Pods that a Service sends to before and after, as they are and as they will be. */
export interface Replaced {
  readonly before: KnownPods;
  readonly after: KnownPods;
  /** Whether the pods are replaced; it takes a while to find out. */
  restarts(): boolean;
}

const groupsAfter = perUpdate(({ after }) => new Map(after.podOwners.map(group => [group.object, group])));

/** The pods that run and that the Service goes on sending to, as far as it is known what is in them. */
export function replacedPods({ before, after }: Change<Service>, update: Update): Replaced[] {
  return runningAmong(update, update.before.selected.get(before.object) ?? [], after.selector).flatMap(group => {
    const next = groupsAfter(update).get(counterparts(update).afterOf.get(group.object)!);
    const [old, now] = [knownPodsOf(group), next && knownPodsOf(next)];
    const isServer = group.object.kind !== 'Job' && group.object.kind !== 'CronJob';
    return old && now && isServer ? [{ before: old, after: now, restarts: () => restarts({ before: old, after: now }) }] : [];
  });
}

/** Whether something listens where a port of a Service leads; declared or not, a number that is named somewhere counts. */
export function hasPort(pods: KnownPods, { targetPort, protocol }: Pick<ServicePort, 'targetPort' | 'protocol'>): boolean {
  if (typeof targetPort === 'string') { return pods.portNames.has(`${targetPort}/${protocol}`); }
  return pods.portNumbers.size === 0 || pods.portNumbers.has(targetPort) || pods.mentions(targetPort);
}

/** Whether nothing listens yet where a port of a Service will lead, as far as declarations and what the new pods say can tell. */
export function lacksPort(pods: KnownPods, port: ServicePort, next: KnownPods): boolean {
  if (typeof port.targetPort === 'string' || pods.portNumbers.size > 0) { return !hasPort(pods, port); }
  return !pods.mentions(port.targetPort) && (next.portNumbers.has(port.targetPort) || next.mentions(port.targetPort));
}

/** The number that a port of a Service leads to. */
export function numberOf(pods: KnownPods, { targetPort, protocol }: Pick<ServicePort, 'targetPort' | 'protocol'>): number | undefined {
  if (typeof targetPort === 'number') { return targetPort; }
  return pods.containers.flatMap(({ ports }) => ports).find(port => port.name === targetPort
    && port.protocol === protocol)?.number;
}

export function portsInWords({ containers }: KnownPods): string {
  const ports = containers.flatMap(container => container.ports).map(({ name, number }) => name === undefined ? `${number}` : `${number} (${name})`);
  return shorten(ports.length === 0 ? 'none' : ports.join(', '), 200);
}
