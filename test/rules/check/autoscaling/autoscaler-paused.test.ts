import { autoscalerPaused as rule } from '../../../../src/rules/check/autoscaling';
import { messagesOn, verdictsOn } from '../judging';

const annotated = (annotation: string) => rule.examples.failing.replace('autoscaling.keda.sh/paused: "true"', annotation);

test('fails when a ScaledObject is paused at its current number of pods', () => {
  expect(verdictsOn(rule, rule.examples.failing)).toMatchObject([{
    object: { kind: 'ScaledObject' },
    workload: { name: 'web' },
    violations: [{
      path: ['metadata', 'annotations', 'autoscaling.keda.sh/paused'],
      message: 'ScaledObject web is paused, so web keeps the number of pods that it had at that moment: when the load rises, KEDA adds none.',
    }],
  }]);
});

test.each(['autoscaling.keda.sh/paused: ""', 'autoscaling.keda.sh/paused: yes', 'autoscaling.keda.sh/paused: "1"'])('KEDA reads %s as a pause', annotation => {
  expect(messagesOn(rule, annotated(annotation))).toHaveLength(1);
});

test('states the number of pods of paused-replicas', () => {
  expect(messagesOn(rule, annotated('autoscaling.keda.sh/paused-replicas: "3"'))).toEqual([
    'ScaledObject web is paused, so web keeps 3 pods: when the load rises, KEDA adds none.',
  ]);
});

test('finds a pause that only keeps KEDA from adding pods', () => {
  expect(messagesOn(rule, annotated('autoscaling.keda.sh/paused-scale-out: "true"'))).toEqual([
    'ScaledObject web is paused for scaling out: when the load rises, KEDA adds no pods of web.',
  ]);
});

test.each([
  ['a pause of removing pods', 'autoscaling.keda.sh/paused-scale-in: "true"'],
  ['no pause of adding pods', 'autoscaling.keda.sh/paused-scale-out: "false"'],
  ['false', 'autoscaling.keda.sh/paused: "false"'],
  ['the most pods that there may be', 'autoscaling.keda.sh/paused-replicas: "10"'],
  ['one pod, which is another defect', 'autoscaling.keda.sh/paused-replicas: "1"'],
])('passes with %s', (_, annotation) => {
  expect(messagesOn(rule, annotated(annotation))).toEqual([]);
});

test('passes for pods without users and without jobs', () => {
  expect(messagesOn(rule, `${rule.examples.failing}---\n{ kind: Service, $patch: delete }\n`)).toEqual([]);
});
