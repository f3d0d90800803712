import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';

const percent = (value: any) => PercentOrAbsolute.percent(value);
const absolute = (value: any) => PercentOrAbsolute.absolute(value);
const ALLOWED = 'PercentOrAbsolute.absolute(…) with a whole number from 0, or PercentOrAbsolute.percent(…) with a whole number from 0';

describe.each(['maxSurge', 'maxUnavailable'])('%s', prop => {
  test.each([
    ['-1 %', percent(-1), '"-1%"'],
    ['a fraction of a percent', percent(12.5), '"12.5%"'],
    ['NaN %', percent(NaN), '"NaN%"'],
    ['a percentage with two signs', percent('25%'), '"25%%"'],
    ['a percentage of undefined', percent(undefined), '"undefined%"'],
    ['a fraction of a pod', absolute(1.5), '1.5'],
    ['fewer than no pods', absolute(-1), '-1'],
    ['NaN pods', absolute(NaN), 'NaN'],
    ['more pods than 32 bits hold', absolute(2147483648), '2147483648'],
    ['infinitely many pods', absolute(Infinity), 'Infinity'],
    ['a number of pods in quotes', absolute('25'), '"25"'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, { prop, given, allowed: ALLOWED, because: 'the release stops', remedy: 'write PercentOrAbsolute.absolute(1)' });
  });

  test.each([
    ['a raw number', 1, '1'],
    ['a raw percentage', '25%', '"25%"'],
    ['a raw number in quotes', '25', '"25"'],
    ['null', null, 'null'],
    ['a list', [1], '[1]'],
  ])(`fails when ${prop} is %s instead of a PercentOrAbsolute`, (_, value, given) => {
    expectRefusal({ [prop]: value }, { prop, given, allowed: ALLOWED, because: 'the release stops', remedy: 'use PercentOrAbsolute of cdk8s-plus-27' });
  });
});

test.each([150, 101])('fails when maxUnavailable is %p %%, more than all pods', value => {
  expectRefusal({ maxUnavailable: percent(value) }, {
    prop: 'maxUnavailable', given: `"${value}%"`, allowed: `${ALLOWED} to 100`, because: 'the release stops', remedy: 'write PercentOrAbsolute.absolute(1)',
  });
});

test('a rollout may add more pods than there are, as the API server allows', () => {
  expect(manifestsOf({ maxSurge: percent(300) })).toContain('maxSurge: 300%\n');
});

test('accepts whole percentages and numbers of pods', () => {
  expect(manifestsOf({ replicas: 4, maxSurge: percent(100), maxUnavailable: absolute(1) })).toMatch(/maxSurge: 100%\s+maxUnavailable: 1\n/);
  expect(manifestsOf({ maxSurge: absolute(2147483647) })).toContain('maxSurge: 2147483647\n');
});

describe('maxSurge and maxUnavailable that both come out as 0', () => {
  test.each<[string, AnyProps, string, number]>([
    ['both are 0', { maxSurge: absolute(0) }, "0 and 'maxUnavailable' 0", 2],
    ['both are 0 %', { maxSurge: percent(0), maxUnavailable: percent(0) }, "0% and 'maxUnavailable' 0%", 2],
    ['25 % of 3 rounds down to 0', { replicas: 3, maxSurge: absolute(0), maxUnavailable: percent(25) }, "0 and 'maxUnavailable' 25%", 3],
    ['49 % of 2 rounds down to 0', { maxSurge: percent(0), maxUnavailable: percent(49) }, "0% and 'maxUnavailable' 49%", 2],
    [
      'they do at some number of replicas that the autoscaler may choose',
      { autoscaling: { minReplicas: 3, maxReplicas: 30 }, maxSurge: absolute(0), maxUnavailable: percent(25) },
      "0 and 'maxUnavailable' 25%",
      3,
    ],
  ])('fails when %s', (_, props, given, replicas) => {
    expectRefusal(props, {
      prop: 'maxSurge',
      given,
      allowed: 'one of them above 0 after rounding (surge up, unavailable down)',
      because: `At ${replicas} replicas both round to 0: the controller then removes a pod before its replacement is ready`,
      remedy: 'leave maxSurge out for 25 %',
    });
  });

  test('accepts 25 % of 4, which rounds down to 1', () => {
    expect(manifestsOf({ replicas: 4, maxSurge: absolute(0), maxUnavailable: percent(25) })).toContain('maxUnavailable: 25%\n');
  });

  test('accepts 1 % of surge, which rounds up to 1', () => {
    expect(manifestsOf({ maxSurge: percent(1) })).toContain('maxSurge: 1%\n');
  });
});

describe('maxUnavailable that comes out as all pods', () => {
  test.each<[string, AnyProps, string, string]>([
    ['it is as many as there are', { replicas: 3, maxUnavailable: absolute(3) }, '3', 'fewer than all 3 replicas'],
    ['it is 100 %', { maxUnavailable: percent(100) }, '"100%"', 'fewer than all 2 replicas'],
    ['it is the only pod', { replicas: 1, maxUnavailable: absolute(1) }, '1', '0, since there is one pod'],
    [
      'the autoscaler may go down to as many',
      { autoscaling: { minReplicas: 4, maxReplicas: 20 }, maxUnavailable: absolute(4) },
      '4',
      'fewer than all 4 replicas',
    ],
  ])('fails when %s', (_, props, given, allowed) => {
    expectRefusal(props, {
      prop: 'maxUnavailable',
      given,
      allowed,
      because: 'A rollout may remove all pods at once: an outage for users in each update.',
      remedy: 'leave maxUnavailable out for 0',
      rule: 'max-unavailable-too-high',
    });
  });
});
