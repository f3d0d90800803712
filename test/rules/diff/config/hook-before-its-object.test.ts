import { hookBeforeItsObject as rule } from '../../../../src/rules/diff/config';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { messagesOn, verdictsOn } from '../updating';

const WAVE = 'argocd.argoproj.io/sync-wave';
const all = (...parts: string[]): string => parts.join('---\n');

function object(apiVersion: string, kind: string, name: string, fields: object = {}, annotations: object = {}): string {
  return `${JSON.stringify({ apiVersion, kind, metadata: { name, annotations }, ...fields })}\n`;
}

function job(annotations: object, container: object = {}, pod: object = {}): string {
  return object('batch/v1', 'Job', 'migrate', { spec: { template: { spec: { restartPolicy: 'Never', ...pod, containers: [{ name: 'migrate', ...container }] } } } }, annotations);
}

const HELM = { 'helm.sh/hook': 'pre-upgrade' };
const PRE_SYNC = { 'argocd.argoproj.io/hook': 'PreSync' };
const account = (annotations: object = {}): string => object('v1', 'ServiceAccount', 'migrate', {}, annotations);
const ACCOUNT = { serviceAccountName: 'migrate' };
const SECRET = { envFrom: [{ secretRef: { name: 'login' } }] };
const external = (annotations: object = {}): string => object('external-secrets.io/v1', 'ExternalSecret', 'vault-login', { spec: { target: { name: 'login' } } }, annotations);

test('finds its failing example', () => {
  const [{ object: { kind }, violations: [{ path, message, fix, recipe }] }] = verdictsOn(rule, rule.examples.unsafe);
  expect([kind, path]).toEqual(['Job', ['spec', 'template', 'spec', 'serviceAccountName']]);
  expect(message).toBe('Job migrate (pre-upgrade) needs ServiceAccount migrate, which is new in this release, and which Helm creates after it: '
    + 'its pods cannot start, and Helm waits for them until the release fails.');
  expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Release ServiceAccount migrate first, and the rest of the change when ServiceAccount migrate exists. '
    + 'Release 1: this change, but leave Job migrate as it is now. When ServiceAccount migrate exists, release 2: the rest of this change.');
});

test('finds a Secret that Argo CD lets an operator write only later', () => {
  expect(messagesOn(rule, all(job(PRE_SYNC, SECRET), external()), job(PRE_SYNC))).toEqual([
    'Job migrate (PreSync) needs Secret login, which is new in this release, and which Argo CD creates in Sync from ExternalSecret vault-login: '
    + 'its pods cannot start, and Argo CD waits for them until the release fails.',
  ]);
});

test('finds a Deployment of an earlier wave', () => {
  const change = all('kind: Deployment\nspec: { template: { spec: { serviceAccountName: migrate } } }\n', account({ [WAVE]: '2' }));
  expect(messagesOn(rule, change, '')).toEqual([expect.stringContaining('Deployment web (wave 0) needs ServiceAccount migrate, which is new in this release, and which Argo CD creates in wave 2')]);
});

test('finds a new hook only if it fails in a first installation, too', () => {
  expect(messagesOn(rule, all(job({ 'helm.sh/hook': 'pre-install,pre-upgrade' }, {}, ACCOUNT), account()), '')).toHaveLength(1);
  expect(messagesOn(rule, all(job({ 'helm.sh/hook': 'post-install,pre-upgrade' }, {}, ACCOUNT), account()), '')).toEqual([]);
});

test.each([
  ['an object that exists', all(job(HELM, {}, ACCOUNT)), all(job(HELM), account())],
  ['an object that is not in the manifests', job(HELM, {}, ACCOUNT), job(HELM)],
  ['an object that is a hook of the same event', all(job(HELM, {}, ACCOUNT), account({ 'helm.sh/hook': 'pre-install,pre-upgrade', 'helm.sh/hook-weight': '-1' })), job(HELM)],
  ['an object that the hook needed before, so that it exists elsewhere', account(), job(HELM, {}, ACCOUNT)],
  ['an object that other pods needed before', all(job(HELM, {}, ACCOUNT), account()), all(job(HELM), 'kind: Deployment\nspec: { template: { spec: { serviceAccountName: migrate } } }\n')],
  ['a hook after the upgrade', all(job({ 'helm.sh/hook': 'post-upgrade' }, {}, ACCOUNT), account()), job({ 'helm.sh/hook': 'post-upgrade' })],
  ['a hook that needs nothing new', job(HELM, { image: 'registry.example.com/web:2' }), job(HELM)],
])('passes %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
});
