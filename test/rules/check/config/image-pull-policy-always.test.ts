import { imagePullPolicyAlways } from '../../../../src/rules/check/config';
import { messagesOn } from '../judging';
import { container, fixesOn, pathsOn, pod } from '../placement/violations-on';

test('says that the container does not start without the registry', () => {
  const change = container({ imagePullPolicy: 'Always' });
  expect(messagesOn(imagePullPolicyAlways, change)).toEqual([
    'Container web does not start while the registry is down, even if registry.example.com/web:1.4.2 is already on the node.',
  ]);
  expect(fixesOn(imagePullPolicyAlways, change)).toEqual(['Set spec.template.spec.containers[0].imagePullPolicy to IfNotPresent.']);
  expect(pathsOn(imagePullPolicyAlways, change)).toEqual(['spec.template.spec.containers[0].imagePullPolicy']);
});

test.each([
  ['a tag that is moved, which another rule reports', { image: 'web:latest', imagePullPolicy: 'Always' }],
  ['an unknown image', { image: '${IMAGE}', imagePullPolicy: 'Always' }],
  ['another policy', { imagePullPolicy: 'Never' }],
  ['the default', { imagePullPolicy: null }],
])('passes %s', (_what, fields) => {
  expect(messagesOn(imagePullPolicyAlways, container(fields))).toEqual([]);
});

test('checks all containers', () => {
  const change = pod({ initContainers: [{ name: 'init', image: 'busybox:1', imagePullPolicy: 'Always' }, { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', imagePullPolicy: 'Always' }] });
  expect(pathsOn(imagePullPolicyAlways, change)).toEqual(['spec.template.spec.initContainers[1].imagePullPolicy', 'spec.template.spec.initContainers[0].imagePullPolicy']);
});
