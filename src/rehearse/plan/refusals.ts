import { elsewhere } from './applied';
import { ClusterState, PlanOptions, WorkloadUnderTest } from './plan';
import { hostRefusals } from './served-hosts';
import { trackerRefusals } from './trackers';
import { ManifestObject } from '../../manifests';
import { listWords, shorten } from '../../text';
import { MADE_BY_REHEARSAL } from '../labels';

/** Reasons against a rehearsal, and remedies. */
export function refusalsOf(
  options: PlanOptions, before: readonly ManifestObject[] | undefined, after: readonly ManifestObject[],
  workloads: readonly WorkloadUnderTest[], state: ClusterState,
): string[] {
  const objects = [...before ?? [], ...after];
  const outside = elsewhereRefusals(options, objects, state);
  return [
    ...namespaceRefusals(options, state),
    ...state.unfinished.map(id =>
      `Rehearsal ${shorten(id)} of this namespace was not cleaned. Run \`rehearse --clean ${shorten(id)} --context ${shorten(options.context.name)} --namespace ${options.namespace}\` first.`),
    ...outside,
    ...options.inPlace ? [] : hostRefusals(objects, state.routesElsewhere ?? []),
    ...trackerRefusals([...objects, ...state.live], state.suspended),
    ...disturbanceRefusals(options, before !== undefined, workloads, state, outside.length > 0),
  ];
}

function namespaceRefusals({ namespace, inPlace, id, context }: PlanOptions, { namespace: found }: ClusterState): string[] {
  if (namespace.startsWith('kube-')) { return [`Namespace ${namespace} belongs to the cluster itself. Name another one with --namespace.`]; }
  if (inPlace) { return found ? [] : [`There is no namespace ${shorten(namespace)} to rehearse in. Leave out --in-place, and it is created and deleted.`]; }
  if (!found) { return []; }
  const owner = found.labels[MADE_BY_REHEARSAL];
  if (owner === undefined) {
    return [`Namespace ${shorten(namespace)} was not created by a rehearsal, so its objects may be in use. `
      + 'Name one that does not exist, or add --in-place: then its objects are changed, and restored at the end.'];
  }
  return owner === id ? [] : [`Namespace ${shorten(namespace)} belongs to rehearsal ${shorten(owner)}. Run \`rehearse --clean ${shorten(owner)} --context ${shorten(context.name)} --namespace ${shorten(namespace)}\` first.`];
}

function elsewhereRefusals({ namespace }: PlanOptions, objects: readonly ManifestObject[], state: ClusterState): string[] {
  const others = elsewhere(objects, namespace, state);
  if (others.length === 0) { return []; }
  const names = [...new Set(others.map(object => `${object.kind} ${shorten(object.name)}`))];
  const where = listWords([...new Set(others.map(object => shorten(object.namespace!)))]);
  return [`${names[0]}${names.length > 1 ? ` and ${names.length - 1} more are` : ' is'} in namespace ${where}, but a rehearsal changes only one namespace: ${
    shorten(namespace)}. Render the manifests for one namespace, and name it with --namespace.`];
}

const RESTARTED = ['Deployment', 'StatefulSet', 'DaemonSet'];

function disturbanceRefusals(
  { disturbance, inPlace }: PlanOptions, hasBefore: boolean, workloads: readonly WorkloadUnderTest[], { node }: ClusterState,
  isElsewhere: boolean,
): string[] {
  if (workloads.length === 0) { return isElsewhere ? [] : ['These manifests have no workload whose pods could be disturbed. Name the manifests of a Deployment.']; }
  const others = workloads.filter(({ kind }) => !RESTARTED.includes(kind)).map(({ kind, name }) => `${kind} ${shorten(name)}`);
  switch (disturbance.kind) {
    case 'update': return hasBefore ? [] : ['An update needs two sides. Name what runs before it, too, or use --restart.'];
    case 'restart': return others.map(each => `kubectl cannot restart ${each}. Rehearse an update or --evict.`);
    case 'rollback': return [
      ...others.map(each => `kubectl cannot roll back ${each}. Rehearse an update to the manifests before.`),
      ...hasBefore || inPlace ? [] : ['A rollback needs two sides: the version that it returns to, and the one that it replaces. Name both.'],
    ];
    case 'evict': return [];
    case 'drain': {
      if (!node) { return [`The cluster has no node ${shorten(disturbance.node)}. \`kubectl get nodes\` lists them.`]; }
      return node.isCordoned ? [`Node ${shorten(disturbance.node)} is already cordoned, perhaps by a drain. Uncordon it, or name another one.`] : [];
    }
    case 'scale': return workloads.flatMap(({ kind, name, hasAutoscaler }) => {
      if (kind === 'DaemonSet') { return [`DaemonSet ${shorten(name)} has a pod on each node and cannot be scaled.`]; }
      return hasAutoscaler ? [`An autoscaler sets the replicas of ${kind} ${shorten(name)}, and would revert --scale. Remove it for the rehearsal.`] : [];
    });
  }
}
