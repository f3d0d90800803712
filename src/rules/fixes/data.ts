import { HeldData } from '../../analysis/scaling/held-data';
import { servesRequests } from '../../analysis/traffic/router';
import { ACKNOWLEDGE } from '../../intent/acknowledgement';
import { intentPath, rootOf, showPath, valueAt, Workload, WORKLOAD_PATHS } from '../../manifests';
import { shorten } from '../../text';
import type { FixEdit } from '../rule';
import { edited, Fix } from './edited';

/** `image mysql:8.0.36, ReadWriteOnce PersistentVolumeClaim data`. */
export function dataInWords({ store, claim, ownClaim, hostPath }: HeldData): string {
  return [
    ...store ? [`image ${shorten(store.image)}`] : [],
    ...claim ? [`PersistentVolumeClaim ${shorten(claim.name)}, ${claim.single ?? 'which is not in these manifests'}`] : [],
    ...ownClaim !== undefined ? [`volumeClaimTemplates ${shorten(ownClaim)}, a volume for each pod`] : [],
    ...hostPath !== undefined ? [`hostPath ${shorten(hostPath)}`] : [],
  ].join('; ');
}

/** The annotation that acknowledges a rule. */
export function acknowledging(rule: string): string {
  return showPath(intentPath(`${ACKNOWLEDGE}${rule}`));
}

/** The remedy for pods that hold data, which never runs a second one beside the first. */
export function keepsData(data: HeldData, keep: string, rule: string): string {
  return `Keep ${keep}, and set ${acknowledging(rule)} to the reason, or ${movedData(data)}.`;
}

/** A remedy that is more than an edit; continues a sentence. */
export function movedData({ store }: HeldData): string {
  return store
    ? 'run it where its data is replicated: by an operator, as a StatefulSet with its own replication, or as a managed service'
    : 'first move its data to a store that several pods may write to at once, such as a database';
}

/** Stops the old pod before the new one starts, and acknowledges it with the reason. */
export function recreated(workload: Workload, data: HeldData): Fix {
  const rollingUpdate = WORKLOAD_PATHS.maxSurge.slice(0, -1);
  const edits: FixEdit[] = [
    { path: WORKLOAD_PATHS.strategy, value: 'Recreate' },
    ...servesRequests(workload) ? [{ path: intentPath(`${ACKNOWLEDGE}recreate-strategy`), value: `Only one pod at a time may hold its data: ${dataInWords(data)}` }] : [],
    ...valueAt(rootOf(workload.object.json), rollingUpdate) === undefined ? [] : [{ path: rollingUpdate, value: undefined }],
  ];
  return edited(edits, { or: movedData(data), byHand: 'whether users can do without it during each update' });
}
