import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';
import { DisruptionPolicy } from '../../../src';

const percent = (value: any) => PercentOrAbsolute.percent(value);
const absolute = (value: any) => PercentOrAbsolute.absolute(value);
const { maxUnavailable, minAvailable } = DisruptionPolicy;
const SINGLE = { replicas: 1, handover: Duration.seconds(70) };

describe('a budget that can never allow an eviction', () => {
  test.each<[string, 'maxUnavailable' | 'minAvailable', any, string, AnyProps, number]>([
    ['no pod may be missing', 'maxUnavailable', absolute(0), '0', {}, 2],
    ['0 % may be missing', 'maxUnavailable', percent(0), '"0%"', {}, 2],
    ['all pods must stay', 'minAvailable', absolute(3), '3', { replicas: 3 }, 3],
    ['more pods must stay than there are', 'minAvailable', absolute(4), '4', { replicas: 3 }, 3],
    ['100 % must stay', 'minAvailable', percent(100), '"100%"', {}, 2],
    ['90 % of 3 rounds up to 3', 'minAvailable', percent(90), '"90%"', { replicas: 3 }, 3],
    ['51 % of 2 rounds up to 2', 'minAvailable', percent(51), '"51%"', {}, 2],
    ['the only pod must stay', 'minAvailable', absolute(1), '1', SINGLE, 1],
    ['50 % of the only pod rounds up to it', 'minAvailable', percent(50), '"50%"', SINGLE, 1],
    ['the autoscaler may go down to as many as must stay', 'minAvailable', absolute(4), '4', { autoscaling: { minReplicas: 4, maxReplicas: 40 } }, 4],
    ['90 % rounds up to all that the autoscaler may choose', 'minAvailable', percent(90), '"90%"', { autoscaling: { minReplicas: 5, maxReplicas: 50 } }, 5],
  ])('fails when %s', (_, kind, value, given, props, replicas) => {
    expectRefusal({ ...props, disruption: DisruptionPolicy[kind](value) }, {
      prop: `disruption (DisruptionPolicy.${kind})`,
      given,
      allowed: `a limit that allows the eviction of at least one of ${replicas} pods (percentages round up)`,
      because: 'node upgrades hang for minutes or hours, and then fail or kill pods without a drain',
      remedy: 'use DisruptionPolicy.oneAtATime(), or DisruptionPolicy.blockEvictions({ reason }) if nodes are to wait',
    });
  });
});

describe('a budget that always allows all evictions', () => {
  test.each<[string, 'maxUnavailable' | 'minAvailable', any, string, AnyProps, number]>([
    ['all pods may be missing', 'maxUnavailable', absolute(2), '2', {}, 2],
    ['100 % may be missing', 'maxUnavailable', percent(100), '"100%"', {}, 2],
    ['51 % of 2 rounds up to 2', 'maxUnavailable', percent(51), '"51%"', {}, 2],
    ['no pod must stay', 'minAvailable', absolute(0), '0', {}, 2],
    ['0 % must stay', 'minAvailable', percent(0), '"0%"', { replicas: 5 }, 5],
    ['the autoscaler may go down to as many as may be missing', 'maxUnavailable', absolute(3), '3', { autoscaling: { minReplicas: 3, maxReplicas: 30 } }, 3],
  ])('fails when %s', (_, kind, value, given, props, replicas) => {
    expectRefusal({ ...props, disruption: DisruptionPolicy[kind](value) }, {
      prop: `disruption (DisruptionPolicy.${kind})`,
      given,
      allowed: `a limit that keeps at least one of ${replicas} pods (percentages round up)`,
      because: 'A drain may evict all pods at once: an outage for users in each node upgrade.',
      remedy: 'use DisruptionPolicy.oneAtATime()',
      rule: 'pdb-missing',
    });
  });
});

describe('invalid limits', () => {
  test.each([
    ['150 %', percent(150), '"150%"', 'write PercentOrAbsolute.absolute(1)'],
    ['half a pod', absolute(0.5), '0.5', 'write PercentOrAbsolute.absolute(1)'],
    ['a number of pods in quotes', absolute('1'), '"1"', 'write PercentOrAbsolute.absolute(1)'],
    ['a raw number', 1, '1', 'use PercentOrAbsolute of cdk8s-plus-27'],
    ['a raw percentage', '50%', '"50%"', 'use PercentOrAbsolute of cdk8s-plus-27'],
    ['null', null, 'null', 'use PercentOrAbsolute of cdk8s-plus-27'],
  ])('fails when the limit is %s', (_, value: any, given, remedy) => {
    expectRefusal({ disruption: minAvailable(value) }, {
      prop: 'disruption (DisruptionPolicy.minAvailable)',
      given,
      allowed: 'PercentOrAbsolute.absolute(…) with a whole number from 0, or PercentOrAbsolute.percent(…) with a whole number from 0 to 100',
      because: 'the pods run without a budget',
      remedy,
    });
  });

  test.each([['a word', 'oneAtATime', '"oneAtATime"'], ['null', null, 'null'], ['a number', 1, '1'], ['an object', {}, '{}']])(
    'fails when the disruption policy is %s', (_, disruption, given) => {
      expectRefusal({ disruption }, {
        prop: 'disruption',
        given,
        allowed: 'DisruptionPolicy.oneAtATime() or another factory of DisruptionPolicy',
        because: 'a node upgrade may evict all pods at once',
        remedy: 'use a factory of DisruptionPolicy',
      });
    },
  );
});

test.each<[string, DisruptionPolicy, AnyProps, string]>([
  ['one of two may be missing', maxUnavailable(absolute(1)), {}, 'maxUnavailable: 1'],
  ['50 % of 2 must stay', minAvailable(percent(50)), {}, 'minAvailable: 50%'],
  ['one must stay at any number that the autoscaler may choose', minAvailable(absolute(1)), { autoscaling: { maxReplicas: 2 } }, 'minAvailable: 1'],
  ['99 % of more than 100 must stay', minAvailable(percent(99)), { autoscaling: { minReplicas: 101, maxReplicas: 1000 } }, 'minAvailable: 99%'],
  ['a single pod that hands over may be evicted', maxUnavailable(absolute(1)), SINGLE, 'maxUnavailable: 1'],
])('accepts a budget by which %s', (_, disruption, props, budget) => {
  expect(manifestsOf({ ...props, disruption }).split('kind: PodDisruptionBudget')[1]).toContain(budget);
});
