import { rejectedByApiServer } from '../../../../../src/rules/check/cluster';
import { rejectedObject as rule } from '../../../../../src/rules/check/cluster/rejected-by-api-server/object';
import { messagesOn, read, TARGET, verdictsOn } from '../../judging';

test('finds a duplicate port', () => {
  const verdicts = verdictsOn(rule, rejectedByApiServer.examples.failing);
  expect(verdicts.filter(({ violations }) => violations.length > 0)).toMatchObject([{
    object: { kind: 'Service' },
    violations: [{
      path: ['spec', 'ports', 1, 'port'],
      message: 'The API server refuses the Service, and the release stops: spec.ports[1].port is 80; allowed: a port that no other entry has.',
      fix: 'Set spec.ports[1].port to a port that no other entry has.',
    }],
  }]);
});

const web = (fields: string) => `kind: Service\nspec: { ${fields} }\n`;

test.each<[string, string, string]>([
  ['a Service without ports', web('ports: null'), 'spec.ports is missing; allowed: at least one port'],
  ['a port of 0', web('ports: [{ name: http, port: 0 }]'), 'spec.ports[0].port is 0'],
  ['a port without a name beside another', web('ports: [{ name: http, port: 80 }, { name: null, port: 81 }]'), 'spec.ports[1].name is missing'],
  ['a targetPort that is not a port name', web('ports: [{ name: http, targetPort: Web_Port }]'), 'spec.ports[0].targetPort is Web_Port'],
  ['an unknown type', web('type: Loadbalancer'), 'spec.type is Loadbalancer; allowed: ClusterIP or NodePort or LoadBalancer or ExternalName'],
  ['the name of a Service that begins with a digit', 'apiVersion: v1\nkind: Service\nmetadata: { name: 1st }\nspec: { ports: [{ port: 80 }] }\n', 'metadata.name is'],
  ['a label value with a space', 'kind: Deployment\nmetadata: { labels: { team: our team } }\n', 'metadata.labels.team is'],
  ['a ConfigMap with a number', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { port: 80 }\n', 'data.port is a number; allowed: text'],
  ['an unknown eviction policy', 'kind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: Always }\n', 'spec.unhealthyPodEvictionPolicy is Always'],
  ['a name in capital letters', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: Web_Config }\n', 'metadata.name is'],
])('finds %s', (_, change, part) => {
  const [message, ...more] = messagesOn(rule, change);
  expect(message).toContain(part);
  expect(more).toEqual([]);
});

test.each([
  ['a number', 'stringData: { pin: 47114711 }', 'stringData.pin is a number; allowed: text.', 'Write stringData.pin in quotes.'],
  ['a list', 'stringData: { pins: [47114711] }', 'stringData.pins is a list; allowed: text.', 'Set stringData.pins to text.'],
  ['text instead of a mapping', 'stringData: pin-47114711', 'stringData is text; allowed: a mapping.', 'Set stringData to a mapping.'],
  ['a key', 'stringData: { "my pin": "47114711" }', 'stringData has the key "my pin"; allowed: at most 253 letters, digits, dashes, dots and underscores.',
    'Rename the key "my pin" of stringData: write at most 253 letters, digits, dashes, dots and underscores.'],
])('a message about %s in a Secret does not contain the value', (_, content, part, fix) => {
  const [{ violations }] = rule.judge(read(`apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n${content}\n`).cluster, TARGET);
  expect(violations).toMatchObject([{ message: `The API server refuses the Secret, and the release stops: ${part}`, fix }]);
});

test('finds a Deployment without a selector', () => {
  const yaml = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a, image: a:1 }] } } }\n';
  const [{ violations }] = rule.judge(read(yaml).cluster, TARGET);
  expect(violations).toMatchObject([{ path: ['spec', 'selector'] }]);
});

test.each([
  ['a headless Service without ports', web('clusterIP: None, ports: null')],
  ['a Service for a name outside the cluster', web('type: ExternalName, externalName: example.com, ports: null')],
  ['one port for TCP and UDP', web('ports: [{ name: tcp, port: 53, targetPort: http }, { name: udp, port: 53, targetPort: http, protocol: UDP }]')],
  ['an empty label', 'kind: Deployment\nmetadata: { labels: { team: "" } }\n'],
  ['kinds of other API groups', 'apiVersion: example.com/v1\nkind: Service\nmetadata: { name: 1_A }\n'],
])('does not report %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
