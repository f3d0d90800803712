import { Duration } from 'cdk8s';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';
import { Exposure, HealthCheck, PreStop, ReadinessGates } from '../../../src';

const s = Duration.seconds;

describe('the grace period', () => {
  test.each<[string, AnyProps, number, string]>([
    ['the defaults', {}, 45, 'The stop delay (10 s), the longest request (30 s) and 5 s to exit'],
    ['a long request', { longestRequest: s(120) }, 135, 'The stop delay (10 s), the longest request (120 s) and 5 s to exit'],
    ['a slow load balancer', { exposure: Exposure.awsNlb() }, 185, 'The stop delay (150 s), the longest request (30 s) and 5 s to exit'],
    ['a handover', { handover: s(70) }, 105, 'The stop delay (70 s), the longest request (30 s) and 5 s to exit'],
    ['a stop delay of its own', { preStop: PreStop.sleep(s(25)) }, 60, 'The stop delay (25 s), the longest request (30 s) and 5 s to exit'],
    ['no hook', { preStop: PreStop.none({ reason: 'waits itself' }) }, 45, 'The stop delay (10 s), the longest request (30 s) and 5 s to exit'],
  ])('fails when it is a second less than stop delay + longest request + 5 s, with %s', (_, props, needed, because) => {
    expectRefusal({ ...props, terminationGracePeriod: s(needed - 1) }, {
      prop: 'terminationGracePeriod',
      given: `${needed - 1} s`,
      allowed: `a Duration of whole seconds from ${needed}`,
      because: `${because} must fit into it: with less, SIGKILL cuts off requests in each update.`,
      remedy: `give at least Duration.seconds(${needed}), or leave it out`,
      rule: 'grace-period-too-short',
    });
    expect(manifestsOf({ ...props, terminationGracePeriod: s(needed) })).toContain(`terminationGracePeriodSeconds: ${needed}\n`);
  });
});

describe('the stop delay', () => {
  test.each([
    ['in the cluster', Exposure.cluster(), 5, 'prestop-too-short'],
    ['behind ingress-nginx', Exposure.ingressNginx(), 10, 'prestop-too-short'],
    ['behind Envoy', Exposure.envoy(), 5, 'prestop-too-short'],
    ['behind an ALB', Exposure.awsAlb(), 30, 'prestop-too-short'],
    ['behind an NLB', Exposure.awsNlb(), 120, 'prestop-too-short'],
    ['behind a Google load balancer', Exposure.gcpLoadBalancer(), 40, 'prestop-too-short'],
    ['behind an Azure gateway', Exposure.azureAppGateway(), 90, 'prestop-too-short'],
    ['behind a router of one\'s own', Exposure.custom({ deregistrationDelay: s(17) }), 17, 'prestop-too-short'],
  ])('fails when it is below the minimum %s', (_, exposure, minimum, rule) => {
    expectRefusal({ exposure, preStop: PreStop.sleep(s(minimum - 1)) }, {
      prop: 'preStop (PreStop.sleep)',
      given: `${minimum - 1} s`,
      allowed: `a Duration of whole seconds from ${minimum}`,
      because: `(${minimum} s): with a shorter delay, requests reach a pod that has already closed its port`,
      remedy: `give at least Duration.seconds(${minimum})`,
      rule,
    });
    expect(manifestsOf({ exposure, preStop: PreStop.sleep(s(minimum)) })).toMatch(new RegExp(`sleep:\\s+seconds: ${minimum}\\n`));
  });

  test.each([
    ['preStop (PreStop.sleep)', PreStop.sleep(s(20))],
    ['preStop (PreStop.shell)', PreStop.shell(s(20))],
    ['preStop (PreStop.httpGet).takes', PreStop.httpGet('/stop', { takes: s(20) })],
    ['preStop (PreStop.command).takes', PreStop.command(['/bin/stop'], { takes: s(20) })],
  ])('fails when %s is over before the handover', (prop, preStop) => {
    expectRefusal({ startupTime: s(30), handover: s(40), preStop }, {
      prop,
      given: '20 s',
      allowed: 'a Duration of whole seconds from 40',
      because: 'the handover takes that long (40 s)',
      remedy: 'give at least Duration.seconds(40)',
    });
  });
});

