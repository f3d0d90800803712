import { configKeyRemoved as rule } from '../../../../src/rules/diff/config';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const pod = (spec: string) => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }\n`;
const secret = (data: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: web }\n${data}\n`;
const all = (...parts: string[]) => parts.join('---\n');

test('fails when a key is removed in the release in which new pods use another', () => {
  const [verdict] = verdictsOn(rule, rule.examples.unsafe);
  const [violation] = verdict.violations;
  expect(verdict.object.kind).toBe('ConfigMap');
  expect(verdict.workload?.name).toBe('web');
  expect(violation.path).toEqual(['data', 'LEVEL']);
  expect(violation.message).toBe('ConfigMap web-config loses the key LEVEL in the same release in which the pods of Deployment web stop using it: '
    + 'an old pod that is restarted or moved in the meantime does not start again, and no pod starts after a rollback.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Remove data.LEVEL one release later than the last reference to it. '
    + 'Release 1: this change, but with data.LEVEL of ConfigMap web-config as it is now. When no pod of the old revision is left, release 2: the rest of this change.');
  expect(violation.recipe![0].edits).toMatchObject([{ path: ['data', 'LEVEL'], value: 'info' }]);
});

test('fails when a key is removed that pods still use', () => {
  const [violation] = violationsOn(rule, 'kind: ConfigMap\ndata: { LEVEL: null }\n');
  expect(violation.message).toBe('ConfigMap web-config loses the key LEVEL, which the pods of Deployment web still need: from then on no new one starts.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep data.LEVEL as long as pods refer to it. '
    + 'Release this change, but with data.LEVEL of ConfigMap web-config as it is now.');
});

test.each([
  ['data', 'data: { TOKEN: c2VjcmV0 }', 'data: { TOKEN: null, OTHER: c2VjcmV0 }'],
  ['stringData', 'stringData: { TOKEN: secret }', 'stringData: { TOKEN: null, OTHER: secret }'],
])('does not print values in %s of a Secret', (field, old, now) => {
  const env = (key: string) => pod(`containers: [{ name: web, env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: web, key: ${key} } } }] }]`);
  const [violation] = violationsOn(rule, all(env('OTHER'), `kind: Secret\n${now}\n`), all(env('TOKEN'), secret(old)));
  expect(violation.path).toEqual([field, 'TOKEN']);
  expect(`${violation.message} ${violation.fix} ${recipeInWords(violation.recipe!)}`).not.toMatch(/c2VjcmV0|secret\b/);
});

test.each([
  ['moves from data to stringData', 'data: { TOKEN: c2VjcmV0 }', 'data: { TOKEN: null }\nstringData: { TOKEN: secret }'],
  ['gets another value', 'data: { TOKEN: c2VjcmV0 }', 'data: { TOKEN: b3RoZXI= }'],
])('passes when the key %s', (_, old, now) => {
  const env = pod('containers: [{ name: web, env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: web, key: TOKEN } } }] }]');
  expect(messagesOn(rule, `kind: Secret\n${now}\n`, all(env, secret(old)))).toEqual([]);
  expect(appliesTo(rule, `kind: Secret\n${now}\n`, all(env, secret(old)))).toBe(true);
});

test.each([
  ['items of a volume', 'volumes: [{ name: v, secret: { secretName: web, items: [{ key: TOKEN, path: token }] } }]'],
  ['items of a mounted volume', 'containers: [{ name: web, volumeMounts: [{ name: v, mountPath: /v }] }], volumes: [{ name: v, secret: { secretName: web, items: [{ key: TOKEN, path: token }] } }]'],
  ['items of a projected volume', 'volumes: [{ name: v, projected: { sources: [{ secret: { name: web, items: [{ key: TOKEN, path: token }] } }] } }]'],
])('finds %s', (_, spec) => {
  expect(messagesOn(rule, 'kind: Secret\ndata: { TOKEN: null }\n', all(pod(spec), secret('data: { TOKEN: c2VjcmV0, OTHER: "" }')))).toHaveLength(1);
  expect(messagesOn(rule, 'kind: Secret\ndata: { OTHER: null }\n', all(pod(spec), secret('data: { TOKEN: c2VjcmV0, OTHER: "" }')))).toEqual([]);
});

test.each([
  ['that may be missing', 'containers: [{ name: web, env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: web, key: TOKEN, optional: true } } }] }]'],
  ['to a volume that may be missing', 'volumes: [{ name: v, secret: { secretName: web, optional: true, items: [{ key: TOKEN, path: token }] } }]'],
  ['to all keys', 'containers: [{ name: web, envFrom: [{ secretRef: { name: web } }] }]'],
  ['to all files', 'volumes: [{ name: v, secret: { secretName: web } }]'],
  ['to another Secret', 'containers: [{ name: web, env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: other, key: TOKEN } } }] }]'],
])('does not apply to a reference %s', (_, spec) => {
  expect(appliesTo(rule, 'kind: Secret\ndata: { TOKEN: null }\n', all(pod(spec), secret('data: { TOKEN: c2VjcmV0 }')))).toBe(false);
});
