import { Duration } from 'cdk8s';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';
import { Exposure, HealthCheck, PreStop } from '../../../src';

const s = Duration.seconds;
const NEVER_READY = 'Pods do not become ready, and the update never reaches users.';
const HOOK_FAILS = 'The hook fails, SIGTERM is sent at once, and requests that are still routed to the pod fail.';

describe('an option that is most likely a slip', () => {
  test.each<[string, string, string, AnyProps]>([
    ['healthCheck.', 'failureTreshold', 'failureThreshold', { healthCheck: HealthCheck.http('/healthcheck', { failureTreshold: 10 } as any) }],
    ['healthCheck.', 'header', 'headers', { healthCheck: HealthCheck.http('/healthcheck', { header: 10 } as any) }],
    ['livenessCheck.', 'timeOut', 'timeout', { livenessCheck: HealthCheck.tcp({ timeOut: 10 } as any) }],
    [
      'exposure (Exposure.custom).',
      'registratonTime',
      'registrationTime',
      { exposure: Exposure.custom({ deregistrationDelay: s(10), registratonTime: 10 } as any) },
    ],
    ['preStop (PreStop.httpGet).', 'prot', 'port', { preStop: PreStop.httpGet('/stop', { takes: s(10), prot: 10 } as any) }],
    ['preStop (PreStop.command).', 'take', 'takes', { preStop: PreStop.command(['/bin/stop'], { takes: s(10), take: 10 } as any) }],
    ['autoscaling.scaleDown.', 'policie', 'policies', { autoscaling: { maxReplicas: 5, scaleDown: { policie: 10 } } }],
  ])('fails when %s has %s for %s', (at, slip, meant, props) => {
    expectRefusal(props, {
      prop: `${at}${slip}`,
      given: '10',
      allowed: `no such prop; '${at}${meant}' is one`,
      because: 'The value would be ignored without a message, and the service would run with the default instead.',
      remedy: `write '${at}${meant}'`,
    });
  });
});

describe('an unknown option', () => {
  test.each<[string, string, string, AnyProps]>([
    ['healthCheck.', 'interval', 'failureThreshold', { healthCheck: HealthCheck.http('/healthcheck', { interval: 10 } as any) }],
    ['livenessCheck.', 'grace', 'failureThreshold', { livenessCheck: HealthCheck.tcp({ grace: 10 } as any) }],
    ['exposure (Exposure.custom).', 'drain', 'registrationTime', { exposure: Exposure.custom({ deregistrationDelay: s(10), drain: 10 } as any) }],
    ['preStop (PreStop.httpGet).', 'seconds', 'takes', { preStop: PreStop.httpGet('/stop', { takes: s(10), seconds: 10 } as any) }],
    ['preStop (PreStop.command).', 'seconds', 'takes', { preStop: PreStop.command(['/bin/stop'], { takes: s(10), seconds: 10 } as any) }],
    ['autoscaling.', 'cpu', 'targetCpuUtilization', { autoscaling: { maxReplicas: 5, cpu: 10 } }],
  ])('fails when %s has %s', (at, option, known, props) => {
    expectRefusal(props, {
      prop: `${at}${option}`, given: '10', allowed: known, because: 'The value would be ignored without a message.', remedy: 'leave it out',
    });
  });
});

test.each([
  ['awsAlb', Exposure.awsAlb()], ['awsNlb', Exposure.awsNlb()], ['traefik', Exposure.traefik()],
])('Exposure.%s has figures of its own', (_, exposure) => {
  expect(manifestsOf({ exposure })).toContain('kind: Deployment\n');
});

describe('the scheme', () => {
  const allowed = 'ConnectionScheme.HTTP or ConnectionScheme.HTTPS';
  const remedy = 'use one of them, or leave it out';

  test.each([['another one', 'ftp', '"ftp"'], ['in small letters', 'https', '"https"'], ['null', null, 'null']])('fails when it is %s', (_, given: any, shown) => {
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { scheme: given }) }, {
      prop: 'healthCheck.scheme', given: shown, allowed, because: NEVER_READY, remedy,
    });
    expectRefusal({ preStop: PreStop.httpGet('/stop', { takes: s(10), scheme: given }) }, {
      prop: 'preStop (PreStop.httpGet).scheme', given: shown, allowed, because: HOOK_FAILS, remedy,
    });
  });
});

describe('headers', () => {
  test.each<[string, string, any, string]>([
    ['a value that is undefined', 'Host', undefined, 'undefined'],
    ['a value that is a number', 'Host', 8080, '8080'],
    ['a value with a newline', 'Host', 'a\nb', '"a\\nb"'],
    ['a name with a space', 'My Host', 'shop', '"shop"'],
    ['a name that is empty', '', 'shop', '"shop"'],
  ])('fail when they have %s', (_, name, value, given) => {
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { headers: { [name]: value } }) }, {
      prop: `healthCheck.headers['${name}']`,
      given,
      allowed: 'a header name without spaces, and a string on one line',
      because: NEVER_READY,
      remedy: "write { Host: 'my-svc' }",
    });
  });

  test.each<[string, any, string]>([['a string', 'ab', '"ab"'], ['null', null, 'null'], ['a list', ['Host'], '["Host"]']])('fail when they are %s', (_, headers, given) => {
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { headers }) }, {
      prop: 'healthCheck.headers', given, allowed: 'an object of strings', because: NEVER_READY, remedy: "write { Host: 'my-svc' }",
    });
  });

  test('may be empty, and may have several words', () => {
    const yaml = manifestsOf({ healthCheck: HealthCheck.http('/healthcheck', { headers: { 'X-Probe': '', 'User-Agent': 'the kubelet' } }) });
    expect(yaml).toMatch(/name: User-Agent\n\s+value: the kubelet\n\s+- name: X-Probe\n\s+value: ""\n/);
  });
});

test.each<[string, any, string]>([['a number', 5, '5'], ['null', null, 'null']])('fails when the service of a gRPC check is %s', (_, service, given) => {
  expectRefusal({ healthCheck: HealthCheck.grpc({ service }) }, {
    prop: 'healthCheck.service', given, allowed: 'a string', because: NEVER_READY, remedy: 'write it in quotes, or leave it out',
  });
});

test.each<[string, any, string]>([['a word, which counts as true', 'no', '"no"'], ['a number', 1, '1'], ['null', null, 'null']])(
  'fails when usesTerminatingEndpoints is %s', (_, usesTerminatingEndpoints, given) => {
    expectRefusal({ exposure: Exposure.custom({ deregistrationDelay: s(10), usesTerminatingEndpoints }) }, {
      prop: 'exposure (Exposure.custom).usesTerminatingEndpoints',
      given,
      allowed: 'true or false',
      because: 'A router that stops sending to a terminating pod would be trusted to keep sending.',
      remedy: 'write true or false without quotes',
    });
  },
);
