import { memoryLimitAboveRequest } from '../../../../src/rules/check/placement';
import { appliesTo, messagesOn } from '../judging';
import { all, container, fixesOn, NO_SERVICE, pathsOn, pod } from './violations-on';

const memory = (request: unknown, limit: unknown): string => container({ resources: { $patch: 'replace', requests: { cpu: 1, memory: request }, limits: { memory: limit } } });

test('names both amounts', () => {
  expect(messagesOn(memoryLimitAboveRequest, memory('256Mi', '1Gi'))).toEqual([
    'Container web requests 256Mi of memory and may use 1Gi: above its request it is among the first to be evicted from a node short of memory, without a drain.',
  ]);
  expect(fixesOn(memoryLimitAboveRequest, memory('256Mi', '1Gi'))).toEqual(['Set spec.template.spec.containers[0].resources.requests.memory to "1Gi".']);
  expect(pathsOn(memoryLimitAboveRequest, memory('256Mi', '1Gi'))).toEqual(['spec.template.spec.containers[0].resources.requests.memory']);
});

test.each([
  ['1023', '1Ki'], ['1023Ki', '1Mi'], ['1023Mi', '1Gi'], ['1023Gi', '1Ti'], ['1023Ti', '1Pi'], ['1023Pi', '1Ei'],
  ['999', '1k'], ['999k', '1M'], ['999M', '1G'], ['999G', '1T'], ['999T', '1P'], ['999P', '1E'],
  ['999m', '1'], ['1M', '1Mi'], ['1.4Gi', '1.5Gi'], ['9e2', '1e3'], ['9E2', '1000'], [' 1Mi ', '2Mi'], [1000, '1Ki'], ['.5', '1'], ['+1', '2'],
])('%s is less than %s', (less, more) => {
  expect(messagesOn(memoryLimitAboveRequest, memory(less, more))).toHaveLength(1);
  expect(messagesOn(memoryLimitAboveRequest, memory(more, less))).toEqual([]);
});

test.each([
  ['1024', '1Ki'], ['1024Ki', '1Mi'], ['1024Mi', '1Gi'], ['1024Gi', '1Ti'], ['1024Ti', '1Pi'], ['1024Pi', '1Ei'], ['1000', '1k'], ['1000m', '1'],
  ['1000k', '1M'], ['1000M', '1G'], ['1000G', '1T'], ['1000T', '1P'], ['1000P', '1E'], [1024, 1024], ['1e3', '1k'], ['1E3', '1k'], ['1e-3', '1m'], ['1e+3', '1k'],
])('%s is %s', (one, other) => {
  expect(messagesOn(memoryLimitAboveRequest, memory(one, other))).toEqual([]);
  expect(messagesOn(memoryLimitAboveRequest, memory(other, one))).toEqual([]);
});

test.each([['much', '1Gi'], ['1Mi', '1Mib'], ['x1Mi', '2Mi'], ['', '1Gi'], ['.', '1Gi'], ['Mi', '1Gi'], [true, '1Gi'], [null, '1Gi'], ['1Gi', null]])(
  'does not compare %s and %s', (request, limit) => {
    expect(messagesOn(memoryLimitAboveRequest, memory(request, limit))).toEqual([]);
  });

test('checks sidecars too', () => {
  const sidecar = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0', restartPolicy: 'Always', resources: { requests: { memory: '1Mi' }, limits: { memory: '2Mi' } } };
  expect(pathsOn(memoryLimitAboveRequest, pod({ initContainers: [sidecar] }))).toEqual(['spec.template.spec.initContainers[0].resources.requests.memory']);
});

test('does not apply to pods that receive no requests', () => {
  expect(appliesTo(memoryLimitAboveRequest, all(memory('1Mi', '2Mi'), NO_SERVICE))).toBe(false);
});
