import { referenceFor } from '../../src/rules';

const PAGE = 'https://kubernetes.io/docs/concepts/workloads/controllers/';

test.each([
  ['deployment/#max-unavailable', 'Deployment', `${PAGE}deployment/#max-unavailable`],
  ['deployment/#max-unavailable', 'StatefulSet', `${PAGE}statefulset/#update-strategies`],
  ['deployment/#min-ready-seconds', 'StatefulSet', `${PAGE}statefulset/#minimum-ready-seconds`],
  ['deployment/#selector', 'StatefulSet', `${PAGE}statefulset/#pod-selector`],
  ['deployment/#max-unavailable', 'DaemonSet', 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/'],
  ['statefulset/#update-strategies', 'DaemonSet', 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/'],
  ['statefulset/#update-strategies', 'StatefulSet', `${PAGE}statefulset/#update-strategies`],
  ['deployment/#max-unavailable', 'Rollout', 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  ['deployment/#max-unavailable', 'Service', `${PAGE}deployment/#max-unavailable`],
])('%s of a %s is documented at %s', (page, kind, address) => {
  expect(referenceFor(`${PAGE}${page}`, kind)).toBe(address);
});

test('a rule that is the same for all kinds keeps its page', () => {
  const pods = 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow';
  expect(referenceFor(pods, 'StatefulSet')).toBe(pods);
});
