import { keepAliveOf } from '../../../src/analysis/pod/keep-alive';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

interface Extra {
  readonly container?: object;
  readonly pod?: object;
  readonly objects?: string;
}

function keepAlive(line: string | undefined, { container, pod, objects = '' }: Extra = {}) {
  const containers = [{ name: 'web', ...line !== undefined && { command: line.split(' ') }, ...container }];
  const patch = { kind: 'Deployment', spec: { template: { spec: { ...pod, containers } } } };
  const manifests = manifestsIn(exampleManifests([JSON.stringify(patch), ...objects === '' ? [] : [objects]].join('\n---\n')));
  const [workload] = manifests.workloads;
  return keepAliveOf(workload, workload.containers[0], manifests);
}

function secondsOf(...given: Parameters<typeof keepAlive>) {
  return keepAlive(...given)?.seconds;
}

const GTHREAD = 'gunicorn -b 0.0.0.0:8080 -k gthread';

test.each<[string, number]>([
  [`${GTHREAD} --keep-alive=5 shop:app`, 5],
  [`${GTHREAD} --keep-alive 5 shop:app`, 5],
  [`${GTHREAD} --keep-alive 5 --keep-alive 70 shop:app`, 70],
  ['gunicorn --worker-class=gevent --keep-alive 5 shop:app', 5],
  ['gunicorn --worker-class eventlet --keep-alive 5 shop:app', 5],
  ['gunicorn -kuvicorn.workers.UvicornWorker --keep-alive 5 shop:app', 5],
  ['gunicorn -k uvicorn_worker.UvicornWorker --keep-alive 5 shop:app', 5],
  ['gunicorn --threads 8 --keep-alive 5 shop:app', 5],
  ['gunicorn -k sync --threads=8 --keep-alive 5 shop:app', 5],
  ['uvicorn shop:app --timeout-keep-alive 30', 30],
  ['hypercorn shop:app --bind 0.0.0.0:8080 --keep-alive 30', 30],
])('states its keep-alive time: %s', (line, seconds) => {
  expect(keepAlive(line)).toMatchObject({ seconds, isDefault: false });
});

test.each([
  'gunicorn --keep-alive 5 shop:app',
  'gunicorn -k sync --keep-alive 5 shop:app',
  'gunicorn --threads 1 --keep-alive 5 shop:app',
  'gunicorn -k tornado --keep-alive 5 shop:app',
  'gunicorn -k gevent_pywsgi --keep-alive 5 shop:app',
  'gunicorn -k shop.workers.UvicornWorker --keep-alive 5 shop:app',
  `${GTHREAD} --keep-alive 0 shop:app`,
  `${GTHREAD} --keep-alive $KEEP_ALIVE shop:app`,
  `${GTHREAD} --keep-alive=$(KEEP_ALIVE) shop:app`,
  'gunicorn -k gthread -b unix:/run/shop.sock --keep-alive 5 shop:app',
  'gunicorn -k gthread -b 127.0.0.1:8000 --keep-alive 5 shop:app',
  'gunicorn -k gthread -b localhost:8000 --keep-alive 5 shop:app',
  'uvicorn shop:app --uds /run/shop.sock --timeout-keep-alive 5',
  'uvicorn shop:app --host 127.0.0.1 --timeout-keep-alive 5',
  'uvicorn shop:app --timeout-keep-alive 0',
  'hypercorn shop:app',
  'node server.js',
])('unknown, or no kept connection: %s', line => {
  expect(keepAlive(line)).toBeUndefined();
});

test.each<[string, number | undefined]>([
  [`${GTHREAD} shop:app`, 2],
  ['gunicorn -b 0.0.0.0:8080 --threads 8 shop:app', 2],
  ['gunicorn -b 0.0.0.0:8080 shop:app', undefined],
  ['gunicorn -k gthread shop:app', undefined],
  [`${GTHREAD} -c gunicorn.py shop:app`, undefined],
  [`${GTHREAD} $GUNICORN_OPTIONS shop:app`, undefined],
  ['uvicorn shop:app --host 0.0.0.0 --port 8080', 5],
  ['uvicorn shop:app --host=:: --port=8080', 5],
  ['uvicorn shop:app --host 0.0.0.0', undefined],
  ['uvicorn shop:app --port 8080', undefined],
  ['uvicorn shop:app', undefined],
  ['uvicorn --host 0.0.0.0 --port 8080 $OPTIONS shop:app', undefined],
])('the default, if all is stated in the command: %s', (line, seconds) => {
  expect(keepAlive(line)).toEqual(seconds === undefined ? undefined : expect.objectContaining({ seconds, isDefault: true }));
});

test.each<[string, number[] | undefined]>([
  [`${GTHREAD} --keep-alive 5`, [8080]],
  ['gunicorn -k gthread -b :8080 -b 127.0.0.1:9000 -b [::]:8081 --keep-alive 5', [8080, 8081]],
  ['gunicorn -k gthread -b 0.0.0.0:$PORT --keep-alive 5', undefined],
  ['gunicorn -k gthread --keep-alive 5', undefined],
  ['uvicorn shop:app --port 8080 --timeout-keep-alive 5', [8080]],
])('the ports of %s', (line, ports) => {
  expect(keepAlive(line)?.ports).toEqual(ports);
});

