import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { removeFolders } from './git-repository';
import { RECORDED, standIn } from './recorded-kubectl';
import { isSameJson, ManifestObject, parseManifests, readManifests } from '../../src/manifests';
import { templateOf } from '../../src/rules/diff/pod-template';
import { readSource } from '../../src/sources';
import { yaml } from '../manifests/reading';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
  removeFolders();
});

const applied = (file: string): ManifestObject[] => readManifests([join(RECORDED, file)]).objects;
const words = ({ kind, namespace, name }: ManifestObject) => `${kind} ${namespace ?? '-'}/${name}`;
const withoutTemplate = ({ json }: ManifestObject) => ({
  ...json,
  spec: { ...json.spec as object, template: undefined, replicas: undefined },
});

/** What differs between what was applied and what is read back. */
function differences(asked: readonly ManifestObject[], objects: readonly ManifestObject[]): string[] {
  expect(objects.map(words)).toEqual(asked.map(words));
  return asked.filter((object, i) =>
    [withoutTemplate, templateOf].some(part => !isSameJson(part(object), part(objects[i])))).map(words);
}

test('objects of server-side apply are read as they were written, defaults, status and other hands left out', () => {
  const asked = applied('server-side.yaml');
  standIn({ objects: { out: 'server-side.json' } });
  const { objects, problems } = readSource('cluster:', { asked });
  expect(problems).toEqual([]);
  // `kubectl annotate` and `kubectl rollout restart` have been at it.
  expect(differences(asked, objects)).toEqual([]);
  // The autoscaler took the number over, and AFTER would write it: it starts from what runs.
  expect(objects[0].json.spec).toMatchObject({ replicas: 3 });
  expect(objects[0]).toMatchObject({ file: 'cluster:', annotations: { 'example.com/owner': 'shop' }, labels: { app: 'web', team: 'shop' } });
  expect(objects[0].lineOf(['spec'])).toBe(1);
});

test('objects of client-side apply are read as they were written, with the values that run', () => {
  const asked = applied('client-side.yaml');
  standIn({ objects: { out: 'client-side.json' } });
  const { objects, problems } = readSource('cluster:', { asked });
  expect(problems).toEqual([]);
  // `kubectl set env` has changed it.
  expect(differences(asked, objects)).toEqual(['Deployment shop/web']);
  const json = JSON.stringify(objects[0].json);
  expect(json).toContain('{"name":"MODE","value":"drift"}');
  expect(json).not.toMatch(/dnsPolicy|revisionHistoryLimit|terminationMessagePath|managedFields|uid|status/);
});

test('objects whose written fields are not recorded are read without what the server added', () => {
  const asked = applied('created.yaml');
  standIn({ objects: { out: 'created.json' } });
  const { objects, problems } = readSource('cluster:', { asked });
  expect(problems).toEqual([]);
  expect(differences(asked, objects)).toEqual([]);
});

test('who applies all of an object counts, not who applies an annotation of it', () => {
  const asked = applied('two-managers.yaml');
  standIn({ objects: { out: 'two-managers.json' } });
  const [object] = readSource('cluster:', { asked }).objects;
  expect(object.json).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { labels: { app: 'moved' }, name: 'moved', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'moved' } },
      template: {
        metadata: { labels: { app: 'moved' } },
        spec: { containers: [{ env: [{ name: 'NEW', value: '2' }], image: 'example.com/app:1', name: 'web' }] },
      },
    },
  });
});

test('a manifest without a namespace gets the object of the namespace that the context has', () => {
  const asked = applied('client-side.yaml').map(({ namespace: _, json, ...rest }): ManifestObject =>
    ({ ...rest, json: { ...json, metadata: { ...json.metadata as object, namespace: undefined } } }));
  const calls = standIn({ objects: { out: 'client-side.json' } });
  const { objects } = readSource('cluster:shop', { asked });
  expect(objects.map(words)).toEqual(asked.map(words));
  expect(objects.every(({ json, file }) => !('namespace' in (json.metadata as object)) && file === 'cluster:shop')).toBe(true);
  expect(calls()).toEqual([{
    args: ['get', '--output=json', '--ignore-not-found', '--show-managed-fields', '--request-timeout=30s', '--context=shop', '--filename=-'],
    input: expect.stringContaining('{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"}}'),
  }]);
});

