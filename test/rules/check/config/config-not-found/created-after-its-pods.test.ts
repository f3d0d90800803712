import { createdAfterItsPods as rule } from '../../../../../src/rules/check/config/config-not-found/created-after-its-pods';
import { messagesOn } from '../../judging';
import { all, container, deployment, fixesOn, object, pathsOn } from '../../placement/violations-on';

const HELM = { 'helm.sh/hook': 'pre-install,pre-upgrade' };
const PRE_SYNC = { 'argocd.argoproj.io/hook': 'PreSync' };
const WAVE = 'argocd.argoproj.io/sync-wave';

function job(annotations: object, spec: object = { serviceAccountName: 'migrate' }): string {
  return object('batch/v1', 'Job', 'migrate', { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate' }], ...spec } } } }, { annotations });
}

const account = (annotations: object = {}): string => object('v1', 'ServiceAccount', 'migrate', {}, { annotations });
const reads = (from: object) => ({ containers: [{ name: 'migrate', envFrom: [from] }] });
const SECRET = reads({ secretRef: { name: 'login' } });
const external = (annotations: object = {}): string => object('external-secrets.io/v1', 'ExternalSecret', 'vault-login', { spec: { target: { name: 'login' } } }, { annotations });

test('names the hook of Helm, what it needs, and a hook that runs after it', () => {
  const change = all(job(HELM), account());
  expect(messagesOn(rule, change)).toEqual([
    'Job migrate (pre-install) needs ServiceAccount migrate, which Helm creates after it: in a first installation its pods cannot start, and Helm waits for them.',
  ]);
  expect(pathsOn(rule, change)).toEqual(['spec.template.spec.serviceAccountName']);
  expect(fixesOn(rule, change)).toEqual(["Set metadata.annotations['helm.sh/hook'] to \"post-install,pre-upgrade\"."]);
  expect(messagesOn(rule, all(job({ 'helm.sh/hook': 'post-install,pre-upgrade' }), account()))).toEqual([]);
});

test('reads the deprecated name of the field for a ServiceAccount', () => {
  const change = all(job(HELM, { serviceAccount: 'migrate' }), account());
  expect(messagesOn(rule, change)).toHaveLength(1);
  expect(pathsOn(rule, change)).toEqual(['spec.template.spec.serviceAccount']);
});

test('a hook of a higher weight comes later', () => {
  const change = all(job({ ...HELM, 'helm.sh/hook-weight': '-5' }), account({ ...HELM, 'helm.sh/hook-weight': '3' }));
  expect(messagesOn(rule, change)).toEqual([
    'Job migrate (weight -5) needs ServiceAccount migrate, which Helm creates with weight 3: in a first installation its pods cannot start, and Helm waits for them.',
  ]);
  expect(fixesOn(rule, change)).toEqual(["Set metadata.annotations['helm.sh/hook-weight'] to \"4\"."]);
  expect(messagesOn(rule, all(job({ ...HELM, 'helm.sh/hook-weight': '4' }), account({ ...HELM, 'helm.sh/hook-weight': '3' })))).toEqual([]);
});

test('names the hook of Argo CD, and the object that writes the Secret', () => {
  const change = all(job(PRE_SYNC, SECRET), external());
  expect(messagesOn(rule, change)).toEqual([
    'Job migrate (PreSync) needs Secret login, which Argo CD creates in Sync from ExternalSecret vault-login: in a first sync its pods cannot start, and Argo CD waits for them.',
  ]);
  expect(fixesOn(rule, change)).toEqual([
    `Set metadata.annotations['argocd.argoproj.io/hook'] to Sync, metadata.annotations['${WAVE}'] to "-1", and metadata.annotations['${WAVE}'] of ExternalSecret vault-login to "-2".`,
  ]);
  expect(messagesOn(rule, all(job({ 'argocd.argoproj.io/hook': 'Sync', [WAVE]: '-1' }, SECRET), external({ [WAVE]: '-2' })))).toEqual([]);
});

test('a later wave comes later, also for a Deployment', () => {
  const config = (annotations: object) => object('v1', 'ConfigMap', 'settings', { data: { A: 'a' } }, { annotations });
  const change = all(container({ envFrom: [{ configMapRef: { name: 'settings' } }] }), config({ [WAVE]: '1' }));
  expect(messagesOn(rule, change)).toEqual([
    'Deployment web (wave 0) needs ConfigMap settings, which Argo CD creates in wave 1: in a first sync its pods cannot start, and Argo CD waits for them.',
  ]);
  expect(fixesOn(rule, change)).toEqual([`Set metadata.annotations['${WAVE}'] of ConfigMap settings to "0".`]);
  expect(messagesOn(rule, all(change, deployment({}, { annotations: { [WAVE]: '1' } })))).toEqual([]);
});

test.each([
  ['a ConfigMap', { configMapRef: { name: 'login' } }, object('v1', 'ConfigMap', 'login', { data: { a: 'b' } })],
  ['a Secret', { secretRef: { name: 'login' } }, object('v1', 'Secret', 'login', { stringData: { a: 'b' } })],
  ['a SealedSecret', { secretRef: { name: 'login' } }, object('bitnami.com/v1alpha1', 'SealedSecret', 'login', { spec: { encryptedData: { a: 'b' } } })],
  ['a hook of another event', { secretRef: { name: 'login' } }, object('v1', 'Secret', 'login', { stringData: { a: 'b' } }, { annotations: { 'helm.sh/hook': 'post-install' } })],
])('finds %s', (_, from, provider) => {
  expect(messagesOn(rule, all(job(HELM, reads(from)), provider))).toHaveLength(1);
});

test('finds a claim', () => {
  const claim = object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'] } });
  expect(messagesOn(rule, all(job(PRE_SYNC, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] }), claim))).toHaveLength(1);
});

test.each([
  ['a hook of upgrades only, at which the object may exist', all(job({ 'helm.sh/hook': 'pre-upgrade' }), account())],
  ['a hook after the installation', all(job({ 'helm.sh/hook': 'post-install' }), account())],
  ['an object that is a hook of the same weight', all(job(HELM), account(HELM))],
  ['an object that is a hook of an earlier phase', all(job({ [WAVE]: '-1' }), account(PRE_SYNC))],
  ['an object of an earlier wave', all(job(PRE_SYNC), account({ ...PRE_SYNC, [WAVE]: '-1' }))],
  ['an object that is elsewhere', job(HELM)],
  ['the default account', job(HELM, { serviceAccountName: 'default' })],
  ['a Job without an order', all(job({}), account())],
  ['an optional object', all(job(HELM, reads({ secretRef: { name: 'login', optional: true } })), external())],
  ['a hook outside the syncs', all(job({ 'argocd.argoproj.io/hook': 'Skip' }), account())],
  ['a suspended Job', all(object('batch/v1', 'Job', 'migrate', { spec: { suspend: true, template: { spec: { serviceAccountName: 'migrate', containers: [] } } } }, { annotations: HELM }), account())],
  ['a CronJob', all(object('batch/v1', 'CronJob', 'c', { spec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: 'migrate' } } } } } }, { annotations: PRE_SYNC }), account())],
  ['an object that exists twice, once in time', all(job(PRE_SYNC, SECRET), external(), object('v1', 'Secret', 'login', { stringData: { a: 'b' } }, { annotations: PRE_SYNC }))],
])('passes %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