const variable = (value: string, name = 'GUNICORN_CMD_ARGS') => ({ container: { env: [{ name, value }] } });

test('a variable configures gunicorn; its command line overrides it', () => {
  expect(keepAlive(GTHREAD, variable('--keep-alive 30'))).toMatchObject({ seconds: 30, setting: '--keep-alive in GUNICORN_CMD_ARGS' });
  expect(secondsOf(`${GTHREAD} --keep-alive 70`, variable('--keep-alive=30'))).toBe(70);
  expect(secondsOf('gunicorn -b :8080 -k sync', variable('-k gthread --keep-alive=30'))).toBeUndefined();
  expect(secondsOf('gunicorn -b :8080', variable('-k gthread --keep-alive=30'))).toBe(30);
  expect(secondsOf(GTHREAD, variable('-c conf.py'))).toBeUndefined();
});

test('a variable is enough if the image has the command, and if it names the worker', () => {
  expect(secondsOf(undefined, variable('--worker-class=gevent --keep-alive=5'))).toBe(5);
  expect(secondsOf('./start.sh', variable('--worker-class=gevent --keep-alive=5'))).toBe(5);
  expect(secondsOf(undefined, variable('--keep-alive=5'))).toBeUndefined();
  expect(secondsOf(undefined, variable('--worker-class=gevent --bind=:8080'))).toBeUndefined();
  expect(secondsOf('./nginx -g', variable('--worker-class=gevent --keep-alive=5'))).toBeUndefined();
  expect(secondsOf(undefined, variable('--worker-class=gevent --bind=unix:/run/s --keep-alive=5'))).toBeUndefined();
});

test('a variable configures uvicorn', () => {
  const line = 'uvicorn shop:app --host 0.0.0.0 --port 8080';
  expect(secondsOf(line, variable('75', 'UVICORN_TIMEOUT_KEEP_ALIVE'))).toBe(75);
  expect(secondsOf(`${line} --timeout-keep-alive 9`, variable('75', 'UVICORN_TIMEOUT_KEEP_ALIVE'))).toBe(9);
});

test('a variable of unknown value may set anything that the command does not', () => {
  const secret = { container: { env: [{ name: 'GUNICORN_CMD_ARGS', valueFrom: { secretKeyRef: { name: 'web', key: 'args' } } }] } };
  expect(secondsOf(GTHREAD, secret)).toBeUndefined();
  expect(secondsOf(`${GTHREAD} --keep-alive 5`, secret)).toBe(5);
});

test('a variable from a ConfigMap counts', () => {
  const objects = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { GUNICORN_CMD_ARGS: "--keep-alive 7" }';
  expect(secondsOf(GTHREAD, { container: { envFrom: [{ configMapRef: { name: 'web' } }] }, objects })).toBe(7);
});

function file(name: string, text: string): Extra {
  return {
    container: { volumeMounts: [{ name: 'conf', mountPath: '/app/conf' }] },
    pod: { volumes: [{ name: 'conf', configMap: { name: 'web' } }] },
    objects: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { ${JSON.stringify(name)}: ${JSON.stringify(text)} }`,
  };
}

test.each<[string, number | undefined]>([
  ['keepalive = 10\nworker_class = "gthread"', 10],
  ['keepalive = 10  # seconds\nworker_class = \'gevent\'', 10],
  ['keepalive = int(os.environ["KEEP_ALIVE"])\nworker_class = "gthread"', undefined],
  ['keepalive = 10', undefined],
  ['# keepalive = 10\nworker_class = "gthread"', undefined],
])('a file configures gunicorn: %s', (text, seconds) => {
  expect(secondsOf('gunicorn -c /app/conf/settings.py shop:app', file('settings.py', text))).toBe(seconds);
});

test('the command line overrides a file', () => {
  const settings = file('settings.py', 'keepalive = 10\nworker_class = "gthread"');
  expect(secondsOf('gunicorn -c conf/settings.py --keep-alive 20 shop:app', settings)).toBe(20);
  expect(secondsOf('gunicorn -c conf/settings.py -k sync shop:app', settings)).toBeUndefined();
  expect(secondsOf(`${GTHREAD} -c conf/settings.py shop:app`, file('settings.py', 'workers = 4'))).toBe(2);
});

test.each<[string, number | undefined]>([
  ['persistent_timeout 20', 20],
  ['  persistent_timeout(20) # s', 20],
  ['persistent_timeout ENV.fetch("T")', undefined],
  ['bind "unix:///run/puma.sock"\npersistent_timeout 20', undefined],
  ['enable_keep_alives false\npersistent_timeout 20', undefined],
  ['threads 5', undefined],
])('a file configures puma: %s', (text, seconds) => {
  expect(secondsOf('bundle exec puma -p 3000 -C config/puma.rb', file('puma.rb', text))).toBe(seconds);
});
