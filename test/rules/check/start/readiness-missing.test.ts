import { readinessMissing as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const PATH = ['spec', 'template', 'spec', 'containers', 0, 'readinessProbe'];
const AT = 'spec.template.spec.containers[0].readinessProbe';
const FIX = `Set ${AT}.httpGet to a path that answers once the application can serve, and port http. Use scheme HTTPS where it speaks TLS, and grpc or tcpSocket where it does not speak HTTP.`;

test('no probe at all', () => {
  expect(saidBy(rule, web({ readinessProbe: null, startupProbe: null }))).toEqual([{
    at: AT,
    message: 'Container web has no readiness probe: it gets requests as soon as its process runs, and an update goes on even if no new pod ever answers.',
    fix: FIX,
  }]);
});

test('only a startup probe', () => {
  expect(saidBy(rule, web({ readinessProbe: null }))).toEqual([{
    at: AT,
    message: 'Container web has no readiness probe: once started it counts as ready for ever, and gets requests even while it cannot answer.',
    fix: FIX,
  }]);
});

test('a container without a name can be spoken of', () => {
  expect(saidBy(rule, `kind: Deployment
spec: { template: { spec: { containers: [{ $patch: delete, name: web }, { name: '', image: web, ports: [{ name: http, containerPort: 8080 }] }] } } }
`)[0].message).toMatch(/^A container without a name has no readiness probe:/);
});

test('any readiness probe passes here', () => {
  expect(verdict(rule, web({}))).toBe('passes');
});

test('does not apply where nobody sends requests, or without containers', () => {
  expect(verdict(rule, web({ readinessProbe: null }) + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n')).toBe('does not apply');
});

test('the injector of a mesh brings the probe of its own gateway', () => {
  expect(verdict(rule, web({ image: 'auto', readinessProbe: null, startupProbe: null }))).toBe('does not apply');
});

describe('a server that speaks no HTTP is told a probe that it can answer', () => {
  const serving = (image: string, containerPort: number, targetPort: number | string = containerPort) => `
${web({ image, readinessProbe: null, startupProbe: null, ports: [{ name: 'http', $patch: 'delete' }, { name: 'db', containerPort }] })}---
${JSON.stringify({ kind: 'Service', spec: { ports: [{ name: 'http', $patch: 'delete', port: 80 }, { name: 'db', port: 1, targetPort }] } })}
`;

  test('by the command of its image, for a person to look at', () => {
    expect(verdictsOn(rule, serving('redis:7.2.4', 6379))[0].violations).toMatchObject([{
      fix: `Set ${AT} to { "exec": { "command": ["redis-cli", "ping"] }, "timeoutSeconds": 5 }.`,
      edits: [{ path: [...PATH], value: { exec: { command: ['redis-cli', 'ping'] }, timeoutSeconds: 5 } }],
      byHand: 'whether the image has this command, and the server answers it without TLS',
    }]);
  });

  test('or by a connection to the port that the Service sends to', () => {
    const [{ fix, byHand }] = verdictsOn(rule, serving('memcached:1.6', 11211, 'db'))[0].violations;
    expect([fix, byHand]).toEqual([`Set ${AT} to { "tcpSocket": { "port": "db" }, "timeoutSeconds": 2 }.`, undefined]);
  });

  test('and one that is not known is told no port of its own', () => {
    expect(saidBy(rule, serving('registry.example.com/web:1', 8080))[0].fix).toBe(`Set ${AT}.httpGet to a path that answers once the application can serve, and port 8080. Use scheme HTTPS where it speaks TLS, and grpc or tcpSocket where it does not speak HTTP.`);
  });
});
