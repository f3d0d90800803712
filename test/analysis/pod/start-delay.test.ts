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
  ['alembic -c /app/alembic.ini upgrade head; exec uvicorn shop:app', [['alembic -c /app/alembic.ini upgrade', undefined]]],
  ['cd /app\nnpm run db:migrate:prod\nexec node server.js', [['npm run db:migrate:prod', undefined]]],
  ['yarn migrate && yarn start', [['yarn migrate', undefined]]],
  ['pnpm run --silent migrations:run && node .', [['pnpm run --silent migrations:run', undefined]]],
  ['npx drizzle-kit migrate && node server.js', [['npx drizzle-kit migrate', undefined]]],
  ['npx --yes typeorm migration:run -d dist/source.js && node server.js', [['typeorm migration:run', undefined]]],
  ['flyway -url=jdbc:postgresql://db.shop.svc.cluster.local:5432/shop?sslmode=require -user=shop migrate && ./server',
    [['flyway -url=jdbc:postgresql://db.shop.svc.cluster.local:5432/shop?sslmode=require -user=shop migrate', undefined]]],
  ['manage.py migrate --check || manage.py migrate; exec gunicorn shop.wsgi', [['manage.py migrate', undefined]]],
])('a shell that runs %s', (script, expected) => {
  expect(delays('sh', '-c', script)).toEqual(expected);
});

test.each([
  './server', 'sleep 60', './server & sleep 10; nginx', 'sleep $WAIT; ./server', 'python manage.py migrate --check && ./server',
  'while true; do sleep 60; done', './server; sleep infinity', 'echo migrate && ./server',
  'npm run migrate', 'npm run start:migrate', 'exec npx prisma migrate deploy',
  'npx prisma migrate status && node server.js', 'npx prisma migrate diff --exit-code && node server.js', 'npm run migrate:status && npm start',
  'npm run migrate:create && npm start', 'bundle exec rails db:migrate:status && puma', 'alembic current && uvicorn shop:app', 'flyway info && ./server',
  'flyway validate && ./server', 'npx knex migrate:rollback && node .', 'echo "npm run migrate comes next" && ./server', 'printf "%s" "db:migrate " && ./server',
  '[ -n "$MIGRATE" ] && ./manage.py migrate; ./server', 'test "$SKIP" = 1 || ./manage.py migrate; ./server', 'npm install && npm start', 'npm run immigrate-users; ./server',
])('nothing delays a server in %s', script => {
  expect(delays('sh', '-c', script)).toEqual([]);
});

test('a command without a shell may wait, too', () => {
  expect(delays('/wait-for', 'db:5432', '--timeout=30', '--', 'node', 'server.js')).toEqual([['/wait-for db:5432 --timeout=30', 30]]);
});

test.each(['npx prisma migrate deploy', 'npm run start:migrate', './manage.py migrate'])('%s alone is not before a server', line => {
  expect(delays(...line.split(' '))).toEqual([]);
});
