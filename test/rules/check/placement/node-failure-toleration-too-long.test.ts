import { nodeFailureTolerationTooLong } from '../../../../src/rules/check/placement';
import { appliesTo, messagesOn } from '../judging';
import { all, fixesOn, NO_SERVICE, pathsOn, pod } from './violations-on';

const tolerates = (...tolerations: object[]): string => pod({ tolerations });
const ANYTHING = tolerates({ key: 'dedicated', value: 'shop' }, { operator: 'Exists' });
const UNREACHABLE = 'node.kubernetes.io/unreachable';

test('pods that tolerate everything stay on a dead node permanently', () => {
  expect(messagesOn(nodeFailureTolerationTooLong, ANYTHING)).toEqual(['Pods of web are never evicted from a dead node, so they are not replaced elsewhere.']);
  expect(fixesOn(nodeFailureTolerationTooLong, ANYTHING)).toEqual([
    'Set spec.template.spec.tolerations[1].effect to NoSchedule.',
  ]);
  expect(pathsOn(nodeFailureTolerationTooLong, ANYTHING)).toEqual(['spec.template.spec.tolerations[1]']);
});

test('finds a time longer than the default', () => {
  const slow = tolerates({ key: UNREACHABLE, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 301 });
  expect(messagesOn(nodeFailureTolerationTooLong, slow)).toEqual(['Pods of web stay on a dead node for 301 s before they are replaced elsewhere.']);
  expect(fixesOn(nodeFailureTolerationTooLong, slow)).toEqual(['Set spec.template.spec.tolerations[0].tolerationSeconds to 60.']);
});

test.each([
  ['a node that is not ready', { key: 'node.kubernetes.io/not-ready', operator: 'Exists' }],
  ['all NoExecute taints', { operator: 'Exists', effect: 'NoExecute' }],
  ['an empty value', { key: UNREACHABLE }],
  ['an empty key', { key: '', operator: 'Exists', effect: '' }],
])('%s counts', (_what, toleration) => {
  expect(messagesOn(nodeFailureTolerationTooLong, tolerates(toleration))).toHaveLength(1);
});

test.each([
  ['the default', { key: UNREACHABLE, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
  ['another taint', { key: 'dedicated', operator: 'Exists' }],
  ['a taint that does not evict pods', { operator: 'Exists', effect: 'NoSchedule' }],
  ['no key without Exists', { operator: 'Equal' }],
])('%s passes', (_what, toleration) => {
  expect(messagesOn(nodeFailureTolerationTooLong, tolerates(toleration))).toEqual([]);
});

test('applies to pods without tolerations, but not to pods that receive no requests', () => {
  expect(appliesTo(nodeFailureTolerationTooLong, '')).toBe(true);
  expect(appliesTo(nodeFailureTolerationTooLong, all(ANYTHING, NO_SERVICE))).toBe(false);
});
