import { objects } from './manifests';
import { podTrouble } from '../../src/rehearse/pod-trouble';

const troubleOf = (status: string) => podTrouble(objects(`{apiVersion: v1, kind: Pod, metadata: {name: load}, status: ${status}}`)[0]);

test('an image that cannot be pulled is told as the kubelet says it, and waiting does not help', () => {
  expect(troubleOf('{containerStatuses: [{name: load, state: {waiting: {reason: ImagePullBackOff, message: \'Back-off pulling image "node:0"\'}}}]}'))
    .toEqual({ words: 'ImagePullBackOff: Back-off pulling image "node:0"', isLasting: true });
});

test('the first failure to pull may pass', () => {
  expect(troubleOf('{containerStatuses: [{name: load, state: {waiting: {reason: ErrImagePull}}}]}')).toEqual({ words: 'ErrImagePull', isLasting: false });
});

test('a container that exited is told with its code', () => {
  expect(troubleOf('{containerStatuses: [{name: load, state: {terminated: {exitCode: 127}}}]}'))
    .toEqual({ words: 'its container load exited with code 127', isLasting: true });
});

test('a pod without a node is told with the reason of the scheduler', () => {
  expect(troubleOf('{conditions: [{type: PodScheduled, status: "False", message: "0/2 nodes are available: 2 Insufficient cpu."}]}'))
    .toEqual({ words: '0/2 nodes are available: 2 Insufficient cpu.', isLasting: false });
});

test.each(['{}', '{containerStatuses: [{name: load, state: {waiting: {reason: ContainerCreating}}}]}', '{containerStatuses: [{name: load, state: {running: {}}}]}'])(
  'a pod that starts or runs has no trouble: %s', status => expect(troubleOf(status)).toBeUndefined());