test('only names are sent, each once, and nothing for objects whose names will be generated', () => {
  const { objects: asked } = parseManifests('app.yaml', yaml`
    { apiVersion: v1, kind: Secret, metadata: { name: web, namespace: shop }, stringData: { password: hidden } }
    ---
    { apiVersion: v1, kind: Secret, metadata: { name: web, namespace: shop }, stringData: { password: again } }
    ---
    { apiVersion: batch/v1, kind: Job, metadata: { generateName: migrate- } }
  `);
  const calls = standIn({});
  readSource('cluster:', { asked });
  expect(calls().map(({ input }) => input)).toEqual([
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop"}}]}',
  ]);
});

test('a prune selector finds what will be gone, besides what is asked for', () => {
  const asked = applied('client-side.yaml').filter(({ kind }) => ['Deployment', 'ConfigMap'].includes(kind));
  const calls = standIn({ objects: { out: 'client-side.json' }, selected: { out: 'selected.json' } });
  const { objects, problems } = readSource('cluster:', { asked, pruneSelector: 'app=web' });
  expect(problems).toEqual([]);
  expect(objects.map(words)).toEqual([
    'Deployment shop/web', 'ConfigMap shop/web', 'Service shop/web', 'ServiceAccount shop/web', 'PodDisruptionBudget shop/web',
    'HorizontalPodAutoscaler shop/web', 'Ingress shop/web',
  ]);
  expect(calls()[1].args.slice(5)).toEqual(['--selector=app=web', '--namespace=shop', [
    'Deployment.v1.apps', 'ConfigMap.v1.', 'StatefulSet.v1.apps', 'DaemonSet.v1.apps', 'CronJob.v1.batch', 'Service.v1.', 'ServiceAccount.v1.',
    'PersistentVolumeClaim.v1.', 'PodDisruptionBudget.v1.policy', 'HorizontalPodAutoscaler.v2.autoscaling', 'Ingress.v1.networking.k8s.io',
  ].join(',')]);
});

test('each namespace is searched, and what is hostile stays an argument of its own', () => {
  const { objects: asked } = parseManifests('app.yaml', yaml`
    { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: "--all-namespaces" } }
    ---
    { apiVersion: v1, kind: Secret, metadata: { name: "$(id)" } }
    ---
    { apiVersion: v1, kind: "--filename=x,Pod", metadata: { name: b } }
  `);
  const calls = standIn({});
  readSource('cluster:--kubeconfig=x', { asked, pruneSelector: '--all' });
  expect(calls().map(({ args }) => args.slice(5))).toEqual([
    ['--context=--kubeconfig=x', '--filename=-'],
    ['--context=--kubeconfig=x', '--selector=--all', '--namespace=--all-namespaces', expect.stringMatching(/^ConfigMap\.v1\.,Secret\.v1\.,Deployment/)],
    ['--context=--kubeconfig=x', '--selector=--all', expect.stringMatching(/^ConfigMap\.v1\.,Secret\.v1\.,Deployment/)],
  ]);
});

test('nothing but reading is ever asked of kubectl', () => {
  const asked = applied('client-side.yaml');
  const calls = standIn({ objects: { out: 'client-side.json' }, selected: { err: 'unknown-context.txt' }, contexts: { text: 'test\n' } });
  readSource('cluster:prod', { asked, pruneSelector: 'app=web' });
  expect(calls().map(({ args }) => args[0] === 'config' ? args.slice(0, 2) : args[0])).toEqual(['get', 'get', ['config', 'get-contexts']]);
});

test.each(['apply', 'delete', 'patch', 'config set-context', 'create', 'rollout'])('the stand-in fails on `kubectl %s`', verb => {
  standIn({});
  const [path] = process.env.PATH!.split(delimiter);
  expect(() => execFileSync(join(path, 'kubectl'), verb.split(' '), { stdio: 'pipe' })).toThrow('the stand-in only reads');
});
