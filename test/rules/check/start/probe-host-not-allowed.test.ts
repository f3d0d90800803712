import { probeHostNotAllowed as rule } from '../../../../src/rules/check/start';
import { appliesTo, messagesOn } from '../judging';
import { saidBy, web } from '../stop/changes';

const allowing = (value: string, name = 'ALLOWED_HOSTS', readiness: object = {}): string => web({ env: [{ name, value }], readinessProbe: readiness, startupProbe: null });
const sending = (value: string): object => ({ httpGet: { httpHeaders: [{ name: 'Host', value }] } });
const AT = 'spec.template.spec.containers[0].readinessProbe.httpGet';

test('names the host that the probe sends, and the remedy', () => {
  expect(saidBy(rule, allowing('shop.example.com,localhost'))).toEqual([{
    at: AT,
    message: 'The readiness probe of container web sends the address of the pod as its Host header, but ALLOWED_HOSTS allows shop.example.com, localhost only: '
      + 'if the application refuses other hosts, the probe fails, and the pod never becomes ready.',
    fix: `Set ${AT}.httpHeaders to [{ "name": "Host", "value": "shop.example.com" }].`,
  }]);
});

test('finds a header that is not allowed', () => {
  expect(saidBy(rule, allowing('shop.example.com', 'DJANGO_ALLOWED_HOSTS', sending('localhost')))[0].fix).toBe('Set the Host header of this probe to shop.example.com.');
});

test.each([
  ['the Host header of one that is allowed', allowing('shop.example.com', 'ALLOWED_HOSTS', sending('shop.example.com'))],
  ['a subdomain of an allowed domain', allowing('.example.com', 'ALLOWED_HOSTS', sending('shop.example.com:8080'))],
])('passes %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['all hosts', allowing('*')],
  ['all hosts of a list', allowing('["shop.example.com", "*"]')],
  ['the address of the pod', allowing('shop.example.com,$(POD_IP)')],
  ['another variable', allowing('shop.example.com', 'HOSTS')],
  ['a value from elsewhere', web({ env: [{ name: 'ALLOWED_HOSTS', valueFrom: { configMapKeyRef: { name: 'web', key: 'hosts' } } }] })],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});

const CONFIG = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { ALLOWED_HOSTS: shop.example.com, ANY: "*" }\n';

test.each([
  ['all of a ConfigMap', { envFrom: [{ configMapRef: { name: 'web' } }] }],
  ['a key of a ConfigMap', { env: [{ name: 'DJANGO_ALLOWED_HOSTS', valueFrom: { configMapKeyRef: { name: 'web', key: 'ALLOWED_HOSTS' } } }] }],
])('reads the list from %s', (_, container) => {
  expect(messagesOn(rule, `${web(container)}${CONFIG}`)[0]).toMatch(/ALLOWED_HOSTS allows shop\.example\.com only/);
});

test('a list in the container overrides that of a ConfigMap', () => {
  const env = { envFrom: [{ configMapRef: { name: 'web' } }], env: [{ name: 'ALLOWED_HOSTS', value: '*' }] };
  expect(appliesTo(rule, `${web(env)}${CONFIG}`)).toBe(false);
  expect(appliesTo(rule, `${web({ env: [{ name: 'ALLOWED_HOSTS', valueFrom: { configMapKeyRef: { name: 'web', key: 'ANY' } } }] })}${CONFIG}`)).toBe(false);
});

test('ignores lists of hosts with another purpose', () => {
  expect(appliesTo(rule, allowing('shop.example.com', 'CORS_ALLOWED_HOSTS'))).toBe(false);
});

test.each(['AllowedHosts', 'ALLOWEDHOSTS', 'ASPNETCORE_ALLOWEDHOSTS'])('reads the list of ASP.NET Core in %s', name => {
  expect(messagesOn(rule, allowing('shop.example.com;www.example.com', name))).not.toEqual([]);
  expect(messagesOn(rule, allowing('*', name))).toEqual([]);
});

test('reads the list of Nextcloud', () => {
  expect(messagesOn(rule, allowing('cloud.example.com', 'NEXTCLOUD_TRUSTED_DOMAINS'))).not.toEqual([]);
});

test('passes probes that send no request', () => {
  expect(messagesOn(rule, allowing('shop.example.com', 'ALLOWED_HOSTS', { $patch: 'replace', tcpSocket: { port: 8080 } }))).toEqual([]);
});
