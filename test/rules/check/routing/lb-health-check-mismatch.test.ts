import { lbHealthCheckMismatch } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = lbHealthCheckMismatch;

function ingress(annotations: string, className = 'alb'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/target-type: ip${annotations} } }
spec: { ingressClassName: ${className}, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
}

function nlb(annotations: string): string {
  return `kind: Service\nmetadata: { annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip${annotations} } }\nspec: { type: LoadBalancer }\n`;
}

const NLB = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck';

test('an ALB requests / unless another path is set', () => {
  const [{ object, workload, violations }] = verdictsOn(rule, ingress(''));
  expect([object.kind, workload?.name]).toEqual(['Ingress', 'web']);
  expect(violations).toMatchObject([{
    path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/healthcheck-path'],
    message: 'The health check of an AWS Application Load Balancer requests /, its default, but the readiness probe of the pods requests /ready: '
      + 'a pod may be unhealthy for one and ready for the other.',
    fix: 'Set metadata.annotations[\'alb.ingress.kubernetes.io/healthcheck-path\'] to "/ready".',
  }]);
});

test('for an ALB the annotation of the Service overrides that of the Ingress', () => {
  expect(messagesOn(rule, ingress(', alb.ingress.kubernetes.io/healthcheck-path: /ready'))).toEqual([]);
  expect(messagesOn(rule, ingress(', alb.ingress.kubernetes.io/healthcheck-path: /health'))).toEqual([
    'The health check of an AWS Application Load Balancer requests /health, but the readiness probe of the pods requests /ready: '
      + 'a pod may be unhealthy for one and ready for the other.',
  ]);
  const service = '---\nkind: Service\nmetadata: { annotations: { alb.ingress.kubernetes.io/healthcheck-path: /other } }\n';
  const [{ object, violations }] = verdictsOn(rule, `${ingress(', alb.ingress.kubernetes.io/healthcheck-path: /ready')}${service}`);
  expect(object.kind).toBe('Service');
  expect(violations).toHaveLength(1);
});

test('an NLB requests a path only over HTTP', () => {
  expect(messagesOn(rule, nlb(`, ${NLB}-protocol: http`))[0]).toContain('an AWS Network Load Balancer requests /, its default');
  expect(messagesOn(rule, nlb(`, ${NLB}-protocol: HTTPS`))).toHaveLength(1);
  expect(messagesOn(rule, nlb(`, ${NLB}-protocol: http, ${NLB}-path: /ready`))).toEqual([]);
  expect(appliesTo(rule, nlb(''))).toBe(false);
  expect(appliesTo(rule, nlb(`, ${NLB}-protocol: tcp`))).toBe(false);
  expect(appliesTo(rule, nlb(`, ${NLB}-protocol: xhttp`))).toBe(false);
  expect(appliesTo(rule, nlb(`, ${NLB}-protocol: httpx`))).toBe(false);
});

test('an Application Gateway uses the readiness probe unless another path is set', () => {
  const path = ', appgw.ingress.kubernetes.io/health-probe-path';
  expect(appliesTo(rule, ingress('', 'azure-application-gateway'))).toBe(false);
  expect(messagesOn(rule, ingress(`${path}: /ready`, 'azure-application-gateway'))).toEqual([]);
  expect(messagesOn(rule, ingress(`${path}: /health`, 'azure-application-gateway'))[0]).toContain('an Azure Application Gateway requests /health,');
});

describe('Google\'s load balancer uses the path of a BackendConfig', () => {
  const config = (path: string, name = 'web', namespace = 'shop') => `---
apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata: { name: ${name}, namespace: ${namespace} }
spec: { healthCheck: { ${path} } }
`;
  const service = (annotation: string) => `---\nkind: Service\nmetadata: { annotations: { cloud.google.com/backend-config: '${annotation}' } }\n`;
  const gce = ingress('', 'gce');

  test('if it exists', () => {
    const [{ object, violations }] = verdictsOn(rule, `${gce}${service('{"default": "web"}')}${config('requestPath: /health')}`);
    expect(object.kind).toBe('BackendConfig');
    expect(violations[0].path).toEqual(['spec', 'healthCheck', 'requestPath']);
    expect(violations[0].fix).toBe('Set spec.healthCheck.requestPath to "/ready".');
    expect(violations[0].message).toContain('a Google Cloud load balancer requests /health, but');
    expect(messagesOn(rule, `${gce}${service('{"default":"web"}')}${config('requestPath: /ready')}`)).toEqual([]);
  });

  test.each([
    ['without the annotation', `${gce}${config('requestPath: /health')}`],
    ['with another name', `${gce}${service('{"default": "other"}')}${config('requestPath: /health')}`],
    ['in another namespace', `${gce}${service('{"default": "web"}')}${config('requestPath: /health', 'web', 'other')}`],
    ['without a path', `${gce}${service('{"default": "web"}')}${config('port: 8080')}`],
    ['for single ports', `${gce}${service('{"ports": {"80": "web"}}')}${config('requestPath: /health')}`],
  ])('otherwise that of the readiness probe: %s', (_, manifests) => {
    expect(appliesTo(rule, manifests)).toBe(false);
  });
});

describe('does not apply', () => {
  test('without a load balancer', () => {
    expect(appliesTo(rule, '')).toBe(false);
  });

  test('to gRPC, whose health check has no path of this kind', () => {
    expect(appliesTo(rule, ingress(', alb.ingress.kubernetes.io/backend-protocol-version: GRPC'))).toBe(false);
    expect(appliesTo(rule, ingress(', alb.ingress.kubernetes.io/backend-protocol-version: HTTP2'))).toBe(true);
  });

  test('if the readiness probe does not request a path', () => {
    const readiness = (probe: string) => `${ingress('')}---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, readinessProbe: ${probe} }] } } }\n`;
    expect(appliesTo(rule, readiness('null'))).toBe(false);
    expect(appliesTo(rule, readiness('{ httpGet: null, tcpSocket: { port: 8080 } }'))).toBe(false);
  });
});
