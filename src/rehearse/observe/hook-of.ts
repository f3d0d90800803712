import { HookOf } from './sighting-of';
import { hookTimeOf } from '../../analysis/pod/stop-delay';
import { clustersOf, isMapping, ManifestObject, parseManifests } from '../../manifests';

/**
 * How long the hook of a live pod takes: read from its own spec, since running pods may be older than the manifests, with the
 * manifests of its workload and their Services, which determine the container that answers.
 */
export function hookOfPods(objects: readonly ManifestObject[]): HookOf {
  const services = objects.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1');
  return (pod, controller) => {
    const [kind, path = ''] = controller.split(' ');
    const name = path.slice(path.indexOf('/') + 1);
    const owner = objects.find(object => object.kind === kind && object.name === name);
    const labels = isMapping(pod.metadata) ? pod.metadata.labels : undefined;
    const { objects: made } = parseManifests('pod', JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: name || 'pod', namespace: owner?.namespace ?? services[0]?.namespace, annotations: owner?.annotations },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod.spec } },
    }));
    const [workload] = clustersOf([...made, ...services]).clusters.flatMap(({ workloads }) => workloads);
    const hook = workload?.serving?.preStop;
    if (workload === undefined) { return undefined; }
    // The kubelet does not run a hook of an unknown kind.
    return !hook || hook.kind === 'unknown' ? 0 : hookTimeOf(workload);
  };
}
