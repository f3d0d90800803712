import { listAt, mappingAt, Path, rootOf, showPath, stringAt, Workload, WORKLOAD_PATHS } from '../../manifests';
import { shorten } from '../../manifests/show';
import { workloadRule } from '../support/workload-rule';

export const drainEmptydirLocalStorage = workloadRule({
  id: 'drain-emptydir-local-storage',
  // It costs money rather than requests, and many clusters are told not to mind.
  severity: 'info',
  title: 'A scratch volume that holds its node',
  impact: 'The cluster autoscaler never removes a node with such a pod, and `kubectl drain` refuses it without --delete-emptydir-data.',
  why: 'What an emptyDir or hostPath holds is lost with the pod, and nothing says that it may be.',
  fix: 'List the volumes that hold nothing of worth in the annotation cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes of the pods.',
  reference: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-types-of-pods-can-prevent-ca-from-removing-a-node',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    metadata: { annotations: { cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes: tmp } }
    spec: { volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }] }
`,
  },
  judge: workload => {
    const local = localVolumes(workload);
    if (local.length === 0 || annotation(workload, SAFE) !== undefined) { return undefined; }
    const listed = new Set((annotation(workload, SAFE_VOLUMES) ?? '').split(',').map(name => name.trim()));
    return local.filter(({ name }) => !listed.has(name)).map(({ name, path }) => ({
      path,
      message: `Volume ${shorten(name)} lives on the node, so the cluster autoscaler never removes a node with a pod of ${shorten(workload.name)}.`,
      fix: `Add ${shorten(name)} to ${showPath([...WORKLOAD_PATHS.podAnnotations, SAFE_VOLUMES])} if it holds nothing of worth.`,
    }));
  },
});

const SAFE = 'cluster-autoscaler.kubernetes.io/safe-to-evict';
const SAFE_VOLUMES = 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes';
const VOLUMES = ['spec', 'template', 'spec', 'volumes'];

function annotation({ podAnnotations }: Workload, key: string): string | undefined {
  return Object.hasOwn(podAnnotations, key) ? podAnnotations[key] : undefined;
}

// What is kept in memory is no local storage to the autoscaler.
function localVolumes({ object }: Workload): { readonly name: string; readonly path: Path }[] {
  return listAt(rootOf(object.json), VOLUMES).flatMap(volume => {
    const emptyDir = mappingAt(volume, ['emptyDir']);
    const isLocal = (emptyDir.value !== undefined && stringAt(emptyDir, ['medium']) !== 'Memory') || mappingAt(volume, ['hostPath']).value !== undefined;
    const name = stringAt(volume, ['name']);
    return isLocal && name ? [{ name, path: volume.path }] : [];
  });
}
