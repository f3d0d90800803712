import { knative as rule } from '../../../../../src/rules/check/autoscaling/autoscaler-minimum-too-low/knative';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const service = (annotations: object, apiVersion = 'serving.knative.dev/v1'): string => JSON.stringify({
  apiVersion, kind: 'Service', metadata: { name: 'quotes' }, spec: { template: { metadata: { annotations } } },
});

test('a minimum of 0 makes the first requests slow and is reported as info', () => {
  const [{ object, violations }] = verdictsOn(rule, service({ 'autoscaling.knative.dev/min-scale': '0' }));
  expect(object.name).toBe('quotes');
  expect(violations).toEqual([{
    path: ['spec', 'template', 'metadata', 'annotations', 'autoscaling.knative.dev/min-scale'],
    severity: 'info',
    message: 'Knative Service quotes may scale to no pods: the first requests after a pause wait until one has started.',
    fix: "Set spec.template.metadata.annotations['autoscaling.knative.dev/min-scale'] to \"1\" or more, unless users can wait that long.",
  }]);
});

test('the older name of the annotation counts, too', () => {
  expect(messagesOn(rule, service({ 'autoscaling.knative.dev/minScale': '0' }))).toHaveLength(1);
});

test('passes one pod or more, and a minimum that only the cluster knows', () => {
  expect(messagesOn(rule, service({ 'autoscaling.knative.dev/min-scale': '1' }))).toEqual([]);
  expect(messagesOn(rule, service({}))).toEqual([]);
});

test('does not apply to the same kind of another API group', () => {
  expect(appliesTo(rule, service({ 'autoscaling.knative.dev/min-scale': '0' }, 'example.com/v1'))).toBe(false);
});
