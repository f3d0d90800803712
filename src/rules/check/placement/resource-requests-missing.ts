import { perCluster } from '../../../analysis/memoize';
import { placeOf } from '../../../analysis/pod/containers';
import { podSpecOf } from '../../../analysis/pod/pod-spec';
import { quantityAt } from '../../../analysis/pod/quantity';
import { servesRequests } from '../../../analysis/traffic/router';
import { listAt, mappingAt, FieldCursor, rootOf, showPath } from '../../../manifests';
import { workloadRule } from '../workload-rule';

export const resourceRequestsMissing = workloadRule({
  id: 'resource-requests-missing',
  severity: 'warning',
  title: 'No resource requests',
  impact: 'Pods are scheduled to nodes that have no room for them, where they answer slowly and are the first to be evicted.',
  why: 'The scheduler fills nodes by requests alone, and a node short of memory first evicts pods that use more than they requested. No budget prevents it.',
  fix: 'Request the CPU and the memory that the container uses at peak load.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: null }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { cpu: 250m, memory: 256Mi } } }] } } }
`,
  },
  judge: (workload, _profile, manifests) => {
    if (!servesRequests(workload) || namespacesWithDefaults(manifests).has(workload.namespace)) { return undefined; }
    return [...workload.containers, ...workload.sidecars].flatMap(container => {
      const places = [placeOf(workload, container), podSpecOf(workload)];
      const lacking = ['cpu', 'memory'].filter(resource => !places.some(place => requests(place, resource)));
      if (lacking.length === 0) { return []; }
      const path = [...container.path, 'resources', 'requests'];
      return [{
        path,
        message: `Container ${container.name} has no ${lacking.join(' or ')} request: ${lacking.includes('memory')
          ? 'it may be scheduled to a node without room, which evicts it first when memory runs short.'
          : 'on a busy node it gets hardly any, and requests time out.'}`,
        fix: `Set ${lacking.map(resource => showPath([...path, resource])).join(' and ')} to what the container uses at peak load.`,
      }];
    });
  },
});

/** If there is no request, the limit is used as the request. */
function requests(place: FieldCursor, resource: string): boolean {
  return ['requests', 'limits'].some(bound => (quantityAt(place, ['resources', bound, resource]) ?? 0) > 0);
}

/** Namespaces in which a LimitRange fills in requests. */
const namespacesWithDefaults = perCluster(({ objects }) => new Set(objects.filter(({ kind, json }) => kind === 'LimitRange'
  && listAt(rootOf(json), ['spec', 'limits']).some(limit => ['default', 'defaultRequest'].some(key => mappingAt(limit, [key]).value !== undefined)))
  .map(({ namespace }) => namespace)));
