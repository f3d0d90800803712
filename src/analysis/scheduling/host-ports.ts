import { booleanAt, listAt, numberAt, Path, rootOf, stringAt, Workload } from '../../manifests';
import { shorten } from '../../text';
import { perWorkload } from '../memoize';
import { POD_SPEC } from '../pod/pod-spec';

/** A resource of the node that only one pod at a time can use. */
export interface NodePort {
  readonly path: Path;
  readonly what: string;
}

const HOST_NETWORK = [...POD_SPEC, 'hostNetwork'];

/** The host ports of a pod, because of which a node has room for only one pod. */
export const nodePorts = perWorkload(({ object, containers, sidecars }): NodePort[] => {
  const root = rootOf(object.json);
  const shared = booleanAt(root, HOST_NETWORK) ? [{ path: HOST_NETWORK, what: 'The pods use the network of their nodes' }] : [];
  return [...shared, ...[...containers, ...sidecars].flatMap(container => listAt(root, [...container.path, 'ports']).flatMap(port => {
    const number = numberAt(port, ['hostPort']);
    const address = stringAt(port, ['hostIP']);
    const of = address === undefined ? 'of its node' : `of its node at ${shorten(address)}`;
    return number ? [{ path: [...port.path, 'hostPort'], what: `Container ${shorten(container.name)} uses port ${number} ${of}` }] : [];
  }))];
});

/** Whether the scheduler never places two of its pods on one node; with hostNetwork, each port is a host port. */
export function fillsNode(workload: Workload): boolean {
  return nodePorts(workload)
    .some(({ path }) => path !== HOST_NETWORK || workload.containers.some(({ ports }) => ports.length > 0));
}
