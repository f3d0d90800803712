import { restarts } from '../pod-template';
import { counterparts, runningAmong } from './service-steps';
import { KnownPods, knownPodsOf } from '../../../analysis/traffic/known-pods';
import { Service, ServicePort } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { perUpdate, Update } from '../update';

/** Pods that a Service sends to before and after the update. */
export interface Replaced {
  readonly before: KnownPods;
  readonly after: KnownPods;
  /** Whether the pods are replaced; computed lazily, since it is expensive. */
  restarts(): boolean;
}

const groupsAfter = perUpdate(({ after }) => new Map(after.podOwners.map(group => [group.object, group])));

/** The running pods that the Service keeps sending to, as far as their containers are known. */
export function replacedPods({ before, after }: Change<Service>, update: Update): Replaced[] {
  return runningAmong(update, update.before.selected.get(before.object) ?? [], after.selector).flatMap(group => {
    const next = groupsAfter(update).get(counterparts(update).afterOf.get(group.object)!);
    const [old, now] = [knownPodsOf(group), next && knownPodsOf(next)];
    const isServer = group.object.kind !== 'Job' && group.object.kind !== 'CronJob';
    return old && now && isServer ? [{ before: old, after: now, restarts: () => restarts({ before: old, after: now }) }] : [];
  });
}

/** Whether a container listens where a port of a Service leads; a number that is mentioned anywhere counts, declared or not. */
export function hasPort(pods: KnownPods, { targetPort, protocol }: Pick<ServicePort, 'targetPort' | 'protocol'>): boolean {
  if (typeof targetPort === 'string') { return pods.portNames.has(`${targetPort}/${protocol}`); }
  return pods.portNumbers.size === 0 || pods.portNumbers.has(targetPort) || pods.mentions(targetPort);
}

/** Whether no container listens yet where a port of a Service will lead, as far as declarations and the new pods show. */
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
