import { resourceRequestsMissing } from '../../../../src/rules/check/placement';
import { appliesTo, messagesOn } from '../judging';
import { all, container, fixesOn, NO_SERVICE, object, pathsOn, pod } from './violations-on';

const resources = (value: unknown): string => container({ resources: value === null ? null : { $patch: 'replace', ...value as object } });
const NONE = resources(null);

test('names the missing requests, and the consequence', () => {
  expect(messagesOn(resourceRequestsMissing, NONE)).toEqual([
    'Container web has no cpu or memory request: it may be scheduled to a node without room, which evicts it first when memory runs short.',
  ]);
  expect(fixesOn(resourceRequestsMissing, NONE)).toEqual([
    'Set spec.template.spec.containers[0].resources.requests.cpu and spec.template.spec.containers[0].resources.requests.memory '
    + 'to what the container uses at peak load.',
  ]);
  expect(pathsOn(resourceRequestsMissing, NONE)).toEqual(['spec.template.spec.containers[0].resources.requests']);
});

test('memory alone is missing', () => {
  expect(messagesOn(resourceRequestsMissing, resources({ requests: { cpu: '250m' } }))).toEqual([
    'Container web has no memory request: it may be scheduled to a node without room, which evicts it first when memory runs short.',
  ]);
});

test('cpu alone is missing', () => {
  expect(messagesOn(resourceRequestsMissing, resources({ requests: { memory: '256Mi' } }))).toEqual([
    'Container web has no cpu request: on a busy node it gets hardly any, and requests time out.',
  ]);
  expect(fixesOn(resourceRequestsMissing, resources({ requests: { memory: '256Mi' } }))).toEqual([
    'Set spec.template.spec.containers[0].resources.requests.cpu to what the container uses at peak load.',
  ]);
});

test('a limit counts as a request', () => {
  expect(messagesOn(resourceRequestsMissing, resources({ limits: { cpu: 1, memory: '256Mi' } }))).toEqual([]);
});

test('a request of 0 does not count', () => {
  expect(messagesOn(resourceRequestsMissing, resources({ requests: { cpu: '0m', memory: 0 } }))).toHaveLength(1);
});

test('a request of the whole pod counts', () => {
  const wholePod = pod({ resources: { requests: { cpu: '250m', memory: '256Mi' } }, containers: [{ name: 'web', resources: null }] });
  expect(messagesOn(resourceRequestsMissing, wholePod)).toEqual([]);
});

test('a sidecar needs requests, an init container that ends does not', () => {
  const sidecar = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0' };
  expect(pathsOn(resourceRequestsMissing, pod({ initContainers: [{ ...sidecar, restartPolicy: 'Always' }] }))).toEqual(['spec.template.spec.initContainers[0].resources.requests']);
  expect(messagesOn(resourceRequestsMissing, pod({ initContainers: [sidecar] }))).toEqual([]);
});

test.each(['default', 'defaultRequest'])('does not apply where a LimitRange fills in a %s', field => {
  const range = (namespace: string, limit: object): string => object('v1', 'LimitRange', 'limits', { spec: { limits: [limit] } }, { namespace });
  expect(appliesTo(resourceRequestsMissing, all(NONE, range('shop', { type: 'Container', [field]: { cpu: '100m', memory: '64Mi' } })))).toBe(false);
  expect(messagesOn(resourceRequestsMissing, all(NONE, range('other', { type: 'Container', [field]: { cpu: '100m', memory: '64Mi' } })))).toHaveLength(1);
  expect(messagesOn(resourceRequestsMissing, all(NONE, range('shop', { type: 'Container', max: { memory: '1Gi' } })))).toHaveLength(1);
});

test('does not apply to pods that receive no requests', () => {
  expect(appliesTo(resourceRequestsMissing, all(NONE, NO_SERVICE))).toBe(false);
});
