import { Duration } from 'cdk8s';
import { A_NUMBER_OR_NONE, expectRefusal, manifestsOf } from './refusal';
import { HealthCheck, PreStop } from '../../../src';

const PATH = "a path that begins with '/' and has no spaces, such as '/healthcheck'";
const COMMAND = "a list of words of which the first is the program, such as ['/bin/check', '--quick']";
const NEVER_READY = 'Pods do not become ready, and the update never reaches users.';
const RESTARTED = 'Healthy containers are restarted, and their requests are cut off.';
const NO_DELAY = 'SIGTERM is sent at once, and requests that are still routed to the pod fail';
const STOP = { takes: Duration.seconds(10) };

const NO_PATHS: [what: string, path: any, shown: string, remedy: string][] = [
  ['without its slash', 'healthcheck', '"healthcheck"', "write '/healthcheck'"],
  ['empty', '', '""', 'give the path'],
  ['a space', ' ', '" "', 'give the path'],
  ['with a space in it', '/health check', '"/health check"', 'give the path'],
  ['with a space before it', ' /healthcheck', '" /healthcheck"', 'give the path'],
  ['with a newline', '/healthcheck\n', '"/healthcheck\\n"', 'give the path'],
  ['with a letter of another alphabet', '/gesundheitsprüfung', '"/gesundheitsprüfung"', 'give the path'],
  ['with a fragment', '/healthcheck#db', '"/healthcheck#db"', 'give the path'],
  ['undefined', undefined, 'undefined', 'give the path'],
  ['null', null, 'null', 'give the path'],
  ['a number', 200, '200', 'give the path'],
];

describe('paths', () => {
  test.each(NO_PATHS)('fails when the path of the health check is %s', (_, path, given, remedy) => {
    expectRefusal({ healthCheck: HealthCheck.http(path) }, {
      prop: 'healthCheck (HealthCheck.http)', given, allowed: PATH, because: NEVER_READY, remedy,
    });
  });

  test.each(NO_PATHS)('fails when the path of the liveness check is %s', (_, path, given, remedy) => {
    expectRefusal({ livenessCheck: HealthCheck.http(path) }, {
      prop: 'livenessCheck (HealthCheck.http)', given, allowed: PATH, because: RESTARTED, remedy,
    });
  });

  test.each(NO_PATHS)('fails when the path of the stop hook is %s', (_, path, given, remedy) => {
    expectRefusal({ preStop: PreStop.httpGet(path, STOP) }, {
      prop: 'preStop (PreStop.httpGet)', given, allowed: PATH, because: NO_DELAY, remedy,
    });
  });

  test.each(['/', '/healthcheck', '/health/ready?full=1&x=%C3%A4', '/~team/health;v=1'])('accepts the path %s', path => {
    expect(manifestsOf({ healthCheck: HealthCheck.http(path) })).toContain(`path: ${path}\n`);
  });
});

const AS_A_LIST = 'write the words as a list of strings; they are not run in a shell';
const NO_COMMANDS: [what: string, command: any, shown: string, remedy: string][] = [
  ['a string', '/bin/check --quick', '"/bin/check --quick"', AS_A_LIST],
  ['empty', [], '[]', 'name the program'],
  ['without a program', [''], '[""]', 'name the program'],
  ['undefined', undefined, 'undefined', AS_A_LIST],
  ['null', null, 'null', AS_A_LIST],
  ['with a number in it', ['/bin/check', 5], '["/bin/check",5]', AS_A_LIST],
  ['with a hole in it', ['/bin/check', , '--quick'], '["/bin/check",null,"--quick"]', AS_A_LIST], // eslint-disable-line no-sparse-arrays
  ['only a hole', new Array(1), '[null]', AS_A_LIST],
];

