import { deregistrationDelayMismatch } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = deregistrationDelayMismatch;
const NLB_KEY = 'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes';
const ALB_KEY = 'alb.ingress.kubernetes.io/target-group-attributes';

function nlb(attributes?: string, grace = 60): string {
  return `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip${attributes === undefined ? '' : `, ${NLB_KEY}: "${attributes}"`} } }
spec: { type: LoadBalancer }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: ${grace} } } }
`;
}

function alb(annotations = ''): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/target-type: ip${annotations} } }
spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
}

test('says what happens with the default', () => {
  const [{ object, workload, violations }] = verdictsOn(rule, nlb());
  expect([object.kind, workload?.name]).toEqual(['Service', 'web']);
  expect(violations).toMatchObject([{
    path: ['metadata', 'annotations', NLB_KEY],
    message: 'An AWS Network Load Balancer keeps the connections to a stopping pod open for 300 s by default, but the pod is killed after 60 s: '
      + 'requests that are still open then fail with 502.',
    fix: `Set metadata.annotations['${NLB_KEY}'] to "deregistration_delay.timeout_seconds=50".`,
  }]);
});

test('passes a delay between the longest request and the grace period', () => {
  const delay = (seconds: number) => nlb(`deregistration_delay.timeout_seconds=${seconds}`);
  expect(messagesOn(rule, delay(60), { longestRequest: 30 })).toEqual([]);
  expect(messagesOn(rule, delay(30), { longestRequest: 30 })).toEqual([]);
  expect(messagesOn(rule, delay(61), { longestRequest: 30 })).toEqual([
    'An AWS Network Load Balancer keeps the connections to a stopping pod open for 61 s, but the pod is killed after 60 s: requests that are still open then fail with 502.',
  ]);
  expect(messagesOn(rule, delay(29), { longestRequest: 30 })).toEqual([
    'An AWS Network Load Balancer cuts the connections to a stopping pod after 29 s, but a request may take 30 s: longer ones fail in each update.',
  ]);
  expect(messagesOn(rule, delay(0))).toEqual([]);
});

test('recommends the longest request, or the rest of the grace period', () => {
  const fix = (change: string, longestRequest?: number) => verdictsOn(rule, change, { longestRequest })[0].violations[0].fix;
  expect(fix(nlb(), 25)).toContain('timeout_seconds=25".');
  expect(fix(nlb(undefined, 11))).toContain('timeout_seconds=1".');
  expect(fix(nlb(undefined, 5))).toContain('timeout_seconds=1".');
  expect(fix(`${nlb()}---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n`)).toContain('timeout_seconds=60".');
  expect(fix(`${nlb()}---\nkind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/longest-request: 20s } }\n`, 25)).toContain('timeout_seconds=20".');
});

test('reads one attribute among others', () => {
  expect(messagesOn(rule, nlb('stickiness.enabled=true, deregistration_delay.timeout_seconds=30 ,preserve_client_ip.enabled=true'))).toEqual([]);
  expect(messagesOn(rule, nlb('deregistration_delay.timeout_seconds = 30'))).toEqual([]);
  expect(messagesOn(rule, nlb('x_deregistration_delay.timeout_seconds=30'))).toHaveLength(1);
  expect(messagesOn(rule, nlb('deregistration_delay.timeout_seconds=30x'))).toHaveLength(1);
  expect(messagesOn(rule, nlb('stickiness.enabled=true'))[0]).toContain('300 s by default');
});

test('passes the default if the grace period is as long', () => {
  expect(messagesOn(rule, nlb(undefined, 300))).toEqual([]);
  expect(messagesOn(rule, nlb(undefined, 299))).toHaveLength(1);
});

test('for an ALB the annotation of the Service overrides that of the Ingress', () => {
  expect(messagesOn(rule, alb(`, ${ALB_KEY}: deregistration_delay.timeout_seconds=30`))).toEqual([]);
  const [{ object, violations: [{ path, message }] }] = verdictsOn(rule, alb());
  expect([object.kind, path]).toEqual(['Ingress', ['metadata', 'annotations', ALB_KEY]]);
  expect(message).toContain('An AWS Application Load Balancer keeps');
  const service = `---\nkind: Service\nmetadata: { annotations: { ${ALB_KEY}: deregistration_delay.timeout_seconds=100 } }\n`;
  expect(verdictsOn(rule, `${alb(`, ${ALB_KEY}: deregistration_delay.timeout_seconds=30`)}${service}`).map(verdict => [verdict.object.kind, verdict.violations.length]))
    .toEqual([['Service', 1]]);
});

test('does not apply without an AWS load balancer that sends to pods', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, alb().replace('target-type: ip', 'target-type: instance'))).toBe(false);
  expect(appliesTo(rule, alb().replace('ingressClassName: alb', 'ingressClassName: gce'))).toBe(false);
  expect(appliesTo(rule, alb().replace('ingressClassName: alb', 'ingressClassName: azure-application-gateway'))).toBe(false);
});

test('keeps other attributes of the target group', () => {
  const attributes = 'stickiness.enabled=true, deregistration_delay.timeout_seconds=300';
  const { edits } = verdictsOn(rule, nlb(attributes))[0].violations[0];
  expect(edits).toMatchObject([{ value: expect.stringMatching(/^stickiness.enabled=true,deregistration_delay.timeout_seconds=\d+$/) }]);
});

describe('Google Cloud', () => {
  const gce = (draining: string, grace = 60, annotation = '{"default": "web"}'): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { kubernetes.io/ingress.class: gce } }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata: { name: web }
spec: { ${draining} }
---
kind: Service
metadata: { annotations: { cloud.google.com/backend-config: '${annotation}' } }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: ${grace}, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 45 } } } }] } } }
`;
  const DRAINING = 'connectionDraining: { drainingTimeoutSec: 300 }';

  test('fails when connections are drained for longer than the pod lives, as a warning', () => {
    const [{ object, workload, violations }] = verdictsOn(rule, gce(DRAINING, 120));
    expect([object.kind, workload?.name]).toEqual(['BackendConfig', 'web']);
    expect(violations).toMatchObject([{
      path: ['spec', 'connectionDraining', 'drainingTimeoutSec'],
      severity: 'warning',
      message: 'A Google Cloud load balancer keeps the connections to a stopping pod open for 300 s, but Deployment web is killed after 120 s '
        + '(spec.template.spec.terminationGracePeriodSeconds): requests and streams that are still open then break.',
      fix: 'Set spec.connectionDraining.drainingTimeoutSec to 75, or make the preStop hook last 300 s and raise spec.template.spec.terminationGracePeriodSeconds above that.',
    }]);
  });

  test('passes a pod that lives as long', () => {
    expect(appliesTo(rule, gce(DRAINING, 300))).toBe(true);
    expect(messagesOn(rule, gce(DRAINING, 300))).toEqual([]);
  });

  test('does not apply without a time, or if the Service names another BackendConfig', () => {
    expect(appliesTo(rule, gce('timeoutSec: 30'))).toBe(false);
    expect(appliesTo(rule, gce(DRAINING, 60, '{"default": "other"}'))).toBe(false);
  });
});
