import { placeOf } from '../../../analysis/pod/containers';
import { quantityAt } from '../../../analysis/pod/quantity';
import { servesRequests } from '../../../analysis/traffic/router';
import { valueAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

const REQUEST = ['resources', 'requests', 'memory'];
const LIMIT = ['resources', 'limits', 'memory'];

export const memoryLimitAboveRequest = workloadRule({
  id: 'memory-limit-above-request',
  severity: 'info',
  title: 'Memory limit above the request',
  impact: 'When a node runs short of memory, pods are evicted without a drain and without regard to budgets.',
  why: 'A pod that uses more memory than it requested is among the first to be evicted, at once and whatever its budget allows.',
  fix: 'Set the memory request to the limit.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { memory: 256Mi }, limits: { memory: 512Mi } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { memory: 512Mi }, limits: { memory: 512Mi } } }] } } }
`,
  },
  judge: workload => {
    if (!servesRequests(workload)) { return undefined; }
    return [...workload.containers, ...workload.sidecars].flatMap(container => {
      const place = placeOf(workload, container);
      const [request, limit] = [REQUEST, LIMIT].map(path => quantityAt(place, path));
      if (request === undefined || limit === undefined || request >= limit) { return []; }
      const path = [...container.path, ...REQUEST];
      const [asked, allowed] = [REQUEST, LIMIT].map(at => shorten(String(valueAt(place, at))));
      return [{
        path,
        message: `Container ${container.name} requests ${asked} of memory and may use ${allowed}: above its request it is among the first to be evicted `
          + 'from a node short of memory, without a drain.',
        ...edited([{ path, value: valueAt(place, LIMIT) }], { byHand: 'whether the nodes have that much memory to spare' }),
      }];
    });
  },
});
