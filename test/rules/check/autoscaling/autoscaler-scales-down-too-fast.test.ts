import { autoscalerScalesDownTooFast } from '../../../../src/rules/check/autoscaling';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = autoscalerScalesDownTooFast;

function horizontal(behavior: string): string {
  return `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10, behavior: ${behavior} }
`;
}

function window(seconds: number): string {
  return horizontal(`{ scaleDown: { stabilizationWindowSeconds: ${seconds} } }`);
}

test('says how soon pods are stopped', () => {
  const [{ object, workload, violations }] = verdictsOn(rule, window(0));
  expect([object.kind, workload?.name]).toEqual(['HorizontalPodAutoscaler', 'web']);
  expect(violations).toMatchObject([{
    path: ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'],
    message: 'HorizontalPodAutoscaler web stops pods as soon as the load has been low for 0 s, each time it measures: '
      + 'connections break at each dip, and when the load returns, pods are missing.',
    fix: 'Set spec.behavior.scaleDown.stabilizationWindowSeconds to 300.',
  }]);
});

test('requires a window longer than one measurement', () => {
  expect(messagesOn(rule, window(14))).toHaveLength(1);
  expect(messagesOn(rule, window(15))).toEqual([]);
});

test('requires a window as long as the start of a pod', () => {
  expect(messagesOn(rule, window(60), { startupTime: 60 })).toEqual([]);
  expect(messagesOn(rule, window(59), { startupTime: 60 })).toEqual([
    'HorizontalPodAutoscaler web stops pods as soon as the load has been low for 59 s, but a new one takes 60 s to start: '
      + 'connections break at each dip, and when the load returns, pods are missing.',
  ]);
  const stated = '---\nkind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: 30s } }\n';
  expect(messagesOn(rule, `${window(30)}${stated}`, { startupTime: 60 })).toEqual([]);
  expect(messagesOn(rule, `${window(29)}${stated}`, { startupTime: 60 })).toHaveLength(1);
});

test('the default of 300 s is always enough', () => {
  expect(messagesOn(rule, window(300), { startupTime: 400 })).toEqual([]);
  expect(messagesOn(rule, window(299), { startupTime: 400 })).toHaveLength(1);
  expect(appliesTo(rule, horizontal('{}'))).toBe(true);
  expect(messagesOn(rule, horizontal('{ scaleUp: { stabilizationWindowSeconds: 0 } }'))).toEqual([]);
});

test('finds the field of KEDA', () => {
  const path = ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'];
  const scaled = 'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: s }\nspec: { scaleTargetRef: { name: web }, minReplicaCount: 2, '
    + 'advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } } }\n';
  expect(verdictsOn(rule, scaled)[0].violations[0].path).toEqual(path);
});

test('does not apply to pods that receive no requests, or without an autoscaler', () => {
  expect(appliesTo(rule, `${window(0)}---\nkind: Service\n$patch: delete\n`)).toBe(false);
  expect(appliesTo(rule, '')).toBe(false);
});

test('without policies all surplus pods stop at once, which cuts long requests', () => {
  const found = verdictsOn(rule, horizontal('null'), { longestRequest: 90 }).flatMap(({ violations }) => violations);
  expect(found).toMatchObject([{
    path: ['spec', 'behavior', 'scaleDown', 'policies'],
    message: 'HorizontalPodAutoscaler web has no policies for scaleDown, so it may stop all but 3 of 10 pods at once: their long requests of up to 90 s are moved or cut together.',
    fix: 'Set spec.behavior.scaleDown.policies to [{ "type": "Pods", "value": 1, "periodSeconds": 60 }].',
  }]);
  expect(messagesOn(rule, horizontal('{ scaleDown: { policies: [{ type: Pods, value: 1, periodSeconds: 60 }] } }'), { longestRequest: 90 })).toEqual([]);
  expect(messagesOn(rule, horizontal('{ scaleDown: { selectPolicy: Disabled } }'), { longestRequest: 90 })).toEqual([]);
  expect(messagesOn(rule, horizontal('null'), { longestRequest: 30 })).toEqual([]);
});

test('is an info if only the grace period suggests long requests', () => {
  const graceful = (seconds: number) => verdictsOn(rule, `${horizontal('null')}---\nkind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: ${seconds} } } }\n`)
    .flatMap(({ violations }) => violations);
  expect(graceful(300)).toMatchObject([{ severity: 'info', message: expect.stringContaining('which terminationGracePeriodSeconds 300 allows for') }]);
  expect(graceful(299)).toEqual([]);
});

test('does not assume long requests of pods that answer a webhook, for which the API server waits 30 s at most', () => {
  const change = `${horizontal('null')}---\nkind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: 300 } } }\n`;
  const webhook = (name: string) => `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: web }
webhooks: [{ name: web.example.com, clientConfig: { service: { name: ${name}, namespace: shop } } }]
`;
  expect(messagesOn(rule, `${change}${webhook('web')}`)).toEqual([]);
  expect(messagesOn(rule, `${change}${webhook('other')}`)).toHaveLength(1);
  expect(messagesOn(rule, `${change}${webhook('web')}`, { longestRequest: 90 })).toHaveLength(1);
});
