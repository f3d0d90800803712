
import { Violation } from '../../../../src/rules';
import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { serviceTargetPortChanged as rule } from '../../../../src/rules/diff/routing';
import { TARGET } from '../../check/judging';
import { appliesTo, updateBetween } from '../updating';

interface Pods {
  readonly ports?: string;
  readonly probed?: number | string;
  readonly more?: string;
}

/** A Deployment with these container ports, and a Service that sends to them. */
function manifests({ ports = '{ name: http, containerPort: 8080 }', probed, more = '' }: Pods, ...targetPorts: (number | string)[]): string {
  const probe = probed === undefined ? '' : `, readinessProbe: { httpGet: { port: ${probed} } }`;
  const service = targetPorts.map((targetPort, i) => `{ name: http${i || ''}, port: ${80 + i}, targetPort: ${targetPort} }`);
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1"${probe}${more}, ports: [${ports}] }] } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [${service.join(', ')}] }
`;
}

function found(before: string, after: string): Violation[] {
  return rule.judge(updateBetween(before, after), TARGET).flatMap(({ violations }) => violations);
}

/** The recipe of the one violation, each step of which has none. */
function recipe(before: string, after: string): string | undefined {
  const update = updateBetween(before, after);
  const [violation, ...others] = rule.judge(update, TARGET).flatMap(({ violations }) => violations);
  expect(others).toEqual([]);
  let running = before;
  for (const release of violation.recipe ?? []) {
    const next = releaseManifests(update, release);
    expect(found(running, next)).toEqual([]);
    running = next;
  }
  return violation.recipe && recipeInWords(violation.recipe);
}

const NAMED = '{ name: http, containerPort: 9090 }';
const BARE = '{ containerPort: 8080 }';
const BARE_NEW = '{ containerPort: 9090 }';
const RUNNING = manifests({}, 8080);

test('fails when Service and pods change the number together, and uses the name that both have', () => {
  const after = manifests({ ports: NAMED }, 9090);
  const [violation] = found(RUNNING, after);
  expect(violation.message).toBe('Port 80 will lead to port 9090 of the pods, but the running ones have 8080 (http): '
    + 'every request to it fails from this release until new pods are ready.');
  expect(violation.path).toEqual(['spec', 'ports', 0, 'targetPort']);
  expect(violation.severity).toBeUndefined();
  expect(violation.fix).toBe('Set spec.ports[0].targetPort to the name of a container port that both old and new pods have.');
  expect(recipe(RUNNING, after)).toBe('Release this change, but with spec.ports[0].targetPort of Service web set to http.');
});

test('first names the port where it has no name: two releases', () => {
  const path = 'spec.template.spec.containers[0].ports[0].name of Deployment web set to http';
  expect(recipe(manifests({ ports: BARE }, 8080), manifests({ ports: BARE_NEW }, 9090))).toBe(
    `Release 1: this change, but leave Deployment web as it is now, with ${path} and leave Service web as it is now. `
    + `When its pods are ready, release 2: the rest of this change, but with spec.ports[0].targetPort of Service web set to http and with ${path}.`);
});

test('uses another name where the one of the Service is another port, or is too long', () => {
  const admin = ', { name: http, containerPort: 9000 }';
  expect(recipe(manifests({ ports: BARE + admin }, 8080), manifests({ ports: BARE_NEW + admin }, 9090))).toContain('ports[0].name of Deployment web set to port-80');
  const long = (text: string): string => text.replace('{ name: http,', '{ name: a-name-of-sixteen,');
  expect(recipe(long(manifests({ ports: BARE }, 8080)), long(manifests({ ports: BARE_NEW }, 9090)))).toContain('ports[0].name of Deployment web set to port-80');
});

test('gives the running pods the name that the new ones have', () => {
  expect(recipe(manifests({ ports: BARE }, 8080), manifests({ ports: '{ name: app, containerPort: 9090 }' }, 9090)))
    .toContain('Release 1: this change, but leave Deployment web as it is now, with spec.template.spec.containers[0].ports[0].name of Deployment web set to app and leave');
});

test('gives new pods the name that the running ones have', () => {
  expect(recipe(RUNNING, manifests({ ports: BARE_NEW }, 9090))).toBe('Release this change, but with spec.ports[0].targetPort of Service web set to http '
    + 'and with spec.template.spec.containers[0].ports[0].name of Deployment web set to http.');
});

test('has no recipe where number and name change together', () => {
  expect(recipe(RUNNING, manifests({ ports: '{ name: app, containerPort: 9090 }' }, 9090))).toBeUndefined();
});

test('has no recipe through a name where another Service sends to the same pods', () => {
  const metrics = '---\napiVersion: v1\nkind: Service\nmetadata: { name: other, namespace: shop }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }\n';
  const [violation] = found(`${RUNNING}${metrics}`, `${manifests({ ports: NAMED }, 9090)}${metrics}`);
  expect(violation.recipe).toBeUndefined();
});

test('fails when the container port changes under a targetPort by number', () => {
  const after = manifests({ ports: NAMED }, 8080);
  expect(found(RUNNING, after).map(({ message }) => message)).toEqual(['Port 80 still leads to port 8080 of the pods, but new ones have 9090 (http): each of them refuses every request.']);
  expect(recipe(RUNNING, after)).toBe('Release this change, but with spec.ports[0].targetPort of Service web set to http.');
});

test('fails when it moves to a number that only the running pods have', () => {
  const before = manifests({ ports: `${BARE}, { containerPort: 9000 }` }, 8080);
  expect(found(before, manifests({ ports: BARE }, 9000)).map(({ message }) => message))
    .toEqual(['Port 80 will lead to port 9000 of the pods, but new ones have 8080: each of them refuses every request.']);
});

test('fails when it leads to a name that only new pods have, and switches one release later', () => {
  const [before, after] = [manifests({}, 'http'), manifests({ ports: '{ name: app, containerPort: 8080 }' }, 'app')];
  expect(found(before, after).map(({ message }) => message)).toEqual(['Port 80 will lead to port app of the pods, but the running ones have 8080 (http): '
    + 'every request to it fails from this release until new pods are ready.']);
  expect(recipe(before, after)).toBe('Release 1: this change, but with spec.ports[0].targetPort of Service web set to 8080. When its pods are ready, release 2: the rest of this change.');
});

test('fails when it leads to a port that new pods have beside the old one, and switches one release later', () => {
  expect(recipe(RUNNING, manifests({ ports: '{ name: http, containerPort: 8080 }, { name: proxy, containerPort: 9090 }' }, 9090)))
    .toBe('Release 1: this change, but with spec.ports[0].targetPort of Service web set to 8080. When its pods are ready, release 2: the rest of this change.');
});

test('moves several ports together, and never only some of them', () => {
  const before = manifests({ ports: '{ containerPort: 8080 }, { containerPort: 8443 }' }, 8080, 8443);
  const ports = '{ containerPort: 8080 }, { containerPort: 8443 }, { containerPort: 9080 }, { containerPort: 9443 }';
  const [one, other] = found(before, manifests({ ports }, 9080, 9443));
  expect(other.path).toEqual(['spec', 'ports', 1, 'targetPort']);
  expect(recipeInWords(one.recipe!)).toContain('this change, but with spec.ports[0].targetPort of Service web set to 8080 and with spec.ports[1].targetPort of Service web set to 8443.');
  const half = found(before, manifests({ ports: ports.replace('8443', '7443') }, 9080, 9443));
  expect(half.map(violation => violation.recipe)).toEqual([undefined, undefined]);
});

test('warns when pods that stay do not declare the port', () => {
  const [violation] = found(RUNNING, manifests({}, 9090));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('Port 80 will lead to port 9090 of the pods, but they have 8080 (http): unless a process listens there nevertheless, every request to it fails.');
  expect(recipe(RUNNING, manifests({}, 9090))).toBe('Release this change, but with spec.ports[0].targetPort of Service web set to 8080.');
});

test('without declared ports, mentions of the port in new pods decide', () => {
  const before = manifests({ ports: '', probed: 8080 }, 8080);
  const [violation] = found(before, manifests({ ports: '', probed: 9090 }, 9090));
  expect(violation.message).toContain('but the running ones have none: every request to it fails from this release');
  expect(violation.recipe).toBeUndefined();
  expect(found(before, manifests({ ports: '', probed: 8080 }, 9090))).toEqual([]);
  expect(found(manifests({ ports: '', probed: 9090 }, 8080), manifests({ ports: '', probed: 9090 }, 9090))).toEqual([]);
});

test('distinguishes protocols', () => {
  const dns = (protocol: string): string => manifests({ ports: `{ name: http, containerPort: 53, protocol: ${protocol} }` }, 'http');
  const udp = (text: string): string => text.replace('port: 80,', 'port: 80, protocol: UDP,');
  expect(found(udp(dns('UDP')), udp(dns('UDP')).replace('targetPort: http', 'targetPort: 53'))).toEqual([]);
  expect(found(dns('UDP'), dns('TCP'))).toEqual([]);
});

test.each([
  ['each pod has its own number for the name', manifests({}, 'http'), manifests({ ports: NAMED }, 'http')],
  ['the number becomes the name that means it', RUNNING, manifests({}, 'http')],
  ['the name becomes the number that it means', manifests({}, 'http'), RUNNING],
  ['running pods listen on the new number, too', manifests({ ports: `${BARE}, { containerPort: 9090 }` }, 8080), manifests({ ports: `${BARE}, { containerPort: 9090 }` }, 9090)],
  ['running pods say that they listen on the new number', manifests({ more: ', env: [{ name: PORT, value: "9090" }]' }, 8080), manifests({ ports: NAMED }, 9090)],
  ['the port led to nothing before either', manifests({}, 'app'), manifests({}, 'http')],
  ['only the image changes', RUNNING, RUNNING.replace('web:1', 'web:2')],
])('passes when %s', (_, before, after) => {
  expect(rule.judge(updateBetween(before, after), TARGET)).toHaveLength(1);
  expect(found(before, after)).toEqual([]);
});

test.each([
  ['a headless Service', 'kind: Service\nspec: { ports: [{ name: http, targetPort: 9090 }] }\n', 'kind: Service\nspec: { clusterIP: None }\n'],
  ['a Service that no pod of now is left to', 'kind: Service\nspec: { selector: { app: other }, ports: [{ name: http, targetPort: 9090 }] }\n', ''],
  ['a port that is not there before', 'kind: Service\nspec: { ports: [{ name: http, port: 81 }] }\n', ''],
])('does not apply to %s', (_, change, before) => {
  expect(appliesTo(rule, change, before)).toBe(false);
});
