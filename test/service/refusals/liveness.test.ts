import { Duration } from 'cdk8s';
import { ConnectionScheme } from 'cdk8s-plus-27';
import { expectRefusal, manifestsOf } from './refusal';
import { HealthCheck } from '../../../src';

describe('a liveness check that asks what the health check asks', () => {
  test.each([
    ['path', () => HealthCheck.http('/healthcheck'), "HealthCheck.http('/healthcheck')"],
    ['gRPC service', () => HealthCheck.grpc({ service: 'shop' }), 'HealthCheck.grpc()'],
    ['command', () => HealthCheck.command(['/bin/check']), 'HealthCheck.command([/bin/check])'],
  ])('fails when both ask the same %s', (_, check, given) => {
    expectRefusal({ healthCheck: check(), livenessCheck: check() }, {
      prop: 'livenessCheck',
      given,
      allowed: 'a different check from healthCheck',
      because: 'Anything that makes pods unready, such as a slow database, would restart all of them at once and cut off every request.',
      remedy: 'check only whether this process is stuck, or leave livenessCheck out',
      rule: 'liveness-checks-dependencies',
    });
  });

  test('fails when only their numbers differ', () => {
    const livenessCheck = HealthCheck.http('/healthcheck', { period: Duration.seconds(30), failureThreshold: 10, port: 8080 });
    expectRefusal({ livenessCheck }, {
      prop: 'livenessCheck',
      given: "HealthCheck.http('/healthcheck')",
      allowed: 'a different check',
      because: 'cut off every request',
      remedy: 'leave livenessCheck out',
      rule: 'liveness-checks-dependencies',
    });
  });

  test.each<[string, HealthCheck, HealthCheck, string]>([
    ['the default scheme', HealthCheck.http('/h'), HealthCheck.http('/h', { scheme: ConnectionScheme.HTTP }), "HealthCheck.http('/h')"],
    ['no headers', HealthCheck.http('/h'), HealthCheck.http('/h', { headers: {} }), "HealthCheck.http('/h')"],
    [
      'the order of headers',
      HealthCheck.http('/h', { headers: { a: '1', b: '2' } }),
      HealthCheck.http('/h', { headers: { b: '2', a: '1' } }),
      "HealthCheck.http('/h')",
    ],
    ['an empty gRPC service', HealthCheck.grpc(), HealthCheck.grpc({ service: '' }), 'HealthCheck.grpc()'],
    ['the port that is the default', HealthCheck.http('/h'), HealthCheck.http('/h', { port: 8080 }), "HealthCheck.http('/h')"],
  ])('fails when the only difference is %s', (_, healthCheck, livenessCheck, given) => {
    expectRefusal({ healthCheck, livenessCheck }, {
      prop: 'livenessCheck',
      given,
      allowed: 'a different check from healthCheck',
      because: 'cut off every request',
      remedy: 'leave livenessCheck out',
      rule: 'liveness-checks-dependencies',
    });
  });

  test('takes the same check with an acknowledgement, and writes down why', () => {
    const yaml = manifestsOf({
      livenessCheck: HealthCheck.http('/healthcheck'),
      acknowledge: { 'liveness-checks-dependencies': 'the path asks nothing but this process' },
    });
    expect(yaml).toContain('livenessProbe:');
    expect(yaml).toContain('cdk8s-zero-downtime/acknowledge.liveness-checks-dependencies: the path asks nothing but this process\n');
  });

  test.each([
    ['another path', HealthCheck.http('/alive')],
    ['another port', HealthCheck.http('/healthcheck', { port: 9090 })],
    ['another kind of check', HealthCheck.tcp()],
  ])('takes %s', (_, livenessCheck) => {
    expect(manifestsOf({ livenessCheck, ports: [{ number: 9090 }] })).toContain('livenessProbe:');
  });
});

test('takes a connection for both checks, since it asks nothing that a database could fail', () => {
  expect(manifestsOf({ healthCheck: HealthCheck.tcp(), livenessCheck: HealthCheck.tcp() })).toContain('livenessProbe:');
});

describe('a liveness check that acts too soon', () => {
  test('fails when it restarts within 30 s, however quick the health check is', () => {
    const quick = { period: Duration.seconds(7), failureThreshold: 3 };
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 2 }), livenessCheck: HealthCheck.http('/alive', quick) }, {
      prop: 'livenessCheck',
      given: 'a restart after 3 failures, one every 7 s',
      allowed: 'failureThreshold × period from 30 s',
      because: 'Under load, pods that only need time would be restarted, and their load would overload the others.',
      remedy: "raise livenessCheck's failureThreshold or period",
      rule: 'liveness-too-aggressive',
    });
  });

  test.each([
    ['as soon as the health check', HealthCheck.http('/alive', { period: Duration.seconds(5), failureThreshold: 3 }), 3, 5],
    ['a second before twice as long', HealthCheck.http('/alive', { period: Duration.seconds(1), failureThreshold: 29 }), 29, 1],
  ])('fails when it restarts %s', (_, livenessCheck, failures, period) => {
    expectRefusal({ livenessCheck }, {
      prop: 'livenessCheck',
      given: `a restart after ${failures} failures, one every ${period} s`,
      allowed: 'failureThreshold × period from 30 s, twice that of healthCheck (15 s)',
      because: 'A pod that is only overloaded would be restarted instead of recovering, and its load would overload the others.',
      remedy: "raise livenessCheck's failureThreshold or period",
      rule: 'liveness-too-aggressive',
    });
  });

  test('fails when the health check is so slow that the default comes too soon', () => {
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 10 }), livenessCheck: HealthCheck.tcp() }, {
      prop: 'livenessCheck',
      given: 'a restart after 6 failures, one every 10 s',
      allowed: 'from 100 s, twice that of healthCheck (50 s)',
      because: 'overloaded',
      remedy: 'raise',
      rule: 'liveness-too-aggressive',
    });
  });

  test('takes it with an acknowledgement, and at twice as long without', () => {
    const soon = HealthCheck.http('/alive', { failureThreshold: 1 });
    expect(manifestsOf({ livenessCheck: soon, acknowledge: { 'liveness-too-aggressive': 'a stuck process never recovers' } }))
      .toContain('acknowledge.liveness-too-aggressive: a stuck process never recovers\n');
    expect(manifestsOf({ livenessCheck: HealthCheck.http('/alive', { failureThreshold: 3 }) })).toContain('livenessProbe:');
  });
});
