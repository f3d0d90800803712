import { startDelaysOf } from '../../../src/analysis/pod/start-delay';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const delays = (...command: string[]) => {
  const [workload] = manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, command: ${JSON.stringify(command)} }] } } }`)).workloads;
  return startDelaysOf(workload, workload.containers[0]).map(({ called, seconds }) => [called, seconds]);
};

test.each<[string, [string, number | undefined][]]>([
  ['sleep 60; exec java -jar app.jar', [['sleep 60', 60]]],
  ['sleep 5 && sleep 20s && ./server', [['sleep 5', 5], ['sleep 20s', 20]]],
  ['sleep 1m 30 && ./server', [['sleep 1m 30', 90]]],
  ['timeout 40 sleep 60; ./server', [['timeout 40 sleep 60', 40]]],
  ['./wait-for-it.sh db:5432 -t 90 -- ./server', [['./wait-for-it.sh db:5432 -t 90', 90]]],
  ['dockerize -wait tcp://db:5432 -timeout 45s ./server', [['dockerize -wait tcp://db:5432 -timeout 45s', 45]]],
  ['python manage.py migrate --noinput && exec gunicorn shop.wsgi', [['manage.py migrate', undefined]]],
  ['bundle exec rails db:migrate && bundle exec puma', [['db:migrate', undefined]]],
  ['npx prisma migrate deploy && node server.js', [['prisma migrate deploy', undefined]]],
])('a shell that runs %s', (script, expected) => {
  expect(delays('sh', '-c', script)).toEqual(expected);
});

test.each([
  './server', 'sleep 60', './server & sleep 10; nginx', 'sleep $WAIT; ./server', 'python manage.py migrate --check && ./server',
  'while true; do sleep 60; done', './server; sleep infinity', 'echo migrate && ./server',
])('nothing delays a server in %s', script => {
  expect(delays('sh', '-c', script)).toEqual([]);
});

test('a command without a shell may wait, too', () => {
  expect(delays('/wait-for', 'db:5432', '--timeout=30', '--', 'node', 'server.js')).toEqual([['/wait-for db:5432 --timeout=30', 30]]);
});
