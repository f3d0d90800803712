import { Duration } from 'cdk8s';
import { expectRefusal, manifestsOf, refusalOf } from './refusal';
import { Exposure, PreStop, ReadinessGates } from '../../../src';

const s = Duration.seconds;

describe('handover', () => {
  test.each([
    ['ingress-nginx', Exposure.ingressNginx()],
    ['Envoy', Exposure.envoy()],
    ['an ALB', Exposure.awsAlb()],
    ['an NLB', Exposure.awsNlb()],
    ['a Google load balancer', Exposure.gcpLoadBalancer()],
    ['an Azure gateway', Exposure.azureAppGateway()],
    ['a router of which nothing is said', Exposure.custom({ deregistrationDelay: s(5) })],
  ])('fails when a handover is behind %s, which does not use terminating endpoints', (_, exposure) => {
    expectRefusal({ replicas: 1, exposure, handover: s(270) }, {
      prop: 'handover',
      given: '270 s',
      allowed: 'only behind a router that uses terminating endpoints, such as Exposure.cluster()',
      because: 'a drain of a single pod is an outage',
      remedy: "leave out 'handover' and run at least 2 replicas",
    });
  });

  test.each([
    ['kube-proxy', Exposure.cluster()],
    ['a router that is said to', Exposure.custom({ deregistrationDelay: s(5), usesTerminatingEndpoints: true })],
  ])('accepts a single replica with a handover behind %s', (_, exposure) => {
    expect(manifestsOf({ replicas: 1, exposure, handover: s(69) })).toMatch(/sleep:\s+seconds: 69\n/);
  });

  test('fails when nothing fills the stop delay', () => {
    expectRefusal({ handover: s(70), preStop: PreStop.none({ reason: 'the application waits' }) }, {
      prop: 'preStop',
      given: 'PreStop.none',
      allowed: "a hook, since 'handover' is set",
      because: 'SIGTERM is sent at once, so the terminating pod does not cover for its replacement',
      remedy: "use PreStop.sleep(), or leave out 'handover'",
    });
  });
});

const NO_CHOICES: [what: string, value: unknown, shown: string][] = [
  ['null', null, 'null'],
  ['a word', 'awsAlb', '"awsAlb"'],
  ['a number', 10, '10'],
  ['an object', {}, '{}'],
  ['a list', [], '[]'],
];

test.each(NO_CHOICES)('fails when the exposure is %s', (_, exposure, given) => {
  expectRefusal({ exposure }, {
    prop: 'exposure',
    given,
    allowed: 'Exposure.cluster() or another factory of Exposure',
    because: 'the time for which it keeps sending to a terminating pod is unknown, and requests fail',
    remedy: 'use a factory of Exposure',
  });
});

test('fails when the exposure is a factory that was not called', () => {
  expect(refusalOf({ exposure: Exposure.awsAlb })).toContain('Allowed: Exposure.cluster() or another factory of Exposure.');
});

test.each([['nothing', undefined], ['null', null], ['an empty object', {}]])('fails when Exposure.custom gets %s', (_, times: any) => {
  expect(refusalOf({ exposure: Exposure.custom(times) })).toMatch(/'exposure \(Exposure\.custom\)\.deregistrationDelay' is .*a Duration of whole seconds from 1\./);
});

test.each(NO_CHOICES)('fails when the stop hook is %s', (_, preStop, given) => {
  expectRefusal({ preStop }, {
    prop: 'preStop',
    given,
    allowed: 'PreStop.sleep() or another factory of PreStop',
    because: 'SIGTERM is sent at once, and requests that are still routed to the pod fail',
    remedy: 'use a factory of PreStop',
  });
});

test.each([
  ['httpGet', PreStop.httpGet('/stop', undefined as any)],
  ['httpGet', PreStop.httpGet('/stop', {} as any)],
  ['command', PreStop.command(['/bin/stop'], undefined as any)],
  ['command', PreStop.command(['/bin/stop'], {} as any)],
])('fails when PreStop.%s does not state how long it takes', (kind, preStop) => {
  const message = refusalOf({ preStop });
  expect(message).toContain(`'preStop (PreStop.${kind}).takes' is undefined. Allowed: a Duration of whole seconds from 5.`);
  expect(message).toContain('requests reach a pod that has already closed its port');
});

test.each<[string, any, string]>([
  ['none', [], '[]'],
  ['empty', [''], '[""]'],
  ['with a space', ['load balancer ready'], '["load balancer ready"]'],
  ['a number', [7], '[7]'],
  ['a list', [['example.com/ready']], '[["example.com/ready"]]'],
])('fails when the condition of a readiness gate is %s', (_, conditions, given) => {
  expectRefusal({ readinessGates: ReadinessGates.conditions(...conditions) }, {
    prop: 'readinessGates',
    given,
    allowed: "ReadinessGates.injected(), or ReadinessGates.conditions(…) with names such as 'cloud.google.com/load-balancer-neg-ready'",
    because: 'users get 503 answers',
    remedy: 'give the conditions that the controller sets',
  });
});

test.each([['null', null, 'null'], ['a list', ['example.com/ready'], '["example.com/ready"]'], ['true', true, 'true']])(
  'fails when the readiness gates are %s', (_, readinessGates, given) => {
    expect(refusalOf({ readinessGates })).toContain(`'readinessGates' is ${given}. Allowed: ReadinessGates.injected(), or ReadinessGates.conditions(…)`);
  },
);
