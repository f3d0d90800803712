import { readinessMissing as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const PATH = ['spec', 'template', 'spec', 'containers', 0, 'readinessProbe'];
const AT = 'spec.template.spec.containers[0].readinessProbe';
const FIX = `Set ${AT}.httpGet to a path that answers once the application can serve, and port http. Use scheme HTTPS if it speaks TLS, and grpc or tcpSocket if it does not speak HTTP.`;

test('finds a container without probes', () => {
  expect(saidBy(rule, web({ readinessProbe: null, startupProbe: null }))).toEqual([{
    at: AT,
    message: 'Container web has no readiness probe: it gets requests as soon as its process runs, and an update proceeds even if no new pod ever answers.',
    fix: FIX,
  }]);
});

test('finds a container with only a startup probe', () => {
  expect(saidBy(rule, web({ readinessProbe: null }))).toEqual([{
    at: AT,
    message: 'Container web has no readiness probe: once started it always counts as ready, and gets requests even while it cannot answer.',
    fix: FIX,
  }]);
});

test('describes a container without a name', () => {
  expect(saidBy(rule, `kind: Deployment
spec: { template: { spec: { containers: [{ $patch: delete, name: web }, { name: '', image: web, ports: [{ name: http, containerPort: 8080 }] }] } } }
`)[0].message).toMatch(/^A container without a name has no readiness probe:/);
});

test('any readiness probe passes here', () => {
  expect(verdict(rule, web({}))).toBe('passes');
});

test('does not apply if the pods receive no requests, or without containers', () => {
  expect(verdict(rule, web({ readinessProbe: null }) + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n')).toBe('does not apply');
});

test('passes the gateway of a mesh, whose probe the injector adds', () => {
  expect(verdict(rule, web({ image: 'auto', readinessProbe: null, startupProbe: null }))).toBe('does not apply');
});

describe('recommends a probe that a server without HTTP can answer', () => {
  const serving = (image: string, containerPort: number, targetPort: number | string = containerPort) => `
${web({ image, readinessProbe: null, startupProbe: null, ports: [{ name: 'http', $patch: 'delete' }, { name: 'db', containerPort }] })}---
${JSON.stringify({ kind: 'Service', spec: { ports: [{ name: 'http', $patch: 'delete', port: 80 }, { name: 'db', port: 1, targetPort }] } })}
`;

  test('with the command of its image, for a person to confirm', () => {
    expect(verdictsOn(rule, serving('redis:7.2.4', 6379))[0].violations).toMatchObject([{
      fix: `Set ${AT} to { "exec": { "command": ["redis-cli", "ping"] }, "timeoutSeconds": 5 }.`,
      edits: [{ path: [...PATH], value: { exec: { command: ['redis-cli', 'ping'] }, timeoutSeconds: 5 } }],
      byHand: 'whether the image has this command, and the server answers it without TLS',
    }]);
  });

  test('with a connection to the port that the Service sends to', () => {
    const [{ fix, byHand }] = verdictsOn(rule, serving('memcached:1.6', 11211, 'db'))[0].violations;
    expect([fix, byHand]).toEqual([`Set ${AT} to { "tcpSocket": { "port": "db" }, "timeoutSeconds": 2 }.`, undefined]);
  });

  test('without a port for an unknown server', () => {
    expect(saidBy(rule, serving('registry.example.com/web:1', 8080))[0].fix).toBe(`Set ${AT}.httpGet to a path that answers once the application can serve, and port 8080. Use scheme HTTPS if it speaks TLS, and grpc or tcpSocket if it does not speak HTTP.`);
  });
});
