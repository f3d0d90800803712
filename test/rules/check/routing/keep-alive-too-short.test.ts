import { keepAliveTooShort } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = keepAliveTooShort;
const ALB = 'alb.ingress.kubernetes.io';

function ingress(annotations = '', className = 'alb'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { ${ALB}/target-type: ip${annotations} } }
spec: { ingressClassName: ${className}, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
}

const started = (command: string[], args: string[] = [], env: object[] = []) =>
  `---\n${JSON.stringify({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', command, args, env }] } } } })}\n`;
const gunicorn = (option: string) => started(['gunicorn', '-b', '0.0.0.0:8080', '-k', 'gthread', ...option === '' ? [] : option.split(' '), 'shop:app']);
const fixesOn = (change: string) => verdictsOn(rule, change).flatMap(({ violations }) => violations.map(({ fix }) => fix));

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

test('gunicorn with a stated time behind an ALB', () => {
  expect(verdictsOn(rule, `${ingress()}${gunicorn('--keep-alive=5')}`)).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: [...CONTAINER, 'command', 5],
      message: 'Container web closes an idle connection after 5 s (--keep-alive of gunicorn), but an AWS Application Load Balancer (Ingress web) keeps it for 60 s, its default, '
        + 'and sends further requests over it: those that arrive while the server closes it fail with 502, even without a release.',
      fix: 'Set spec.template.spec.containers[0].command[5] to "--keep-alive=65".',
      edits: [{ path: [...CONTAINER, 'command', 5], value: '--keep-alive=65' }],
    }],
  }]);
});

test('the time must be longer, not equal', () => {
  expect(messagesOn(rule, `${ingress()}${gunicorn('--keep-alive=60')}`)).toHaveLength(1);
  expect(messagesOn(rule, `${ingress()}${gunicorn('--keep-alive=61')}`)).toEqual([]);
  expect(appliesTo(rule, `${ingress()}${gunicorn('--keep-alive=61')}`)).toBe(true);
});

test('a stated idle timeout of the load balancer counts', () => {
  const attribute = (seconds: number) => `, ${ALB}/load-balancer-attributes: idle_timeout.timeout_seconds=${seconds}`;
  expect(messagesOn(rule, `${ingress(attribute(30))}${gunicorn('--keep-alive 35')}`)).toEqual([]);
  expect(messagesOn(rule, `${ingress(attribute(120))}${gunicorn('--keep-alive 75')}`)[0]).toContain('keeps it for 120 s and sends');
  expect(fixesOn(`${ingress(attribute(120))}${gunicorn('--keep-alive 75')}`)).toEqual(['Set spec.template.spec.containers[0].command[6] to "125".']);
});

test('the default of a server counts if its command states all else', () => {
  const [{ violations: [violation] }] = verdictsOn(rule, `${ingress()}${gunicorn('')}`);
  expect(violation.path).toEqual([...CONTAINER, 'command']);
  expect(violation.message).toContain('after 2 s (the default of gunicorn without --keep-alive), but');
  expect(violation.fix).toBe('Add --keep-alive=65 to the arguments in spec.template.spec.containers[0].command.');
  expect(fixesOn(`${ingress()}${started(['uvicorn'], ['shop:app', '--host=0.0.0.0', '--port=8080'])}`))
    .toEqual(['Add --timeout-keep-alive=65 to the arguments in spec.template.spec.containers[0].args.']);
});

test('a script, and a variable', () => {
  expect(fixesOn(`${ingress()}${started(['sh', '-c'], ['./manage.py migrate && exec gunicorn -k gevent --keep-alive 5 shop:app'])}`))
    .toEqual(['Set --keep-alive (spec.template.spec.containers[0].args[0]) to 65.']);
  expect(fixesOn(`${ingress()}${started(['sh', '-c'], ['uvicorn shop:app --host 0.0.0.0 --port 8080'])}`))
    .toEqual(['Add --timeout-keep-alive=65 to the arguments in spec.template.spec.containers[0].args[0].']);
  expect(fixesOn(`${ingress()}${started(['gunicorn', '-k', 'gthread', 'shop:app'], [], [{ name: 'GUNICORN_CMD_ARGS', value: '--keep-alive=5' }])}`))
    .toEqual(['Set --keep-alive in GUNICORN_CMD_ARGS (spec.template.spec.containers[0].env) to 65.']);
});

test('a load balancer of Google Cloud needs more than 600 s', () => {
  const gce = ingress(', kubernetes.io/ingress.class: gce').replace('ingressClassName: alb, ', '');
  const [{ violations: [{ message, fix }] }] = verdictsOn(rule, `${gce}${gunicorn('--keep-alive=75')}`);
  expect(message).toContain('a Google Cloud load balancer (Ingress web) keeps it for 600 s and sends');
  expect(fix).toBe('Set spec.template.spec.containers[0].command[5] to "--keep-alive=620".');
  expect(messagesOn(rule, `${gce}${gunicorn('--keep-alive=620')}`)).toEqual([]);
});

test('with two load balancers that which keeps connections longer counts', () => {
  const internal = ingress(`, ${ALB}/load-balancer-attributes: idle_timeout.timeout_seconds=120`).replace('name: web,', 'name: internal,');
  expect(messagesOn(rule, `${ingress()}---${internal}${gunicorn('--keep-alive=75')}`)).toEqual([expect.stringContaining('(Ingress internal) keeps it for 120 s')]);
});

test('the load balancer of a group is only an info, since another Ingress may configure it', () => {
  const [{ violations }] = verdictsOn(rule, `${ingress(`, ${ALB}/group.name: public`)}${gunicorn('--keep-alive=5')}`);
  expect(violations).toMatchObject([{ severity: 'info' }]);
});

test.each([
  ['another router', `${ingress('', 'nginx')}${gunicorn('--keep-alive=5')}`],
  ['no route', gunicorn('--keep-alive=5').slice(4)],
  ['workers that close each connection', `${ingress()}${started(['gunicorn', '--keep-alive=5', 'shop:app'])}`],
  ['a server on another port than the Service', `${ingress()}${started(['gunicorn', '-b', ':9000', '-k', 'gthread', '--keep-alive=5', 'shop:app'])}`],
  ['an unknown server', `${ingress()}${started(['node', 'server.js'])}`],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
