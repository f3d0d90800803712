import { A_NUMBER, A_NUMBER_OR_NONE, expectParts, expectRefusal, manifestsOf, refusalOf } from './refusal';
import { Exposure } from '../../../src';

const NO_POD = 'Kubernetes would run no pod, or the API server rejects it';
const NO_COUNTS: [what: string, value: any, shown: string][] = [
  ['0', 0, '0'],
  ['negative', -3, '-3'],
  ['a fraction', 2.5, '2.5'],
  ['NaN', NaN, 'NaN'],
  ['Infinity', Infinity, 'Infinity'],
  ['null', null, 'null'],
  ['more than 32 bits hold', 2147483648, '2147483648'],
];

test.each(NO_COUNTS)('fails when minReplicas is %s', (_, minReplicas, given) => {
  expectRefusal({ autoscaling: { minReplicas, maxReplicas: 10 } }, {
    prop: 'autoscaling.minReplicas',
    given,
    allowed: 'a whole number from 1',
    because: NO_POD,
    remedy: A_NUMBER_OR_NONE,
  });
});

test('fails when an autoscaler may leave a single pod behind a router that does not send to a pod that is stopping', () => {
  expectRefusal({ autoscaling: { minReplicas: 1, maxReplicas: 10 }, exposure: Exposure.awsAlb() }, {
    prop: 'autoscaling.minReplicas',
    given: '1',
    allowed: 'a whole number from 2',
    because: 'When the only pod is evicted, or its node drained, requests fail',
    remedy: 'run 2 replicas',
    rule: 'autoscaler-minimum-too-low',
  });
});

test.each(NO_COUNTS)('fails when maxReplicas is %s', (_, maxReplicas, given) => {
  expectRefusal({ autoscaling: { maxReplicas } }, {
    prop: 'autoscaling.maxReplicas',
    given,
    allowed: 'a whole number from 2',
    because: 'The API server rejects a maximum below the minimum (2), and without one no pod is added when the load rises.',
    remedy: A_NUMBER,
  });
});

test.each(['minReplicas', 'maxReplicas'])('fails when %s is a number in quotes', prop => {
  expectRefusal({ autoscaling: { maxReplicas: 10, [prop]: '5' } }, {
    prop: `autoscaling.${prop}`, given: '"5"', allowed: 'a whole number from', because: '', remedy: 'write 5 without quotes',
  });
});

test('fails when minReplicas is above maxReplicas', () => {
  expectRefusal({ autoscaling: { minReplicas: 6, maxReplicas: 5 } }, {
    prop: 'autoscaling.maxReplicas',
    given: '5',
    allowed: 'a whole number from 6',
    because: 'rejects a maximum below the minimum (6)',
    remedy: A_NUMBER,
  });
});

test('accepts minReplicas equal to maxReplicas', () => {
  expect(manifestsOf({ autoscaling: { minReplicas: 4, maxReplicas: 4 } })).toMatch(/maxReplicas: 4\n[^]*minReplicas: 4\n/);
});

test('fails when autoscaling has no maxReplicas', () => {
  expectRefusal({ autoscaling: {} }, {
    prop: 'autoscaling.maxReplicas',
    given: 'undefined',
    allowed: 'a whole number from 2',
    because: 'without one no pod is added when the load rises',
    remedy: A_NUMBER,
  });
});

test.each([['null', null, 'null'], ['true', true, 'true'], ['a number', 5, '5'], ['a word', 'cpu', '"cpu"'], ['a list', [], '[]']])(
  'fails when autoscaling is %s', (_, autoscaling, given) => {
    expectRefusal({ autoscaling }, {
      prop: 'autoscaling',
      given,
      allowed: 'an object with at least maxReplicas',
      because: 'Without a maximum, no pod is added when the load rises.',
      remedy: 'write { maxReplicas: 10 }',
    });
  },
);

test.each([2, 1, 0, null])('fails when replicas (%p) are given together with autoscaling', replicas => {
  expectRefusal({ replicas, autoscaling: { maxReplicas: 10 } }, {
    prop: 'replicas',
    given: `${replicas}`,
    allowed: "either 'replicas' or 'autoscaling'",
    because: 'Each apply would override the autoscaler: at peak load most pods are stopped at once.',
    remedy: "leave out 'replicas' and set 'autoscaling.minReplicas'",
  });
});

describe.each(['targetCpuUtilization', 'targetMemoryUtilization'])('%s', prop => {
  test.each([
    ['0', 0, '0'],
    ['a share of 1', 0.7, '0.7'],
    ['NaN', NaN, 'NaN'],
    ['null', null, 'null'],
    ['a percentage', '70%', '"70%"'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ autoscaling: { maxReplicas: 10, [prop]: value } }, {
      prop: `autoscaling.${prop}`,
      given,
      allowed: 'a whole number from 1',
      because: 'The API server rejects it',
      remedy: A_NUMBER_OR_NONE,
    });
  });

  test(`accepts a ${prop} above 100 %, since pods may use more than they request`, () => {
    expect(manifestsOf({ autoscaling: { maxReplicas: 10, [prop]: 150 } })).toContain('averageUtilization: 150\n');
  });

  test(`fails when ${prop} is a number in quotes`, () => {
    expectRefusal({ autoscaling: { maxReplicas: 10, [prop]: '70' } }, {
      prop: `autoscaling.${prop}`, given: '"70"', allowed: 'from 1', because: 'The API server rejects it', remedy: 'write 70 without quotes',
    });
  });
});

test.each([['maxReplica', 'maxReplicas'], ['minReplcias', 'minReplicas'], ['targetCPUUtilization', 'targetCpuUtilization'], ['scaledown', 'scaleDown']])(
  'fails when autoscaling has %s for %s', (slip, meant) => {
    expectParts(refusalOf({ autoscaling: { maxReplicas: 10, [slip]: 20 } }), {
      prop: `autoscaling.${slip}`,
      given: '20',
      allowed: `no such prop; 'autoscaling.${meant}' is one`,
      because: 'the service would run with the default instead',
      remedy: `write 'autoscaling.${meant}'`,
    });
  },
);
