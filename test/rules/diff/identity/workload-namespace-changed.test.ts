import { judgeUpdate, updateOf } from '../../../../src/rules/diff';
import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { workloadNamespaceChanged as rule, namespaceRemoved, orphanedWorkload, workloadRenamed, serviceRenamed, workloadRemoved } from '../../../../src/rules/diff/identity';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { manifestsIn, POLICY, TARGET } from '../../check/judging';
import { updateBetween } from '../updating';

interface Options {
  readonly name?: string;
  readonly spec?: string;
  readonly service?: string;
  readonly host?: string;
}

function cart(namespace: string, { name = 'cart', spec = 'replicas: 3', service = '', host }: Options = {}): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${spec}
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: main, image: 'registry.example.com/cart:1.5.0', envFrom: [{ configMapRef: { name: cart } }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: ${namespace} }
spec: { selector: { app: cart }, ports: [{ port: 80 }]${service} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: cart, namespace: ${namespace} }
data: { A: a }
${host === undefined ? '' : `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: cart, namespace: ${namespace} }
spec: { rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] } }] }
`}`;
}

const NAMESPACE = (name: string) => `\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`;
const CLAIM = (namespace: string) => `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: ${namespace} }
spec: { accessModes: [ReadWriteOnce] }
`;

function said(before: string, after: string, by = rule): string[] {
  return by
    .judge(updateBetween(before, after), TARGET)
    .flatMap(({ object, violations }) => violations.map(({ severity, message, fix, recipe }) =>
      `${severity ?? by.severity} ${object.kind}: ${message} ${fix}${recipe ? ` ${recipeInWords(recipe)}` : ''}`));
}

test('fails once for a Deployment and its Service, and keeps both with the objects that they need', () => {
  expect(said(cart('shop'), cart('store'))).toEqual([
    'error Deployment: Deployment cart moves from namespace shop to store: its pods there are deleted while the new ones are still starting, and clients of cart.shop get no response. '
    + 'Keep Deployment cart and what it needs in namespace shop until clients use the one in store. '
    + 'Release 1: this change, but keep Deployment cart, keep Service cart and keep ConfigMap cart. When clients use namespace store, release 2: the rest of this change.',
  ]);
  expect([workloadRenamed, serviceRenamed, workloadRemoved, orphanedWorkload].flatMap(other => said(cart('shop'), cart('store'), other))).toEqual([]);
});

test('each release is accepted, including the last one, which removes the namespace', () => {
  const update = updateBetween(cart('shop') + NAMESPACE('shop'), cart('store') + NAMESPACE('store'));
  const [{ recipe }] = rule.judge(update, TARGET).flatMap(({ violations }) => violations);
  expect(recipeInWords(recipe!)).toContain('keep ConfigMap cart and keep Namespace shop. When');
  expect(namespaceRemoved.judge(update, TARGET).flatMap(({ violations }) => violations)).toEqual([]);
  const steps = [update.before, ...recipe!.map(release => manifestsIn(releaseManifests(update, release)))];
  const errors = steps.slice(1).flatMap((next, i) => judgeUpdate(updateOf(steps[i], next), TARGET, POLICY).findings);
  expect(errors.filter(({ severity, rule: { id } }) => severity === 'error' || id === 'workload-removed')).toEqual([]);
});

test('gives no recipe where a route leads there, since two for the same host exclude each other', () => {
  expect(said(cart('shop', { host: 'a.example.com' }), cart('store', { host: 'a.example.com' }))[0]).toMatch(
    /until clients use the one in store\. Move its routes last: two routes for the same host and path exclude each other\.$/);
});

test('gives no recipe where Services ask for the same node port, or pods cannot run twice', () => {
  const service = ', clusterIP: 10.0.0.9';
  expect(said(cart('shop', { service }), cart('store', { service }))[0]).toMatch(/until clients use the one in store\.$/);
  const spec = 'strategy: { type: Recreate }';
  expect(said(cart('shop', { spec }), cart('store', { spec }))[0]).toMatch(/Set metadata\.namespace to shop again: its strategy is Recreate, .*time\.$/);
});

test.each([
  ['other hosts lead there', cart('shop', { host: 'a.example.com' }), cart('store', { host: 'b.example.com' })],
  ['each tenant has the same things', cart('shop') + cart('third'), cart('store') + cart('third')],
  ['it stays where it was', cart('shop'), cart('shop') + cart('store')],
  ['it has another name', cart('shop'), cart('store', { name: 'other' }).replace('kind: Service\nmetadata: { name: cart', 'kind: Service\nmetadata: { name: other')],
])('passes when %s', (_, before, after) => {
  expect(said(before, after)).toEqual([]);
  expect(rule.judge(updateBetween(before, after), TARGET)).not.toEqual([]);
});

test('without pods, only clients of the Service are affected', () => {
  const spec = 'replicas: 0';
  expect(said(cart('shop', { spec }), cart('store', { spec }))).toEqual([
    'error Service: Service cart moves from namespace shop to store: clients of cart.shop get no response. '
    + 'Keep Service cart and what it needs in namespace shop until clients use the one in store. '
    + 'Release 1: this change, but keep Service cart. When clients use namespace store, release 2: the rest of this change.',
  ]);
});

test('without a Service, only the work of the pods is affected', () => {
  const alone = (namespace: string) => cart(namespace).split('---').slice(0, 2).join('---');
  expect(said(alone('shop'), alone('store'))[0]).toContain('its pods there are deleted while the new ones are still starting. Keep');
});

test('a volume cannot be moved along', () => {
  expect(said(CLAIM('shop'), CLAIM('store'))).toEqual([
    'error PersistentVolumeClaim: PersistentVolumeClaim data moves from namespace shop to store: the data of the old volume is deleted, and pods get a new, empty volume. '
    + 'Set metadata.namespace to shop again: a volume cannot be moved along.',
  ]);
});
