import { expectRefusal } from './refusal';

const NO_PACE = 'Pods would be added and removed at the default rate, not at yours.';

describe.each(['scaleUp', 'scaleDown'])('%s', prop => {
  test.each([['null', null, 'null'], ['a word', 'fast', '"fast"'], ['a list', [], '[]']])(`fails when ${prop} is %s`, (_, rules, given) => {
    expectRefusal({ autoscaling: { maxReplicas: 10, [prop]: rules } }, {
      prop: `autoscaling.${prop}`, given, allowed: 'ScalingRules of cdk8s-plus-27', because: NO_PACE, remedy: 'write { policies: [ … ] }',
    });
  });

  test.each<[string, object, string, string, string]>([
    ['stabilizationWindow', { stabilizationWindow: 60 }, '60', 'a Duration of whole seconds from 0 to 3600', 'write Duration.seconds(60)'],
    ['policies', { policies: {} }, '{}', 'a list', 'write it in brackets: [ … ]'],
    ['policies[0]', { policies: [null] }, 'null', 'an object', 'remove it, or give an object'],
    ['policies[0].duration', { policies: [{ duration: 60 }] }, '60', 'a Duration of whole seconds from 1 to 1800', 'write Duration.seconds(60)'],
  ])(`fails when ${prop} has invalid %s`, (option, rules, given, allowed, remedy) => {
    expectRefusal({ autoscaling: { maxReplicas: 10, [prop]: rules } }, { prop: `autoscaling.${prop}.${option}`, given, allowed, because: NO_PACE, remedy });
  });
});

test.each([
  ['an object', {}, 'metrics', '{}', 'a list', 'write it in brackets: [ … ]'],
  ['null', null, 'metrics', 'null', 'a list', 'write it in brackets: [ … ]'],
  ['a list of null', [null], 'metrics[0]', 'null', 'an object', 'remove it, or give an object'],
  ['a list of words', ['cpu'], 'metrics[0]', '"cpu"', 'an object', 'remove it, or give an object'],
])('fails when the metrics are %s', (_, metrics, prop, given, allowed, remedy) => {
  expectRefusal({ autoscaling: { maxReplicas: 10, metrics } }, {
    prop: `autoscaling.${prop}`, given, allowed, because: 'Without its metric the autoscaler adds no pod when the load rises.', remedy,
  });
});
