import { autoscalerPaused as rule } from '../../../../src/rules/check/autoscaling';
import { messagesOn, verdictsOn } from '../judging';

const annotated = (annotation: string) => rule.examples.failing.replace('autoscaling.keda.sh/paused: "true"', annotation);

test('finds a ScaledObject that is paused at what there is', () => {
  expect(verdictsOn(rule, rule.examples.failing)).toMatchObject([{
    object: { kind: 'ScaledObject' },
    workload: { name: 'web' },
    violations: [{
      path: ['metadata', 'annotations', 'autoscaling.keda.sh/paused'],
      message: 'ScaledObject web is paused, so web keeps the number of pods that it had at that moment, whatever the load: when it rises, no pod is added.',
    }],
  }]);
});

test.each(['autoscaling.keda.sh/paused: ""', 'autoscaling.keda.sh/paused: yes', 'autoscaling.keda.sh/paused: "1"'])('KEDA takes %s for a pause', annotation => {
  expect(messagesOn(rule, annotated(annotation))).toHaveLength(1);
});

test('says the number of pods that paused-replicas keeps', () => {
  expect(messagesOn(rule, annotated('autoscaling.keda.sh/paused-replicas: "3"'))).toEqual([
    'ScaledObject web is paused, so web keeps 3 pods, whatever the load: when it rises, no pod is added.',
  ]);
});

test.each([
  ['false', 'autoscaling.keda.sh/paused: "false"'],
  ['the most pods that there may be', 'autoscaling.keda.sh/paused-replicas: "10"'],
  ['one pod, which is another defect', 'autoscaling.keda.sh/paused-replicas: "1"'],
])('passes with %s', (_, annotation) => {
  expect(messagesOn(rule, annotated(annotation))).toEqual([]);
});

test('passes for pods without users and without jobs', () => {
  expect(messagesOn(rule, `${rule.examples.failing}---\n{ kind: Service, $patch: delete }\n`)).toEqual([]);
});
