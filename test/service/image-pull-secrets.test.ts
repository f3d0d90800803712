import { Chart } from 'cdk8s';
import { ISecret, Secret } from 'cdk8s-plus-27';
import { chartIn, manifestsOf, podWith } from '../manifests';
import { expectRefusal, newService } from './refusals/refusal';

const secret = (chart: Chart, name: string): ISecret => Secret.fromSecretName(chart, `Secret ${name}`, name);

test('images are pulled with all of the secrets, in their order', () => {
  const chart = chartIn();
  const imagePullSecrets = [secret(chart, 'registry'), secret(chart, 'mirror')];
  const { Deployment } = manifestsOf(newService(chart, 'my-svc', { imagePullSecrets }));
  expect(Deployment.spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }, { name: 'mirror' }]);
  expect(imagePullSecrets).toHaveLength(2);
});

test.each([undefined, []])('pods have no such field where the secrets are %j', imagePullSecrets => {
  expect(podWith({ imagePullSecrets })).not.toHaveProperty('imagePullSecrets');
});

// A server-side apply refuses a list with the same name twice.
test('a secret that is given twice stands there once', () => {
  const chart = chartIn();
  const imagePullSecrets = [secret(chart, 'registry'), Secret.fromSecretName(chart, 'Again', 'registry')];
  const { Deployment } = manifestsOf(newService(chart, 'my-svc', { imagePullSecrets }));
  expect(Deployment.spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
});

test('fails when a secret has no name', () => {
  expectRefusal({ imagePullSecrets: [{}] }, {
    prop: 'imagePullSecrets[0]',
    given: '{}',
    allowed: 'an object of cdk8s-plus-27 with a name',
    because: 'It would be lost, and the pods would run without it.',
    remedy: "write Secret.fromSecretName(chart, 'Secret', '…')",
  });
});

test("fails when the secret is given by cdk8s-plus' prop, and says what it is called here", () => {
  expectRefusal({ dockerRegistryAuth: { name: 'registry' } }, {
    prop: 'dockerRegistryAuth',
    given: '{"name":"registry"}',
    allowed: 'a prop of ZeroDowntimeServiceProps',
    because: 'ignored without a message',
    remedy: 'write imagePullSecrets: [secret]',
  });
});
