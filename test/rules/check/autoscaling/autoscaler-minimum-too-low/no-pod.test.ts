import { noPod as rule } from '../../../../../src/rules/check/autoscaling/autoscaler-minimum-too-low/no-pod';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

function scaled(fields: string): string {
  return `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: s }\nspec: { scaleTargetRef: { name: web }${fields} }\n`;
}

test('says that the next requests fail', () => {
  const [{ object, workload, violations }] = verdictsOn(rule, scaled(', minReplicaCount: 0'));
  expect([object.kind, workload?.name]).toEqual(['ScaledObject', 'web']);
  expect(violations).toMatchObject([{
    path: ['spec', 'minReplicaCount'],
    message: 'ScaledObject s may leave web without pods: the next requests fail until one has started.',
    fix: 'Set spec.minReplicaCount to 2.',
  }]);
});

test('uses the default of the field', () => {
  expect(messagesOn(rule, scaled(''))).toEqual(['ScaledObject s may leave web without pods, the default without spec.minReplicaCount: the next requests fail until one has started.']);
});

test('finds an idleReplicaCount of 0', () => {
  expect(verdictsOn(rule, scaled(', minReplicaCount: 2, idleReplicaCount: 0'))[0].violations).toMatchObject([{
    path: ['spec', 'idleReplicaCount'],
    message: 'ScaledObject s may leave web without pods: the next requests fail until one has started.',
    fix: 'Remove spec.idleReplicaCount.',
  }]);
});

test('finds a HorizontalPodAutoscaler, too', () => {
  const horizontal = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 0, maxReplicas: 3, idleReplicaCount: 1 }\n';
  expect(verdictsOn(rule, horizontal)[0].violations[0].fix).toBe('Set spec.minReplicas to 2.');
});

test('passes a minimum of 1, which another rule judges', () => {
  expect(messagesOn(rule, scaled(', minReplicaCount: 1'))).toEqual([]);
});

describe('passes a proxy that holds requests', () => {
  const trigger = (text: string) => scaled(`, triggers: [{ type: cpu }, ${text}]`);

  test.each([
    '{ type: kedify-http }', '{ type: external-push, metadata: { scalerAddress: "keda-add-ons-http-external-scaler.keda:9090" } }',
    '{ type: external-push, metadata: { scalerAddress: "keda-http-scaler:9090" } }', '{ type: external-push, metadata: { scalerAddress: "http-add-on-scaler:9090" } }',
  ])('%s', text => {
    expect(messagesOn(rule, trigger(text))).toEqual([]);
  });

  test.each(['{ type: external-push, metadata: { scalerAddress: "my-scaler:9090" } }', '{ type: external-push }', '{ type: kafka, metadata: { scalerAddress: keda-http } }'])('but not %s', text => {
    expect(messagesOn(rule, trigger(text))).toHaveLength(1);
  });
});

test('does not apply to a worker, which receives no requests', () => {
  expect(appliesTo(rule, `${scaled('')}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});
