import { overwrittenSecret as rule } from '../../../../../src/rules/check/config/config-not-found/overwritten-secret';
import { messagesOn, verdictsOn } from '../../judging';
import { all, container, fixesOn, object, pathsOn } from '../../placement/violations-on';

const reads = (...keys: string[]): string =>
  container({ env: keys.map(key => ({ name: key, valueFrom: { secretKeyRef: { name: 'login', key } } })) });
const SECRET = (annotations: object = {}): string => object('v1', 'Secret', 'login', { stringData: { session: 'x', password: 'x' } }, { annotations });
const external = (spec: object, name = 'login-sso'): string => object('external-secrets.io/v1', 'ExternalSecret', name, {
  spec: { target: { name: 'login' }, data: [{ secretKey: 'client', remoteRef: { key: 'sso' } }], ...spec },
});
const sealed = (keys: object): string => object('bitnami.com/v1alpha1', 'SealedSecret', 'login', { spec: { encryptedData: keys } });

test('names the keys that are lost, and who needs them', () => {
  const change = all(reads('session', 'password', 'client'), SECRET(), external({}));
  expect(messagesOn(rule, change)).toEqual([
    'ExternalSecret login-sso overwrites Secret login, which then lacks the keys session and password: from then on, no new pod of Deployment web starts.',
  ]);
  expect(fixesOn(rule, change)).toEqual(['Set spec.target.creationPolicy to Merge, or let it write a Secret of its own.']);
  expect(pathsOn(rule, change)).toEqual(['spec.target']);
  expect(verdictsOn(rule, change).map(({ object: { kind, name } }) => `${kind} ${name}`)).toEqual(['ExternalSecret login-sso']);
});

test.each([
  ['it owns the Secret', external({ target: { name: 'login', creationPolicy: 'Owner' } })],
  ['it has the name of the Secret', external({ target: {} }, 'login')],
  ['it does not own the Secret', external({ target: { name: 'login', creationPolicy: 'Orphan' } })],
  ['it has a template', external({ target: { name: 'login', template: { data: { client: '{{ .client }}' } } } })],
])('fails if %s', (_, writer) => {
  expect(messagesOn(rule, all(reads('session'), SECRET(), writer))).toHaveLength(1);
});

test.each([
  ['merges', external({ target: { name: 'login', creationPolicy: 'Merge' } })],
  ['creates or merges', external({ target: { name: 'login', creationPolicy: 'CreateOrMerge' } })],
  ['writes nothing', external({ target: { name: 'login', creationPolicy: 'None' } })],
  ['does not change an existing Secret', external({ target: { name: 'login', immutable: true } })],
  ['writes keys of the store', external({ dataFrom: [{ extract: { key: 'sso' } }] })],
  ['has the keys', external({ data: [{ secretKey: 'session', remoteRef: { key: 'sso' } }] })],
  ['writes another Secret', external({ target: { name: 'login-sso' } })],
])('passes one that %s', (_, writer) => {
  expect(messagesOn(rule, all(reads('session'), SECRET(), writer))).toEqual([]);
});

test('cert-manager keeps other keys', () => {
  expect(messagesOn(rule, all(reads('session'), SECRET(), object('cert-manager.io/v1', 'Certificate', 'tls', { spec: { secretName: 'login' } })))).toEqual([]);
});

test('a SealedSecret overwrites only a Secret that allows it', () => {
  const change = all(reads('session'), SECRET({ 'sealedsecrets.bitnami.com/managed': 'true' }), sealed({ client: 'Ag' }));
  expect(messagesOn(rule, change)).toEqual(['SealedSecret login overwrites Secret login, which then lacks the key session: from then on, no new pod of Deployment web starts.']);
  expect(fixesOn(rule, change)).toEqual(["Set metadata.annotations['sealedsecrets.bitnami.com/patch'] of Secret login to \"true\", or let it write a Secret of its own."]);
  expect(messagesOn(rule, all(reads('session'), SECRET(), sealed({ client: 'Ag' })))).toEqual([]);
  expect(messagesOn(rule, all(reads('session'), SECRET({ 'sealedsecrets.bitnami.com/managed': 'true', 'sealedsecrets.bitnami.com/patch': 'true' }), sealed({ client: 'Ag' })))).toEqual([]);
});

test('optional keys are not needed', () => {
  const optional = container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'session', optional: true } } }] });
  expect(messagesOn(rule, all(optional, SECRET(), external({})))).toEqual([]);
});
