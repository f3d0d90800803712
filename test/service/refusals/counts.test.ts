import { Duration } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { A_NUMBER_OR_NONE, expectRefusal, manifestsOf, refusalOf } from './refusal';
import { Exposure, HealthCheck } from '../../../src';

const NO_COUNTS: [what: string, value: unknown, shown: string][] = [
  ['0', 0, '0'],
  ['negative', -1, '-1'],
  ['a fraction', 1.5, '1.5'],
  ['NaN', NaN, 'NaN'],
  ['Infinity', Infinity, 'Infinity'],
  ['null', null, 'null'],
  ['an empty string', '', '""'],
  ['a word', 'two', '"two"'],
  ['true', true, 'true'],
  ['a list', [2], '[2]'],
  ['an object with a number in it', { value: 3 }, '{"value":3}'],
  ['a bigint', 3n, '3n'],
  ['a fraction in quotes', '2.5', '"2.5"'],
  ['a negative number in quotes', '-1', '"-1"'],
  ['NaN in quotes', 'NaN', '"NaN"'],
  ['more than 32 bits hold', 2147483648, '2147483648'],
];
const OR_NONE = A_NUMBER_OR_NONE;

describe('replicas', () => {
  test.each(NO_COUNTS)('fails when replicas is %s', (_, replicas, given) => {
    expectRefusal({ replicas }, {
      prop: 'replicas',
      given,
      allowed: 'a whole number from 1',
      because: 'every request fails',
      remedy: OR_NONE,
    });
  });

  test('fails when replicas is a number in quotes', () => {
    expectRefusal({ replicas: '3' }, {
      prop: 'replicas',
      given: '"3"',
      allowed: 'a whole number from 1',
      because: 'every request fails',
      remedy: 'write 3 without quotes',
    });
  });

  test('fails when there is no replica, though a handover would allow a single one', () => {
    expectRefusal({ replicas: 0, handover: Duration.seconds(60) }, {
      prop: 'replicas', given: '0', allowed: 'a whole number from 1.', because: 'every request fails', remedy: OR_NONE,
    });
  });

  test('names the largest number only if it is the reason', () => {
    expect(refusalOf({ replicas: 2147483648 })).toContain('Allowed: a whole number from 1 to 2147483647.');
    expect(refusalOf({ replicas: 0 })).toContain('Allowed: a whole number from 1.');
  });

  test.each<[string, Exposure]>([
    ['an ALB', Exposure.awsAlb()], ['ingress-nginx', Exposure.ingressNginx()], ['Envoy', Exposure.envoy()],
  ])('fails when the only pod is behind %s, which does not send to a pod that is stopping', (_, exposure) => {
    expectRefusal({ replicas: 1, exposure }, {
      prop: 'replicas',
      given: '1',
      allowed: 'a whole number from 2',
      because: 'When the only pod is evicted, or its node drained, requests fail until another pod serves',
      remedy: 'run 2 replicas',
      rule: 'single-replica',
    });
  });

  test.each([ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER])('fails when the only pod is behind a Service of type %s', serviceType => {
    expect(refusalOf({ replicas: 1, serviceType })).toContain("'replicas' is 1. Allowed: a whole number from 2.");
  });

  test('accepts a single pod behind any router once that is acknowledged, without a handover', () => {
    const acknowledge = { 'single-replica': 'it is a small one' };
    for (const exposure of [undefined, Exposure.awsAlb(), Exposure.ingressNginx()]) {
      const yaml = manifestsOf({ replicas: 1, exposure, acknowledge });
      expect(yaml).toContain('replicas: 1\n');
      expect(yaml).not.toContain('handover');
    }
  });

  test('a single pod behind kube-proxy covers for its replacement, as long as the slowest start takes', () => {
    expect(manifestsOf({ replicas: 1 })).toContain('handover: 69s\n');
    expect(manifestsOf({ replicas: 1, startupTime: Duration.seconds(20) })).toContain('handover: 27s\n');
  });

  test('accepts any number to what 32 bits hold', () => {
    expect(manifestsOf({ replicas: 3 })).toContain('replicas: 3');
    expect(manifestsOf({ replicas: 2147483647 })).toContain('replicas: 2147483647');
  });
});

describe('revisionHistoryLimit', () => {
  test.each(NO_COUNTS)('fails when revisionHistoryLimit is %s', (_, revisionHistoryLimit, given) => {
    expectRefusal({ revisionHistoryLimit }, {
      prop: 'revisionHistoryLimit',
      given,
      allowed: 'a whole number from 1',
      because: 'a broken release cannot be rolled back',
      remedy: OR_NONE,
      rule: revisionHistoryLimit === 0 ? 'revision-history-limit-zero' : undefined,
    });
  });
});

describe.each(['failureThreshold', 'successThreshold'])('%s of a check', threshold => {
  test.each(NO_COUNTS)(`fails when the ${threshold} of the health check is %s`, (_, value, given) => {
    expectRefusal({ healthCheck: HealthCheck.http('/healthcheck', { [threshold]: value } as any) }, {
      prop: `healthCheck.${threshold}`,
      given,
      allowed: 'a whole number from 1',
      because: 'reject it, or silently use its own default',
      remedy: OR_NONE,
    });
  });

  test.each(NO_COUNTS)(`fails when the ${threshold} of the liveness check is %s`, (_, value, given) => {
    expectRefusal({ livenessCheck: HealthCheck.tcp({ [threshold]: value } as any) }, {
      prop: `livenessCheck.${threshold}`,
      given,
      allowed: 'a whole number from 1',
      because: 'reject it, or silently use its own default',
      remedy: OR_NONE,
    });
  });
});

test('fails when a liveness check needs more than one success', () => {
  expectRefusal({ livenessCheck: HealthCheck.tcp({ successThreshold: 2 }) }, {
    prop: 'livenessCheck.successThreshold',
    given: '2',
    allowed: '1, as for every liveness probe',
    because: 'the release stops',
    remedy: 'leave it out',
  });
});
