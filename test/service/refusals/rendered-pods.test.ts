import { Chart } from 'cdk8s';
import { Container, Env, EnvValue, Handler, Secret, ServiceAccount, Volume } from 'cdk8s-plus-27';
import { AnyProps, newService, problemsIn } from './refusal';

const IMAGE = 'registry.example.com/proxy:1.0.0';

/** What only the finished pod shows: the API server refused each of these when props were compared with it. */
test.each<[string, (chart: Chart) => AnyProps, string, string]>([
  ['a variable with = in its name', () => ({ envVariables: { 'a=b': EnvValue.fromValue('') } }), 'containers[0].env[0].name', '"a=b"'],
  ['a secret with an invalid name', chart => ({ envFrom: [Env.fromSecret(Secret.fromSecretName(chart, 'S', 'a=b'))] }), 'containers[0].envFrom[0].secretRef.name', '"a=b"'],
  ['an account with an invalid name', chart => ({ serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'A', '-a') }), 'serviceAccountName', '"-a"'],
  ['an invalid address', () => ({ hostAliases: [{ ip: '300.1.1.1', hostnames: ['db'] }] }), 'hostAliases[0].ip', '"300.1.1.1"'],
  ['a host name in capitals', () => ({ dns: { hostname: 'Web' } }), 'hostname', '"Web"'],
  ['a hook at an invalid port', () => ({ postStart: Handler.fromHttpGet('/', { port: 65_536 }) }), 'containers[0].lifecycle.postStart.httpGet.port', '65536'],
  ['a share without a path', chart => ({ volumes: [Volume.fromNfs(chart, 'V', 'nfs', { server: 'a', path: '' })] }), 'volumes[0].nfs.path', '""'],
])('fails when the pod has %s', (_, props, field, given) => {
  const message = problemsIn(chart => newService(chart, 'my-svc', props(chart)));
  expect(message).toContain(`[prod/my-svc] 'spec.template.spec.${field}' is ${given}. Allowed: `);
  expect(message).toContain('The API server rejects it, and the release stops. Remedy: change the prop that it comes from.');
});

test('fails when a container that is added later cannot start', () => {
  const message = problemsIn(chart => newService(chart, 'my-svc').deployment.attachContainer(new Container({ name: 'My_Proxy', image: IMAGE })));
  expect(message).toContain("[prod/my-svc] 'spec.template.spec.containers[1].name' is \"My_Proxy\"");
});
