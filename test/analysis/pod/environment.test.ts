import { environmentOf } from '../../../src/analysis/pod/environment';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { MODE: slow, HOSTS: shop.example.com }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: b }\nstringData: { MODE: hidden }\n---\n';
const inContainer = (container: string, volumes = '[]') => {
  const manifests = manifestsIn(exampleManifests(`${CONFIG}kind: Deployment\nspec: { template: { spec: { volumes: ${volumes}, containers: [{ name: web, ${container} }] } } }`));
  const [workload] = manifests.workloads;
  return [workload, workload.containers[0], manifests] as const;
};
const variable = (container: string, name = 'MODE') => environmentOf(...inContainer(container)).get(name);

test.each<[string, string, string | undefined]>([
  ['a value', 'env: [{ name: MODE, value: fast }]', 'fast'],
  ['all of a ConfigMap', 'envFrom: [{ configMapRef: { name: a } }]', 'slow'],
  ['a key of a ConfigMap', 'env: [{ name: MODE, valueFrom: { configMapKeyRef: { name: a, key: HOSTS } } }]', 'shop.example.com'],
  ['a value over a ConfigMap', 'envFrom: [{ configMapRef: { name: a } }], env: [{ name: MODE, value: fast }]', 'fast'],
  ['a Secret over a ConfigMap', 'envFrom: [{ configMapRef: { name: a } }, { secretRef: { name: b } }]', undefined],
  ['an empty value', 'env: [{ name: MODE, value: "" }]', ''],
  ['a ConfigMap that is not here', 'envFrom: [{ configMapRef: { name: other } }]', undefined],
  ['a field of the pod', 'env: [{ name: MODE, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]', undefined],
])('a variable from %s', (_, container, value) => {
  expect(variable(container)?.value).toBe(value);
});

test('a prefix precedes the names in a ConfigMap', () => {
  expect(variable('envFrom: [{ prefix: APP_, configMapRef: { name: a } }]', 'APP_MODE')?.value).toBe('slow');
});

test('a variable is located in the list that sets it', () => {
  expect(variable('envFrom: [{ configMapRef: { name: a } }]')?.path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'envFrom']);
  expect(variable('env: [{ name: MODE, value: fast }]')?.path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'env']);
  expect(variable('tty: false')).toBeUndefined();
});

test('all containers share the variables of a ConfigMap, so that their number does not multiply with that of its keys', () => {
  const [workload, container, manifests] = inContainer('envFrom: [{ configMapRef: { name: a } }] }, { name: b, env: [{ name: OWN, value: b }], envFrom: [{ configMapRef: { name: a } }, { prefix: P_, configMapRef: { name: a } }]');
  const [one, other] = [container, workload.containers[1]].map(each => environmentOf(workload, each, manifests).sources);
  expect(other[0]).toBe(one[0]);
  expect(other[1]).not.toBe(one[0]);
});

test('variables are found by a pattern, each with the value that overrides the others', () => {
  const environment = environmentOf(...inContainer('envFrom: [{ configMapRef: { name: a } }], env: [{ name: OWN, value: o }, { name: MODE, value: fast }]'));
  expect([...environment.matching(/^(?:MODE|OWN)$/)].map(([name, { value }]) => [name, value])).toEqual([['MODE', 'fast'], ['OWN', 'o']]);
  expect([...environment.matching(/none/)]).toEqual([]);
});
