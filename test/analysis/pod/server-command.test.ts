import { optionsIn, serverCommandOf } from '../../../src/analysis/pod/server-command';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function commandOf(command: string[], args: string[] = []) {
  const [workload] = manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, command: ${JSON.stringify(command)}, args: ${JSON.stringify(args)} }] } } }`)).workloads;
  return serverCommandOf(workload, workload.containers[0]);
}

test.each([
  'gunicorn shop:app', '/usr/local/bin/gunicorn shop:app', 'python -m gunicorn shop:app', '/venv/bin/python3.12 -m gunicorn shop:app', 'tini -- gunicorn shop:app',
  'poetry run gunicorn shop:app', 'newrelic-admin run-program gunicorn shop:app', 'ddtrace-run gunicorn shop:app', '/docker-entrypoint.sh gunicorn shop:app',
  'env DEBUG=0 gunicorn shop:app',
])('%s starts gunicorn', line => {
  expect(commandOf(line.split(' '))).toMatchObject({ server: 'gunicorn', args: ['shop:app'], isSplit: true });
  expect(commandOf(['sh', '-c', `cd /app && exec ${line}`])).toMatchObject({ server: 'gunicorn', args: ['shop:app'], isSplit: false });
});

test.each([
  'pip install gunicorn', 'echo gunicorn', 'pkill gunicorn', './start gunicorn', 'celery -A shop worker', 'gunicorn_shop', 'sh gunicorn',
])('%s does not start a server', line => {
  expect(commandOf(line.split(' '))).toBeUndefined();
  expect(commandOf(['sh', '-c', line])).toBeUndefined();
});

test.each([
  'nginx && gunicorn shop:app', 'gunicorn a:app & gunicorn b:app', 'if true; then gunicorn shop:app; fi', 'service nginx start; exec gunicorn shop:app',
])('who receives requests is unknown with %s', script => {
  expect(commandOf(['sh', '-c', script])).toBeUndefined();
});

test('other servers', () => {
  expect(commandOf(['uvicorn', 'shop:app'])?.server).toBe('uvicorn');
  expect(commandOf(['hypercorn', 'shop:app'])?.server).toBe('hypercorn');
  expect(commandOf(['bundle', 'exec', 'puma'])?.server).toBe('puma');
});

test('the path of an argument is in command, in args, or in the script', () => {
  const path = ['spec', 'template', 'spec', 'containers', 0];
  expect(commandOf(['gunicorn', '--keep-alive', '5'], ['shop:app'])?.pathOf(1)).toEqual([...path, 'command', 2]);
  expect(commandOf(['gunicorn', '--keep-alive', '5'], ['shop:app'])?.pathOf(2)).toEqual([...path, 'args', 0]);
  expect(commandOf(['tini', '--', 'gunicorn'], ['shop:app', '--keep-alive=5'])?.pathOf(1)).toEqual([...path, 'args', 1]);
  expect(commandOf(['sh', '-c'], ['migrate && gunicorn --keep-alive 5'])?.pathOf(1)).toEqual([...path, 'args', 0]);
});

test.each<[string, string[], [string, number, string][]]>([
  ['--bind a', ['--bind', '-b'], [['a', 1, '']]],
  ['--bind=a', ['--bind', '-b'], [['a', 0, '--bind=']]],
  ['-b a -bc', ['--bind', '-b'], [['a', 1, ''], ['c', 2, '-b']]],
  ['--binder=a --b=c --bind', ['--bind', '-b'], []],
  ['--keep-alive=5 --keep-alive 7', ['--keep-alive'], [['5', 0, '--keep-alive='], ['7', 2, '']]],
])('the options of %s', (args, names, expected) => {
  expect(optionsIn(args.split(' '), ...names).map(({ value, at, prefix }) => [value, at, prefix])).toEqual(expected);
});