describe('commands', () => {
  test.each(NO_COMMANDS)('fails when the command of the health check is %s', (_, command, given, remedy) => {
    expectRefusal({ healthCheck: HealthCheck.command(command) }, {
      prop: 'healthCheck (HealthCheck.command)', given, allowed: COMMAND, because: NEVER_READY, remedy,
    });
  });

  test.each(NO_COMMANDS)('fails when the command of the liveness check is %s', (_, command, given, remedy) => {
    expectRefusal({ livenessCheck: HealthCheck.command(command) }, {
      prop: 'livenessCheck (HealthCheck.command)', given, allowed: COMMAND, because: RESTARTED, remedy,
    });
  });

  test.each(NO_COMMANDS)('fails when the command of the stop hook is %s', (_, command, given, remedy) => {
    expectRefusal({ preStop: PreStop.command(command, STOP) }, {
      prop: 'preStop (PreStop.command)', given, allowed: COMMAND, because: NO_DELAY, remedy,
    });
  });
});

describe('invalid checks', () => {
  const NO_CHECKS: [what: string, value: unknown, shown: string][] = [
    ['null', null, 'null'],
    ['a path', '/healthcheck', '"/healthcheck"'],
    ['an object', { path: '/healthcheck' }, '{"path":"/healthcheck"}'],
    ['a number', 8080, '8080'],
    ['true', true, 'true'],
  ];

  test.each([...NO_CHECKS, ['missing', undefined, 'undefined'] as const])('fails when the health check is %s', (_, healthCheck, given) => {
    expectRefusal({ healthCheck }, {
      prop: 'healthCheck',
      given,
      allowed: "HealthCheck.http('/path') or another factory of HealthCheck",
      because: NEVER_READY,
      remedy: 'use a factory of HealthCheck',
    });
  });

  test.each(NO_CHECKS)('fails when the liveness check is %s', (_, livenessCheck, given) => {
    expectRefusal({ livenessCheck }, {
      prop: 'livenessCheck',
      given,
      allowed: "HealthCheck.http('/path') or another factory of HealthCheck",
      because: RESTARTED,
      remedy: 'use a factory of HealthCheck',
    });
  });
});

test.each<[string, HealthCheck, string, string]>([
  ['fails a hundred times', HealthCheck.http('/healthcheck', { failureThreshold: 100 }), '100 failures, one every 5 s', '500 s'],
  ['asks once a minute', HealthCheck.http('/healthcheck', { period: Duration.minutes(1) }), '3 failures, one every 60 s', '180 s'],
])('fails when the health check %s before the pod gets no more requests', (_, healthCheck, given, window) => {
  expectRefusal({ healthCheck }, {
    prop: 'healthCheck',
    given,
    allowed: 'failureThreshold × period of at most 60 s',
    because: `A pod that hangs keeps getting requests for ${window}, and all of them fail.`,
    remedy: "lower healthCheck's failureThreshold or period",
    rule: 'readiness-too-slow',
  });
});

test('a health check may fail for a minute', () => {
  expect(manifestsOf({ healthCheck: HealthCheck.http('/healthcheck', { period: Duration.seconds(20) }) })).toContain('periodSeconds: 20\n');
});

test('fails when so many successes are needed that no pod is ready within a week', () => {
  const healthCheck = HealthCheck.tcp({ successThreshold: 2 ** 31 - 1, period: Duration.hours(1), failureThreshold: 2 });
  expectRefusal({ healthCheck }, {
    prop: 'healthCheck.successThreshold',
    given: '2147483647',
    allowed: 'a whole number from 1 to 168',
    because: 'The API server would reject it',
    remedy: A_NUMBER_OR_NONE,
  });
});

test('accepts a health check that gives up late where the liveness check restarts the container before', () => {
  const healthCheck = HealthCheck.http('/healthcheck', { failureThreshold: 20 });
  const livenessCheck = HealthCheck.http('/livez', { failureThreshold: 5 });
  const acknowledge = { 'liveness-too-aggressive': 'a stuck process never recovers' };
  expect(manifestsOf({ healthCheck, livenessCheck, acknowledge })).toContain('failureThreshold: 20\n');
});