describe('probes', () => {
  test('fails when a check may take longer than its period', () => {
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { period: s(4), timeout: s(5) }) }, {
      prop: 'healthCheck.timeout',
      given: '5 s',
      allowed: 'a Duration of whole seconds from 2 to 4',
      because: 'longer than the period (4 s) delays the next ones, and a dead pod keeps getting requests',
      remedy: 'give at most Duration.seconds(4), or leave it out',
    });
  });

  test('fails when a liveness check may take longer than the default period', () => {
    expectRefusal({ livenessCheck: HealthCheck.tcp({ timeout: s(11) }) }, {
      prop: 'livenessCheck.timeout',
      given: '11 s',
      allowed: 'from 2 to 10',
      because: 'longer than the period (10 s)',
      remedy: 'give at most Duration.seconds(10)',
    });
  });

  test('accepts a timeout as long as the period', () => {
    expect(manifestsOf({ healthCheck: HealthCheck.tcp({ period: s(4), timeout: s(4) }) })).toContain('timeoutSeconds: 4\n');
  });
});

describe('the rollout', () => {
  test('fails when minReady does not fit into the progress deadline', () => {
    expectRefusal({ minReady: s(700), progressDeadline: s(600) }, {
      prop: 'progressDeadline',
      given: '600 s',
      allowed: 'a Duration of whole seconds from 1012',
      because: 'A healthy start may take 1011 s until the pod is available (a new node and its image, startup, readiness, minReady): with less, healthy rollouts are reported as failed',
      remedy: 'give at least Duration.seconds(1012), or leave it out',
    });
  });

  test('fails when a slow start does not fit into the progress deadline', () => {
    expectRefusal({ startupTime: s(600), progressDeadline: s(600) }, {
      prop: 'progressDeadline',
      given: '600 s',
      allowed: 'from 870',
      because: 'A healthy start may take 869 s',
      remedy: 'Duration.seconds(870)',
      rule: 'progress-deadline-too-short',
    });
    expect(manifestsOf({ startupTime: s(600), progressDeadline: s(870) })).toContain('progressDeadlineSeconds: 870\n');
  });

  test('fails when minReady is over before the load balancer sends to the new pod', () => {
    expectRefusal({ exposure: Exposure.awsAlb(), minReady: s(59) }, {
      prop: 'minReady',
      given: '59 s',
      allowed: 'a Duration of whole seconds from 60',
      because: 'The load balancer needs up to 60 s until it sends to a new pod: with less, the old pods are removed before that, and users get 503 answers.',
      remedy: 'give at least Duration.seconds(60), or leave it out',
      rule: 'lb-readiness-gate-missing',
    });
  });

  test('accepts a short minReady where a readiness gate waits for the load balancer', () => {
    expect(manifestsOf({ exposure: Exposure.awsAlb(), minReady: s(10), readinessGates: ReadinessGates.injected() })).toContain('minReadySeconds: 10\n');
  });

  test('fails when minReady is zero', () => {
    expectRefusal({ minReady: s(0) }, {
      prop: 'minReady',
      given: '0 s',
      allowed: 'at least 1 s',
      because: 'A version that crashes right after it becomes ready would replace every working pod.',
      remedy: 'leave it out for 10 s',
      rule: 'min-ready-seconds-zero',
    });
  });

  test('accepts a minReady of zero that is acknowledged', () => {
    expect(manifestsOf({ minReady: s(0), acknowledge: { 'min-ready-seconds-zero': 'answers only once it is warm' } })).toContain('minReadySeconds: 0\n');
  });
});
