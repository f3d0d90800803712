import { acknowledging } from './data';
import { edited, Fix } from './edited';
import { isScaledObject, maximumPath } from '../../analysis/scaling/autoscaler';
import { servesRequests } from '../../analysis/traffic/router';
import { Autoscaler, ManifestObject, numberAt, Path, rootOf, showPath, Workload, WORKLOAD_PATHS } from '../../manifests';
import { capitalize, shorten } from '../../text';

const REPLICAS = WORKLOAD_PATHS.declaredReplicas;

/**
 * Hands replicas over to an autoscaler, so that pods keep running whether or not an apply sets the field.
 */
export function handedOver(workload: Workload): Fix {
  const most = mostReplicas(workload);
  if (most === undefined) {
    const { object: { kind, name }, path } = unsaidMaximum(workload);
    return { fix: `Set ${showPath(path)} of ${kind} ${shorten(name)} and ${showPath(REPLICAS)} to the same number, ${ONLY_ADDS}, or ${takenOut(workload)}.` };
  }
  const written = edited([{ path: REPLICAS, value: most }], { so: ONLY_ADDS, or: takenOut(workload), byHand: 'whether each apply may start that many pods for some minutes' });
  if (servesRequests(workload)) { return written; }
  // The autoscaler stops idle workers again, but until then they use database connections.
  return { ...written, fix: `${capitalize(takenOut(workload))}, or set ${showPath(REPLICAS)} to ${most}, so that each apply starts that many pods for some minutes.` };
}

const ONLY_ADDS = 'so that an apply only adds pods';

/** The highest maximum of the autoscalers; undefined if that is a default. */
export function mostReplicas({ autoscalers, replicas }: Workload): number | undefined {
  return autoscalers.every(isMaximumSaid) ? replicas.max : undefined;
}

function unsaidMaximum({ autoscalers }: Workload): { readonly object: ManifestObject; readonly path: Path } {
  const autoscaler = autoscalers.find(found => !isMaximumSaid(found))!;
  return { object: autoscaler.object, path: maximumPath(autoscaler) };
}

function takenOut({ kind, name, namespace }: Workload): string {
  const where = namespace === undefined ? '' : ` -n ${shorten(namespace)}`;
  return `if kubectl applies it, run kubectl apply edit-last-applied ${kind.toLowerCase()}/${shorten(name)}${where}, remove ${showPath(REPLICAS)} there `
    + `and then in this manifest, and give that as the reason in ${acknowledging('autoscaler-adoption-resets-replicas')}`;
}

function isMaximumSaid(autoscaler: Autoscaler): boolean {
  return !isScaledObject(autoscaler) || numberAt(rootOf(autoscaler.object.json), maximumPath(autoscaler)) !== undefined;
}
