import { externalTrafficPolicyLocal } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = externalTrafficPolicyLocal;

interface Case {
  readonly sleep?: number;
  readonly annotations?: string;
  readonly type?: string;
  readonly policy?: string;
  readonly more?: string;
}

function local({ sleep = 10, annotations = '', type = 'LoadBalancer', policy = 'Local', more = '' }: Case = {}): string {
  return `
kind: Service
metadata: { annotations: { ${annotations} } }
spec: { type: ${type}, externalTrafficPolicy: ${policy} }
---
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: ${sleep} } } } }] } } }
${more}`;
}

test('says which requests are lost', () => {
  const [{ object, workload, violations }] = verdictsOn(rule, local(), { platform: 'eks' });
  expect([object.kind, workload?.name]).toEqual(['Service', 'web']);
  expect(violations).toMatchObject([{
    path: ['spec', 'externalTrafficPolicy'],
    message: 'The load balancer needs up to 30 s to notice that a node no longer has a pod, but container web gets SIGTERM after 10 s: '
      + 'requests that reach the node in between are lost.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds of Deployment web to 30, '
      + 'and spec.template.spec.terminationGracePeriodSeconds of Deployment web to 65, or set spec.externalTrafficPolicy to Cluster.',
  }]);
});

test.each([['eks', 30], ['gke', 24], ['aks', 10], [undefined, 10]] as const)('uses the duration of health checks on %s: %d s', (platform, needed) => {
  expect(messagesOn(rule, local({ sleep: needed }), { platform })).toEqual([]);
  expect(messagesOn(rule, local({ sleep: needed - 1 }), { platform })).toHaveLength(1);
});

test.each([
  ['service.beta.kubernetes.io/aws-load-balancer-type: nlb', 20], ['service.beta.kubernetes.io/aws-load-balancer-type: external', 20],
  ['networking.gke.io/load-balancer-type: Internal', 24],
] as const)('fails without a stated platform if the Service has %s and the hook is shorter than its %s s', (annotations, needed) => {
  expect(messagesOn(rule, local({ sleep: needed, annotations }), { platform: undefined })).toEqual([]);
  expect(messagesOn(rule, local({ sleep: needed - 1, annotations }), { platform: undefined })[0]).toContain(`up to ${needed} s`);
});

test('reads the health checks of AWS', () => {
  const annotations = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval: "5", service.beta.kubernetes.io/aws-load-balancer-healthcheck-unhealthy-threshold: "4"';
  expect(messagesOn(rule, local({ sleep: 20, annotations }), { platform: 'eks' })).toEqual([]);
  expect(messagesOn(rule, local({ sleep: 19, annotations }), { platform: 'eks' })[0]).toContain('up to 20 s');
  expect(messagesOn(rule, local({ sleep: 29, annotations: annotations.replace('"5"', 'soon').replace('"4"', 'later') }), { platform: 'eks' })[0]).toContain('up to 30 s');
});

test('before Kubernetes 1.26 no stop is slow enough', () => {
  const [{ violations: [{ message, fix }] }] = verdictsOn(rule, local({ sleep: 30 }), { platform: 'eks', kubernetesMinor: 25 });
  expect(message).toBe('The load balancer needs up to 30 s to notice that a node no longer has a pod, and before Kubernetes 1.26 nothing on that node answers meanwhile.');
  expect(fix).toBe('Set spec.externalTrafficPolicy to Cluster.');
  expect(messagesOn(rule, local({ sleep: 30 }), { platform: 'eks', kubernetesMinor: 26 })).toEqual([]);
});

describe('does not apply', () => {
  test('to another policy or type', () => {
    expect(appliesTo(rule, local({ policy: 'Cluster' }))).toBe(false);
    expect(appliesTo(rule, local({ type: 'NodePort' }))).toBe(false);
  });

  test('if the load balancer sends to pods', () => {
    expect(appliesTo(rule, local({ annotations: 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip' }))).toBe(false);
  });

  test('to a hook that other rules report as too short', () => {
    expect(appliesTo(rule, local({ sleep: 4 }))).toBe(false);
    expect(appliesTo(rule, local({ sleep: 5 }))).toBe(true);
    expect(appliesTo(rule, local({ more: '---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n' }))).toBe(false);
  });

  test('if the length of the hook is unknown', () => {
    const exec = '---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: null, exec: { command: [/wait] } } } }] } } }\n';
    expect(appliesTo(rule, local({ more: exec }))).toBe(false);
  });

  test('if the deregistration delay is stated', () => {
    expect(appliesTo(rule, local({ more: '---\nkind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: 8s } }\n' }))).toBe(false);
  });

  test('to pods without containers', () => {
    expect(appliesTo(rule, local({ more: '---\nkind: Deployment\nspec: { template: { spec: { containers: null } } }\n' }))).toBe(false);
  });
});
