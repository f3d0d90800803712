import { App, Chart, Size } from 'cdk8s';
import { ConfigMap, Env, EnvValue, PersistentVolumeClaim, Secret, ServiceAccount, Volume } from 'cdk8s-plus-27';
import { AnyProps, expectParts, messageOf, newService, problemsIn } from './refusal';

const IMAGE = 'registry.example.com/proxy:1.0.0';
const NOT_FOUND = 'Pods find it only in their own namespace: they do not start, or they start with another object of that name.';

const metadata = { name: 'other', namespace: 'infra' };
const secret = (chart: Chart) => new Secret(chart, 'Secret', { metadata });
const config = (chart: Chart) => new ConfigMap(chart, 'Config', { metadata });
const claim = (chart: Chart) => new PersistentVolumeClaim(chart, 'Claim', { metadata, storage: Size.gibibytes(1) });
const account = (chart: Chart) => new ServiceAccount(chart, 'Account', { metadata });

function refusalIn(props: (chart: Chart) => AnyProps, namespace?: string): string {
  const chart = new Chart(new App(), 'prod', { namespace });
  return messageOf(() => newService(chart, 'my-svc', props(chart)));
}

test.each<[string, string, (chart: Chart) => AnyProps]>([
  ['the service account', 'serviceAccount', chart => ({ serviceAccount: account(chart) })],
  ['a registry secret', 'imagePullSecrets[0]', chart => ({ imagePullSecrets: [secret(chart)] })],
  ['a config map with variables', 'envFrom[0]', chart => ({ envFrom: [Env.fromConfigMap(config(chart))] })],
  ['a secret with variables', 'sidecars[0].envFrom[0]', chart => ({ sidecars: [{ name: 'proxy', image: IMAGE, envFrom: [Env.fromSecret(secret(chart))] }] })],
])('fails when %s is in another namespace than the service', (_, prop, props) => {
  expectParts(refusalIn(props, 'shop'), {
    prop,
    given: "'other' of the namespace 'infra'",
    allowed: "an object in the namespace of the service, 'shop'",
    because: NOT_FOUND,
    remedy: 'create it in that namespace, or move the service',
  });
});

test.each<[string, (chart: Chart) => AnyProps]>([
  ['with a namespace where the service has none, since kubectl may give it that one', chart => ({ serviceAccount: account(chart) })],
  ['in the namespace of the service', chart => ({ namespace: 'infra', serviceAccount: account(chart), imagePullSecrets: [secret(chart)] })],
  ['by its name', chart => ({ namespace: 'shop', serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'Account', 'robot'), envFrom: [Env.fromSecret(Secret.fromSecretName(chart, 'S', 's'))] })],
])('accepts an object %s', (_, props) => {
  const chart = new Chart(new App(), 'prod');
  expect(() => newService(chart, 'my-svc', props(chart))).not.toThrow();
});

// cdk8s-plus keeps only the name of what a variable or a volume reads: the object is looked for in the chart.
describe('what cdk8s-plus knows by its name alone', () => {
  test.each<[string, string, (chart: Chart) => AnyProps]>([
    ['a variable reads', "a variable of the container 'my-svc' reads the ConfigMap", chart => ({ envVariables: { MODE: EnvValue.fromConfigMap(config(chart), 'mode') } })],
    ['a secret variable reads', "a variable of the container 'my-svc' reads the Secret", chart => ({
      envVariables: { KEY: EnvValue.fromSecretValue({ secret: secret(chart), key: 'key' }) },
    })],
    ['a variable of a sidecar reads', "a variable of the container 'proxy' reads the Secret", chart => ({
      sidecars: [{ name: 'proxy', image: IMAGE, envVariables: { KEY: EnvValue.fromSecretValue({ secret: secret(chart), key: 'key' }) } }],
    })],
    ['is mounted', "the volume 'secret-other' holds the Secret", chart => ({ volumeMounts: [{ path: '/keys', volume: Volume.fromSecret(chart, 'Keys', secret(chart)) }] })],
    ['the pod has a volume of', "the volume 'configmap-other' holds the ConfigMap", chart => ({ volumes: [Volume.fromConfigMap(chart, 'Modes', config(chart))] })],
    ['the pod claims', "the volume 'pvc-other' holds the PersistentVolumeClaim", chart => ({ volumes: [Volume.fromPersistentVolumeClaim(chart, 'Data', claim(chart))] })],
  ])('fails when what %s is only in another namespace of the chart', (_, start, props) => {
    const message = problemsIn(chart => newService(chart, 'my-svc', { namespace: 'shop', ...props(chart) }));
    expect(message).toContain(`[prod/my-svc] ${start} 'other', which the chart creates only in the namespace 'infra'. Allowed: an object in the namespace of the service, 'shop'. `
      + `${NOT_FOUND} Remedy: create it in that namespace, or move the service.`);
  });

  test('is taken where the namespace of the service has one of that name, too, or the chart has none at all', () => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    secret(chart);
    const own = new Secret(chart, 'Own', { metadata: { name: 'other' } });
    newService(chart, 'my-svc', {
      envVariables: {
        KEY: EnvValue.fromSecretValue({ secret: own, key: 'key' }),
        MODE: EnvValue.fromConfigMap(ConfigMap.fromConfigMapName(chart, 'Imported', 'imported'), 'mode'),
      },
    });
    expect(app.synthYaml()).toContain('kind: Deployment');
  });

  test('is taken where it is optional', () => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    newService(chart, 'my-svc', { envVariables: { MODE: EnvValue.fromConfigMap(config(chart), 'mode', { optional: true }) } });
    expect(app.synthYaml()).toContain('kind: Deployment');
  });
});
