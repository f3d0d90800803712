import { podSpecOf, templateSpecOf } from '../../../src/analysis/pod/pod-spec';
import { ManifestObject } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const SPEC = { containers: [{ name: 'web' }] };
const object = (spec: unknown): ManifestObject => ({ json: { spec } }) as unknown as ManifestObject;
const IN_TEMPLATE = ['spec', 'template', 'spec'];

test.each<[string, unknown, unknown, string[]]>([
  ['any object with a template', { template: { spec: SPEC } }, SPEC, IN_TEMPLATE],
  ['a CronJob', { jobTemplate: { spec: { template: { spec: SPEC } } } }, SPEC, ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
  ['both, the template first', { template: { spec: SPEC }, jobTemplate: { spec: { template: { spec: {} } } } }, SPEC, IN_TEMPLATE],
  ['an empty template', { template: { spec: {} } }, {}, IN_TEMPLATE],
  ['neither', { replicas: 1 }, undefined, IN_TEMPLATE],
  ['another value in its place', { template: { spec: [] } }, undefined, IN_TEMPLATE],
])('the pod spec of %s', (_, spec, value, path) => {
  expect(templateSpecOf(object(spec))).toMatchObject({ value, path });
});

test('the pod spec of a Deployment', () => {
  const [workload] = manifestsIn(exampleManifests('')).workloads;
  expect(podSpecOf(workload)).toMatchObject({ value: { enableServiceLinks: false, containers: [{ name: 'web' }] }, path: IN_TEMPLATE });
});
