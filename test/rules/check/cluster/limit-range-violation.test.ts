import { limitRangeViolation as rule } from '../../../../src/rules/check/cluster';
import { appliesTo, messagesOn, verdictsOn } from '../judging';
import { all, fixesOn, object, pathsOn, pod } from '../placement/violations-on';

const range = (limits: object, name = 'small', namespace = 'shop'): string => object('v1', 'LimitRange', name, { spec: { limits: [limits] } }, { namespace });
const ofContainer = (limits: object, name?: string): string => range({ type: 'Container', ...limits }, name);
const web = (resources: object): string => pod({ containers: [{ name: 'web', resources: { $patch: 'replace', ...resources } }] });
const FIELD = 'spec.template.spec.containers[0].resources';

test('fails when a limit is above the maximum', () => {
  expect(verdictsOn(rule, all(ofContainer({ max: { memory: '4Gi' } }), web({ limits: { memory: '8Gi' } })))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      message: `LimitRange small allows a container at most 4Gi of memory (spec.limits[0].max.memory), but ${FIELD}.limits.memory is 8Gi: every new pod is refused, so releases get stuck, and pods lost in a drain or a crash are not replaced.`,
      fix: `Raise spec.limits[0].max.memory of LimitRange small to at least 8Gi, or lower ${FIELD}.limits.memory if the container needs less.`,
    }],
  }]);
});

test.each([
  ['a request without a limit is above the maximum', { max: { cpu: 1 } }, { requests: { cpu: '1500m' } }, 'requests.cpu'],
  ['a limit is below the minimum', { min: { memory: '1Gi' } }, { limits: { memory: '256Mi' } }, 'limits.memory'],
  ['a request is below the minimum', { min: { cpu: '100m' } }, { requests: { cpu: '50m' }, limits: { cpu: 1 } }, 'requests.cpu'],
  ['a request is above the limit that is filled in', { default: { memory: '512Mi' } }, { requests: { memory: '1Gi' } }, 'requests.memory'],
  ['a limit is too many times the request', { maxLimitRequestRatio: { cpu: 4 } }, { requests: { cpu: '100m' }, limits: { cpu: '500m' } }, 'limits.cpu'],
  ['any other resource is above the maximum', { max: { 'ephemeral-storage': '1Gi' } }, { limits: { 'ephemeral-storage': '2Gi' } }, 'limits.ephemeral-storage'],
])('fails when %s', (_, limits, resources, field) => {
  expect(pathsOn(rule, all(ofContainer(limits), web(resources)))).toEqual([`${FIELD}.${field}`]);
});

test.each([
  [{ min: { memory: '1Gi' } }, { requests: { memory: '128Mi' }, limits: { memory: '256Mi' } }, `Set ${FIELD}.limits.memory to "1Gi", and ${FIELD}.requests.memory to "1Gi".`],
  [{ default: { memory: '512Mi' } }, { requests: { memory: '1Gi' } }, `Set ${FIELD}.limits.memory to "1Gi".`],
  [{ maxLimitRequestRatio: { cpu: 4 } }, { requests: { cpu: '100m' }, limits: { cpu: '500m' } }, 'Raise the request to at least the limit divided by 4, or raise spec.limits[0].maxLimitRequestRatio.cpu of LimitRange small.'],
])('the fix for %j', (limits, resources, fix) => {
  expect(fixesOn(rule, all(ofContainer(limits), web(resources)))).toEqual([fix]);
});

test('fails when the containers of a pod together have more than a pod may have', () => {
  const two = pod({ containers: [{ name: 'web', resources: { limits: { memory: '3Gi' } } }, { name: 'proxy', image: 'a', resources: { limits: { memory: '2Gi' } } }] });
  expect(messagesOn(rule, all(range({ type: 'Pod', max: { memory: '4Gi' } }), two))).toEqual([expect.stringContaining('allows a pod at most 4Gi of memory (spec.limits[0].max.memory), but its containers together have more')]);
  expect(messagesOn(rule, all(range({ type: 'Pod', max: { memory: '5Gi' } }), two))).toEqual([]);
});

test('fails when an init container or a Job is out of range', () => {
  const limits = ofContainer({ max: { memory: '4Gi' } });
  expect(pathsOn(rule, all(limits, pod({ initContainers: [{ name: 'init', image: 'a', resources: { limits: { memory: '8Gi' } } }] })))).toEqual(['spec.template.spec.initContainers[0].resources.limits.memory']);
  const job = object('batch/v1', 'Job', 'migrate', { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a', resources: { limits: { memory: '8Gi' } } }] } } } }, { namespace: 'shop' });
  expect(pathsOn(rule, all(limits, job))).toEqual([`${FIELD}.limits.memory`]);
});

test('names the tightest of several ranges', () => {
  const change = all(ofContainer({ max: { memory: '4Gi' } }, 'a'), ofContainer({ max: { memory: '2Gi' } }, 'b'), web({ limits: { memory: '8Gi' } }));
  expect(messagesOn(rule, change)).toEqual([expect.stringContaining('LimitRange b allows a container at most 2Gi')]);
});

test.each([
  ['the limit equals the maximum', ofContainer({ max: { memory: '4Gi' } }), { limits: { memory: '4096Mi' } }],
  ['the container sets nothing, since defaults within the range are filled in', ofContainer({ min: { cpu: '100m' }, max: { cpu: 1 } }), {}],
  ['a limit is set, so that the default is not filled in', ofContainer({ default: { memory: '512Mi' } }), { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } }],
  ['one of two defaults is large enough', all(ofContainer({ default: { memory: '512Mi' } }, 'a'), ofContainer({ default: { memory: '2Gi' } }, 'b')), { requests: { memory: '1Gi' } }],
  ['the ratio is kept', ofContainer({ maxLimitRequestRatio: { cpu: 4 } }), { requests: { cpu: '250m' }, limits: { cpu: 1 } }],
  ['only volumes are limited', range({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }), { limits: { memory: '8Gi' } }],
])('passes if %s', (_, limits, resources) => {
  expect(messagesOn(rule, all(limits, web(resources)))).toEqual([]);
});

test.each([
  ['another namespace has the range', range({ type: 'Container', max: { memory: '1Mi' } }, 'a', 'other'), pod({})],
  ['the pod has resources for all its containers', ofContainer({ max: { memory: '1Mi' } }), pod({ resources: { limits: { memory: '1Gi' } } })],
])('does not apply if %s', (_, limits, pods) => {
  expect(appliesTo(rule, all(limits, pods))).toBe(false);
});
