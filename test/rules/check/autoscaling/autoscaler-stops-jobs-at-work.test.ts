import { autoscalerStopsJobsAtWork as rule } from '../../../../src/rules/check/autoscaling';
import { messagesOn, verdictsOn } from '../judging';

const scaled = (trigger: string) => rule.examples.failing.replace(/triggers: .*/, `triggers: [${trigger}]`);

test.each([
  ['aws-sqs-queue', 'scaleOnInFlight', 'false', 'true'],
  ['rabbitmq', 'excludeUnacknowledged', 'true', 'false'],
])('fails when a trigger of %s does not count running jobs', (type, field, value, counting) => {
  const [{ object, violations: [{ path, message, edits }] }] = verdictsOn(rule, scaled(`{ type: ${type}, metadata: { ${field}: '${value}' } }`));
  expect(object.kind).toBe('ScaledObject');
  expect(path).toEqual(['spec', 'triggers', 0, 'metadata', field]);
  expect(message).toBe(`With ${field} ${value} only waiting jobs count: when the last ones are taken, KEDA removes busy pods, and jobs that need more than the grace period of 120 s are cut.`);
  expect(edits).toEqual([{ path, value: counting }]);
});

test.each([
  "{ type: aws-sqs-queue, metadata: { scaleOnInFlight: 'true' } }",
  '{ type: aws-sqs-queue, metadata: {} }',
  "{ type: rabbitmq, metadata: { excludeUnacknowledged: 'false' } }",
  "{ type: kafka, metadata: { scaleOnInFlight: 'false' } }",
])('passes %s', trigger => {
  expect(messagesOn(rule, scaled(trigger))).toEqual([]);
});

test('passes if the longest job ends within the grace period', () => {
  const short = rule.examples.failing.replace('metadata: { name: worker }', "metadata: { name: worker, annotations: { cdk8s-zero-downtime/longest-job: '60s' } }");
  expect(messagesOn(rule, short)).toEqual([]);
});
