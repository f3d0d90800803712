import { Metric, MetricTarget, Replicas } from 'cdk8s-plus-27';
import { A_NUMBER, expectRefusal, manifestsOf } from './refusal';

const REJECTED = 'The API server rejects it, and the release stops.';
const { value, averageValue, averageUtilization } = MetricTarget;

test.each<[string, Metric, string]>([
  ['a resource of a value, which has only averages', Metric.resourceCpu(value(5)), 'MetricTarget.averageUtilization(…) or MetricTarget.averageValue(…)'],
  ['a share of 0', Metric.resourceMemory(averageUtilization(0)), 'with a number above 0, for a metric of type Resource'],
  ['a share beyond all numbers', Metric.resourceCpu(averageUtilization(2 ** 31)), 'with a number above 0, for a metric of type Resource'],
  ['pods of a negative average', Metric.pods({ name: 'queue', target: averageValue(-1) }), 'MetricTarget.averageValue(…) with a number above 0'],
  ['something outside by utilization', Metric.external({ name: 'queue', target: averageUtilization(5) }), 'MetricTarget.value(…) or MetricTarget.averageValue(…)'],
])('fails when the target is %s', (_, metric, allowed) => {
  expectRefusal({ autoscaling: { maxReplicas: 9, metrics: [metric] } }, {
    prop: 'autoscaling.metrics[0].target', given: JSON.stringify(targetOf(metric)), allowed, because: REJECTED, remedy: 'write a target such as MetricTarget.',
  });
});

function targetOf(metric: Metric): unknown {
  const { type, ...sources } = metric._toKube();
  return (Object.values(sources)[0] as { target: unknown }).target;
}

test.each(['', '..', 'a/b', 'a%b'])('fails when a metric is named %p', name => {
  expectRefusal({ autoscaling: { maxReplicas: 9, metrics: [Metric.external({ name, target: value(5) })] } }, {
    prop: 'autoscaling.metrics[0].name', given: JSON.stringify(name), allowed: "the name of a metric, without '/' and '%'", because: REJECTED, remedy: 'change it',
  });
});

test('fails when scaling rules have no policy, where cdk8s-plus has a default', () => {
  expectRefusal({ autoscaling: { maxReplicas: 9, scaleUp: { policies: [] } } }, {
    prop: 'autoscaling.scaleUp.policies', given: '[]', allowed: 'at least one policy', because: REJECTED, remedy: "leave it out for cdk8s-plus' default",
  });
});

test.each([0, -1, 1.5])('fails when a scaling rule moves %p pods', count => {
  expectRefusal({ autoscaling: { maxReplicas: 9, scaleDown: { policies: [{ replicas: Replicas.absolute(count) }] } } }, {
    prop: 'autoscaling.scaleDown.policies[0].replicas', given: String(count), allowed: 'a whole number from 1', because: REJECTED, remedy: A_NUMBER,
  });
});

test('accepts each kind of metric with a target that it has', () => {
  const metrics = [Metric.pods({ name: 'queue', target: averageValue(5) }), Metric.external({ name: 'jobs', target: value(5) }), Metric.resourceMemory(averageUtilization(70))];
  expect(manifestsOf({ autoscaling: { maxReplicas: 9, metrics } })).toContain('name: jobs');
});
