import { placeOf } from './containers';
import { booleanAt, Container, numberAt, placeAt, rootOf, startsAsRoot, Workload } from '../../manifests';

const SECURITY = 'securityContext';
const POD = ['spec', 'template', 'spec'];

/** Containers that the kubelet refuses to start: they must not run as root, and neither they nor their image name another user. */
export function refusedAsRoot(workload: Workload): Container[] {
  const { object, containers, sidecars, initContainers } = workload;
  const pod = placeAt(rootOf(object.json), POD);
  return [...containers, ...sidecars, ...initContainers].filter(container => {
    const place = placeOf(workload, container);
    const mustNotBeRoot = booleanAt(place, [SECURITY, 'runAsNonRoot']) ?? booleanAt(pod, [SECURITY, 'runAsNonRoot']);
    const user = numberAt(place, [SECURITY, 'runAsUser']) ?? numberAt(pod, [SECURITY, 'runAsUser']);
    return mustNotBeRoot === true && user === undefined && startsAsRoot(container.image);
  });
}
