import { stricterThanServer as part } from '../../../../../src/rules/check/start/liveness-too-aggressive/stricter-than-server';
import { saidBy, web } from '../../stop/changes';

const serving = (container: object, liveness: object = {}): string => web({
  livenessProbe: { httpGet: { path: '/live', port: 'http' }, periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5, ...liveness }, ...container,
});
const AT = 'spec.template.spec.containers[0].livenessProbe.failureThreshold';

test('names the longer timeout, and the remedy', () => {
  expect(saidBy(part, serving({ command: ['gunicorn', '--timeout=120', 'app:app'] }))).toEqual([{
    at: AT,
    message: 'The liveness probe restarts container web after 60 s without an answer, but gunicorn --timeout 120 allows 120 s for a request: '
      + 'while slow requests keep all workers busy, working pods are killed with their requests, and the others take over their load.',
    fix: `Set ${AT} to 12.`,
  }]);
});

test.each([
  ['a short option', { command: ['gunicorn', '-t', '90', 'app:app'] }],
  ['a variable of gunicorn', { command: ['gunicorn', 'app:app'], env: [{ name: 'GUNICORN_CMD_ARGS', value: '--timeout=90' }] }],
  ['a script', { command: ['sh', '-c', 'exec gunicorn app:app --timeout 90'] }],
  ['uwsgi', { command: ['uwsgi', '--harakiri', '90'] }],
  ['puma', { command: ['bundle', 'exec', 'puma'], env: [{ name: 'PUMA_WORKER_TIMEOUT', value: '90' }] }],
])('finds %s', (_, container) => {
  expect(saidBy(part, serving(container))).toMatchObject([{ fix: `Set ${AT} to 9.` }]);
});

test.each([
  ['a probe as patient', { command: ['gunicorn', '--timeout', '60', 'app:app'] }, {}],
  ['no timeout', { command: ['gunicorn', 'app:app'] }, {}],
  ['workers that answer other requests meanwhile', { command: ['gunicorn', '-k', 'uvicorn.workers.UvicornWorker', '--timeout', '120', 'app:app'] }, {}],
  ['threads', { command: ['gunicorn', '--threads', '4', '--timeout', '120', 'app:app'] }, {}],
  ['another port', { command: ['gunicorn', '-b', ':9000', '--timeout', '120', 'app:app'] }, {}],
  ['no HTTP request', { command: ['gunicorn', '--timeout', '120', 'app:app'] }, { httpGet: null, tcpSocket: { port: 'http' } }],
  ['a probe that has another finding', { command: ['gunicorn', '--timeout', '120', 'app:app'] }, { failureThreshold: 2 }],
])('passes %s', (_, container, liveness) => {
  expect(saidBy(part, serving(container, liveness))).toEqual([]);
});

const CONFIG = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata: ';
const configured = (container: object, data: object) => `${serving({ volumeMounts: [{ name: 'c', mountPath: '/etc/c' }], ...container })}`
  .replace(/"containers":/, '"volumes":[{"name":"c","configMap":{"name":"conf"}}],"containers":') + CONFIG + JSON.stringify(data);

test.each([
  ['the file of gunicorn', { command: ['gunicorn', '-c', '/etc/c/gunicorn.conf.py', 'app:app'] }, { 'gunicorn.conf.py': 'workers = 4\ntimeout = 90  # s\n' }],
  ['the file of uwsgi', { command: ['uwsgi', '--ini', '/etc/c/app.ini'] }, { 'app.ini': '[uwsgi]\nharakiri = 90\n' }],
  ['a variable of a ConfigMap', { command: ['bundle', 'exec', 'puma'], envFrom: [{ configMapRef: { name: 'conf' } }] }, { PUMA_WORKER_TIMEOUT: '90' }],
])('finds the timeout in %s', (_, container, data) => {
  expect(saidBy(part, configured(container, data))).toMatchObject([{ fix: `Set ${AT} to 9.` }]);
});

test.each([
  ['workers of another class in the file', { command: ['gunicorn', '-c', '/etc/c/gunicorn.conf.py', 'app:app'] }, { 'gunicorn.conf.py': 'worker_class = "gevent"\ntimeout = 90\n' }],
  ['another file', { command: ['gunicorn', '-c', '/etc/c/other.py', 'app:app'] }, { 'gunicorn.conf.py': 'timeout = 90\n' }],
  ['workers of another class in a variable', { command: ['./run'], envFrom: [{ configMapRef: { name: 'conf' } }] }, { GUNICORN_TIMEOUT: '90', GUNICORN_WORKER_CLASS: 'gevent' }],
])('passes %s', (_, container, data) => {
  expect(saidBy(part, configured(container, data))).toEqual([]);
});
