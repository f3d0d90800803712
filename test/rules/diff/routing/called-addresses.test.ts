import { networkpolicyRefusesCallers as rule } from '../../../../src/rules/diff/routing';
import { messagesOn } from '../updating';

const web = (name: string, value: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, env: [{ name: ${name}, value: "${value}" }] }] } } }\n`;
const policy = (to: string, ports = '') => 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\n'
  + `spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [${to}]${ports} }, { ports: [{ port: 53, protocol: UDP }] }] }\n`;
const INTERNET = '{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }';

test.each([['DB_HOST', '10.47.53.151', '10.47.53.151'], ['DATABASE_URL', 'postgres://a:b@10.47.53.151:5432/shop', '10.47.53.151:5432']])(
  'fails when a policy excepts the address in %s', (name, value, address) => {
    expect(messagesOn(rule, policy(INTERNET), web(name, value))).toEqual([
      `NetworkPolicy web will not allow the pods of Deployment web to connect to ${address}: their calls for users' requests fail as soon as the release is applied.`,
    ]);
  });

test.each([
  ['the range includes the address', policy(INTERNET), web('DB_HOST', '192.168.1.1')],
  ['another range includes the address', policy(`${INTERNET}, { ipBlock: { cidr: 10.47.53.0/24 } }`), web('DB_HOST', '10.47.53.151')],
  ['the variable has another meaning', policy(INTERNET), web('VERSION', '10.4.3.1')],
  ...['ALLOWED_HOSTS', 'DJANGO_ALLOWED_HOSTS', 'TRUSTED_PROXY_ADDRESSES', 'BIND_ADDR', 'KAFKA_ADVERTISED_HOST', 'SERVER_VERSION', 'NO_PROXY_HOSTS', 'FORWARDED_FOR_SERVERS', 'LISTEN_HOST', 'EXTERNAL_IP_ADDRESS']
    .map(name => [`the variable ${name} names no server that is called`, policy(INTERNET), web(name, '10.4.3.1')]),
  ['a range is named', policy(INTERNET), web('METRICS_ADDRESSES', '10.0.0.0/8,10.4.0.0/16')],
  ['the address is that of the pod', policy('{ ipBlock: { cidr: 10.0.0.0/8 } }'), web('LISTEN_ADDR', '0.0.0.0:8080')],
  ['the port is allowed', policy('{ ipBlock: { cidr: 10.0.0.0/8 } }', ', ports: [{ port: 5432 }]'), web('DB_URL', 'postgres://10.1.1.1:5432/a')],
])('passes when %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
});

test('fails when another port of the address is allowed', () => {
  expect(messagesOn(rule, policy('{ ipBlock: { cidr: 10.0.0.0/8 } }', ', ports: [{ port: 443 }]'), web('DB_URL', 'postgres://10.1.1.1:5432/a'))).toHaveLength(1);
});
