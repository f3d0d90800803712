import { mutableImageTag } from '../../../../src/rules/check/config';
import { messagesOn } from '../judging';
import { container, fixesOn, pathsOn, pod } from '../placement/violations-on';

const runs = (image: string): string => container({ image });
const DIGEST = '@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

test('latest', () => {
  expect(messagesOn(mutableImageTag, runs('registry.example.com/web:latest'))).toEqual([
    'Container web runs registry.example.com/web:latest, whose tag latest is moved to each new build: pods of one release differ, and a rollback changes nothing.',
  ]);
  expect(fixesOn(mutableImageTag, runs('registry.example.com/web:latest'))).toEqual([
    'Set spec.template.spec.containers[0].image to a tag that is never moved, or to a digest.',
  ]);
  expect(pathsOn(mutableImageTag, runs('registry.example.com/web:latest'))).toEqual(['spec.template.spec.containers[0].image']);
});

test('no tag', () => {
  expect(messagesOn(mutableImageTag, runs('registry.example.com:5000/web'))).toEqual([
    'Container web runs registry.example.com:5000/web, whose missing tag means latest: pods of one release differ, and a rollback changes nothing.',
  ]);
});

test.each([
  'latest', 'main', 'master', 'trunk', 'head', 'develop', 'dev', 'edge', 'nightly', 'snapshot', 'canary', 'unstable', 'test', 'testing', 'staging', 'stable',
  'release', 'current', 'prod', 'production', 'live', 'HEAD',
])('the tag %s is moved', tag => {
  expect(messagesOn(mutableImageTag, runs(`web:${tag}`))[0]).toContain(`whose tag ${tag} is moved`);
});

test.each(['web:1.4.2', 'web:1', 'registry.example.com:5000/web:0f3a', `web:latest${DIGEST}`, `web${DIGEST}`, 'web:latest-1.4.2', 'web:main-0f3a'])('%s is not moved', image => {
  expect(messagesOn(mutableImageTag, runs(image))).toEqual([]);
});

test.each(['', '${IMAGE}', 'web:{{ .Values.tag }}', '<image>', 'web:>tag', 'web $', 'web }'])('does not judge "%s"', image => {
  expect(messagesOn(mutableImageTag, runs(image))).toEqual([]);
});

test('checks all containers', () => {
  const change = pod({ initContainers: [{ name: 'init', image: 'busybox' }, { name: 'proxy', image: 'proxy', restartPolicy: 'Always' }] });
  expect(pathsOn(mutableImageTag, change)).toEqual(['spec.template.spec.initContainers[1].image', 'spec.template.spec.initContainers[0].image']);
});
