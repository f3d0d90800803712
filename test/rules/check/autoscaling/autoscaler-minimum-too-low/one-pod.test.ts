import { onePod as rule } from '../../../../../src/rules/check/autoscaling/autoscaler-minimum-too-low/one-pod';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

function horizontal(min: string): string {
  return `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }${min}, maxReplicas: 10 }
`;
}

function scaled(min: number): string {
  return `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: web }\nspec: { scaleTargetRef: { name: web }, minReplicaCount: ${min} }\n`;
}

test('says what happens with a single pod', () => {
  const [{ object, workload, violations }] = verdictsOn(rule, horizontal(', minReplicas: 1'));
  expect([object.kind, workload?.name]).toEqual(['HorizontalPodAutoscaler', 'web']);
  expect(violations).toMatchObject([{
    path: ['spec', 'minReplicas'],
    message: 'HorizontalPodAutoscaler web may leave web a single pod: whenever that pod is evicted or crashes, or its node is drained, every request fails until another is ready.',
    fix: 'Set spec.minReplicas to 2.',
  }]);
});

test('uses the default of the field', () => {
  expect(messagesOn(rule, horizontal(''))[0]).toContain('a single pod, the default without spec.minReplicas: whenever');
});

test('passes a minimum of 2', () => {
  expect(messagesOn(rule, horizontal(', minReplicas: 2'))).toEqual([]);
  expect(messagesOn(rule, scaled(2))).toEqual([]);
});

test('finds the field of KEDA', () => {
  const [{ violations: [{ path, fix }] }] = verdictsOn(rule, scaled(1));
  expect(path).toEqual(['spec', 'minReplicaCount']);
  expect(fix).toBe('Set spec.minReplicaCount to 2.');
});

test('leaves a minimum of 0 to another rule', () => {
  expect(messagesOn(rule, scaled(0))).toEqual([]);
});

describe('passes a single pod that serves until its replacement is ready', () => {
  const handover = (seconds: number, service = '') => `${horizontal(', minReplicas: 1')}---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/handover: ${seconds}s } }
${service}`;

  test('if the stop delay is long enough', () => {
    expect(messagesOn(rule, handover(10))).toEqual([]);
    expect(messagesOn(rule, handover(11))).toHaveLength(1);
  });

  test('but not behind a router that does not send to stopping pods', () => {
    expect(messagesOn(rule, handover(10, '---\nkind: Service\nspec: { type: LoadBalancer }\n'))).toHaveLength(1);
  });

  test('if the length of the stop delay is unknown', () => {
    const exec = '---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: null, exec: { command: [/wait] } } } }] } } }\n';
    expect(messagesOn(rule, handover(10, exec))).toEqual([]);
  });
});

test('does not apply to pods that receive no requests, or without an autoscaler', () => {
  expect(appliesTo(rule, `${horizontal(', minReplicas: 1')}---\nkind: Service\n$patch: delete\n`)).toBe(false);
  expect(appliesTo(rule, '')).toBe(false);
});
