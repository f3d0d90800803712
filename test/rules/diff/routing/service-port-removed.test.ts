import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { servicePortRemoved as rule } from '../../../../src/rules/diff/routing';
import { TARGET } from '../../check/judging';
import { appliesTo, updateBetween, violationsOn } from '../updating';

function service(ports: string, more: string = ''): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web }, ports: [${ports}]${more} }\n`;
}

function found(before: string, after: string) {
  const update = updateBetween(before, after);
  const violations = rule.judge(update, TARGET).flatMap(verdict => verdict.violations);
  for (const release of violations[0]?.recipe ?? []) {
    const next = updateBetween(before, releaseManifests(update, release));
    expect(rule.judge(next, TARGET).flatMap(verdict => verdict.violations)).toEqual([]);
  }
  return violations.map(({ message, fix, path, severity, recipe }) => ({
    message,
    fix,
    path,
    severity,
    recipe: recipe
    && recipeInWords(recipe),
  }));
}

const HTTP = '{ name: http, port: 80, targetPort: http }';

test('fails when a port is removed, and keeps it', () => {
  expect(found(service(`${HTTP}, { name: admin, port: 81 }`), service(HTTP))).toEqual([{
    message: 'Port 81 (admin) is removed: clients that still use the old one are refused as soon as the release is applied.',
    fix: 'Keep port 81 (admin) in spec.ports until clients no longer use it.',
    path: ['spec', 'ports'],
    severity: undefined,
    recipe: 'Release this change, but with spec.ports of Service web set to [{ "name": "http", "port": 80, "targetPort": "http" }, { "name": "admin", "port": 81 }].',
  }]);
});

test('fails when a port is renumbered, and keeps both, the old one with its name', () => {
  expect(found(service(HTTP), service('{ name: http, port: 8080, targetPort: http }'))).toEqual([{
    message: 'Port 80 (http) becomes port 8080 (http): clients that still use the old one are refused as soon as the release is applied.',
    fix: 'Keep port 80 (http) in spec.ports beside the new one until clients no longer use it.',
    path: ['spec', 'ports', 0, 'port'],
    severity: undefined,
    recipe: 'Release this change, but with spec.ports of Service web set to [{ "name": "http", "port": 80, "targetPort": "http" }, { "name": "http-8080", "port": 8080, "targetPort": "http" }].',
  }]);
});

test('fails when the only port has no name and is renumbered: a first name has no endpoints for a moment', () => {
  const [{ message, fix, recipe }] = found(service('{ port: 80 }'), service('{ port: 8080 }'));
  expect(message).toBe('Port 80 becomes port 8080: clients that still use the old one are refused as soon as the release is applied.');
  expect(recipe).toBeUndefined();
  expect(fix).toBe('Leave spec.ports as it is, and add a second Service for the new port until clients no longer use the old one: '
    + 'in this one, port 80 would need a name next to another port, and a port that gets its first name has no endpoints for a moment.');
});

test('fails when only the protocol changes', () => {
  expect(found(service('{ name: dns, port: 53, protocol: UDP }'), service('{ name: dns, port: 53 }')).map(({ message }) => message))
    .toEqual(['Port 53 (dns, UDP) becomes port 53 (dns): clients that still use the old one are refused as soon as the release is applied.']);
});

test('warns when only a scraper of metrics uses the port', () => {
  expect(found(service(`${HTTP}, { name: metrics, port: 9090 }`), service(HTTP))[0].severity).toBe('warning');
});

test('warns when a port is renamed or loses its name', () => {
  const message = 'routes, monitors and SRV records that name it find nothing, and nodes have no endpoints for the new name until the controller has written them.';
  expect(found(service(HTTP), service('{ name: web, port: 80, targetPort: http }'))).toEqual([{
    message: `Port 80 is renamed from http to web: ${message}`,
    fix: 'Set spec.ports[0].name to http.',
    path: ['spec', 'ports', 0, 'name'],
    severity: 'warning',
    recipe: 'Release this change, but with spec.ports of Service web set to [{ "name": "http", "port": 80, "targetPort": "http" }].',
  }]);
  expect(found(service(HTTP), service('{ port: 80, targetPort: http }'))[0].message).toBe(`Port 80 loses its name http: ${message}`);
});

test('warns when a node port changes', () => {
  const port = (nodePort: number): string => service(`{ name: http, port: 80, nodePort: ${nodePort} }`, ', type: NodePort');
  expect(found(port(30080), port(30081))).toEqual([{
    message: 'Port 80 moves from node port 30080 to 30081: load balancers and firewalls outside the cluster that use the old one get no response.',
    fix: 'Set spec.ports[0].nodePort to 30080, and add a second Service for the new node port.',
    path: ['spec', 'ports', 0, 'nodePort'],
    severity: 'warning',
    recipe: 'Release this change, but with spec.ports of Service web set to [{ "name": "http", "port": 80, "nodePort": 30080 }].',
  }]);
});

test('the replacing port does not get its node port in the recipe', () => {
  const port = (number: number): string => service(`{ name: http, port: ${number}, nodePort: 30080 }`, ', type: NodePort');
  expect(found(port(80), port(81))[0].recipe).toContain('[{ "name": "http", "port": 80, "nodePort": 30080, "targetPort": 81 }, { "name": "http-81", "port": 81 }]');
});

test.each([
  ['a port is added', service(HTTP), service(`${HTTP}, { name: admin, port: 81 }`)],
  ['the order changes', service(`${HTTP}, { name: admin, port: 81 }`), service(`{ name: admin, port: 81 }, ${HTTP}`)],
  ['the only port gets a name', service('{ port: 80 }'), service('{ name: http, port: 80 }')],
  ['a node port is left out, which stays, or written, which it may have', service('{ port: 80, nodePort: 30080 }, { port: 81 }'), service('{ port: 80 }, { port: 81, nodePort: 30081 }')],
  ['it leads to another port of the pods', service(HTTP), service('{ name: http, port: 80, targetPort: web }')],
])('passes when %s', (_, before, after) => {
  expect(rule.judge(updateBetween(before, after), TARGET)).toHaveLength(1);
  expect(found(before, after)).toEqual([]);
});

test.each([
  ['a headless Service', 'kind: Service\nspec: { ports: [{ name: http, port: 81 }] }\n', 'kind: Service\nspec: { clusterIP: None }\n'],
  ['a Service that is to become headless, which the API server refuses', 'kind: Service\nspec: { clusterIP: None, ports: [{ name: http, port: 81 }] }\n', ''],
  ['a Service that becomes an alias', 'kind: Service\nspec: { type: ExternalName, externalName: shop.example.com, ports: [{ name: http, port: 81 }] }\n', ''],
  ['a Service that was one', 'kind: Service\nspec: { type: ClusterIP, ports: [{ name: http, port: 81 }] }\n', 'kind: Service\nspec: { type: ExternalName, externalName: shop.example.com }\n'],
  ['a Service without ports', 'kind: Service\nspec: { ports: null }\n', ''],
])('does not apply to %s', (_, change, before) => {
  expect(appliesTo(rule, change, before)).toBe(false);
});

test('keeps the target of the old port if the new pods still have it: its clients do not use TLS', () => {
  const both = '{ name: http, containerPort: 8080 }, { name: https, containerPort: 8443 }';
  const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ports: [${both}] }] } } }\n`;
  const [{ recipe }] = violationsOn(rule, `${change}---\nkind: Service\nspec: { ports: [{ name: https, port: 443, targetPort: https }, { name: http, $patch: delete }] }\n`);
  expect(recipeInWords(recipe!)).toContain('[{ "name": "http", "port": 80, "targetPort": "http" }, { "name": "https", "port": 443, "targetPort": "https" }]');
});

test('keeps the pods that listen at a removed port as well', () => {
  const two = 'kind: Service\nspec: { ports: [{ name: http, port: 80, targetPort: http }, { name: grpc, port: 9000, targetPort: grpc }] }\n---\n'
    + 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ports: [{ name: grpc, containerPort: 9000 }] }] } } }\n';
  const [{ fix, recipe }] = violationsOn(rule, 'kind: Service\nspec: { ports: [{ name: grpc, port: 9000, $patch: delete }, { name: http, port: 80, targetPort: http }] }\n---\n'
    + 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ports: [{ $patch: replace }, { name: http, containerPort: 8080 }] }] } } }\n', two);
  expect(fix).toBe('Keep port 9000 (grpc) in spec.ports, and keep the pods listening there, until clients no longer use it.');
  expect(recipeInWords(recipe!)).toMatch(/^Release this change, but leave Deployment web as it is now and with spec\.ports of Service web set to /);
});
