import {
  albSetting, annotationOf, LoadBalancer, loadBalancersOf, nlbSetting, targetGroupKey,
} from '../../../src/analysis/traffic/load-balancer';
import { ROUTERS } from '../../../src/lifecycle';
import { ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

function balancers(change: string, target: Partial<ClusterProfile> = {}): LoadBalancer[] {
  const manifests = manifestsIn(exampleManifests(change));
  return loadBalancersOf(manifests.workloads[0], { ...TARGET, ...target }, manifests);
}

function shown(change: string, target: Partial<ClusterProfile> = {}): string[] {
  return balancers(change, target).map(({ kind, by, service }) => `${kind} by ${by.kind} ${by.name} to ${service.object.name}`);
}

function ingress(className: string, annotations = '', service = 'web'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: public, annotations: { ${annotations} } }
spec: { ingressClassName: ${className}, defaultBackend: { service: { name: ${service}, port: { number: 80 } } } }
`;
}

function httpRoute(backend: string, gateway = 'gke-l7-rilb'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: public }
spec: { parentRefs: [{ name: ${gateway} }], rules: [{ backendRefs: [{ ${backend}, port: 80 }] }] }
`;
}

function serviceOf(type: string, annotations: string): string {
  return `---\nkind: Service\nmetadata: { name: web, annotations: { ${annotations} } }\nspec: { type: ${type} }\n`;
}

const OTHER = '---\napiVersion: v1\nkind: Service\nmetadata: { name: other }\nspec: { selector: { app: web }, ports: [{ port: 81 }] }\n';
const ALB = 'alb.ingress.kubernetes.io';
const IP = `${ALB}/target-type: ip`;
const INSTANCE = `${ALB}/target-type: instance`;
const NEG = 'cloud.google.com/neg';
const NLB = 'service.beta.kubernetes.io/aws-load-balancer';

test('a service without routes that is not reachable from outside has no load balancer', () => {
  expect(balancers('')).toEqual([]);
});

test.each([
  ['alb', ingress('alb', IP), 'an AWS Application Load Balancer', ROUTERS.awsAlb],
  ['nlb', serviceOf('LoadBalancer', `${NLB}-nlb-target-type: ip`), 'an AWS Network Load Balancer', ROUTERS.awsNlb],
  ['gcp', ingress('gce'), 'a Google Cloud load balancer', ROUTERS.gcpLoadBalancer],
  ['agic', ingress('azure-application-gateway'), 'an Azure Application Gateway', ROUTERS.azureAppGateway],
])('one of the kind %s has its name and its times', (kind, change, called, times) => {
  expect(balancers(change)).toEqual([expect.objectContaining({ kind, called, times })]);
});

describe('behind an Ingress', () => {
  test.each([
    ['an ALB targets pods by an annotation of the Ingress', ingress('alb', IP), ['alb by Ingress public to web']],
    ['an ALB targets pods by an annotation of the Service', `${ingress('alb')}${serviceOf('ClusterIP', IP)}`, ['alb by Ingress public to web']],
    ['an ALB targets nodes by an annotation of the Service', `${ingress('alb', IP)}${serviceOf('NodePort', INSTANCE)}`, []],
    ['an ALB targets nodes without annotations if the Service has node ports', `${ingress('alb')}${serviceOf('NodePort', '')}`, []],
    ['an ALB targets pods without annotations and node ports', ingress('alb'), ['alb by Ingress public to web']],
    ['an ALB targets nodes by an annotation of the Ingress', ingress('alb', INSTANCE), []],
    ['the one of Google targets pods by default', ingress('gce'), ['gcp by Ingress public to web']],
    ['Google\'s has pods as targets if the Service says so', `${ingress('gce')}${serviceOf('ClusterIP', `${NEG}: '{"ingress": true}'`)}`, ['gcp by Ingress public to web']],
    ['Google\'s has nodes as targets if the Service says so', `${ingress('gce')}${serviceOf('NodePort', `${NEG}: '{"ingress":false}'`)}`, []],
    ['Google\'s has nodes as targets if the Service says so with spaces', `${ingress('gce')}${serviceOf('NodePort', `${NEG}: '{ "ingress" :  false }'`)}`, []],
    ['Azure\'s has pods as targets', ingress('azure/application-gateway'), ['agic by Ingress public to web']],
    ['a proxy in the cluster is not a load balancer', ingress('nginx', IP), []],
    ['an unknown proxy is not a load balancer', ingress('contour', IP), []],
  ])('%s', (_, change, found) => {
    expect(shown(change)).toEqual(found);
  });

  test('without a class it is that of Google on GKE', () => {
    const route = ingress('null');
    expect(shown(route, { platform: 'gke' })).toEqual(['gcp by Ingress public to web']);
    expect(shown(route, { platform: 'eks' })).toEqual([]);
  });

  test('only the Service that the Ingress sends to has it', () => {
    expect(shown(`${ingress('gce', '', 'other')}${OTHER}`)).toEqual(['gcp by Ingress public to other']);
    expect(shown(`${ingress('alb')}${serviceOf('NodePort', '')}${OTHER.replace('name: other', `name: other, annotations: { ${IP} }`)}`)).toEqual([]);
  });
});

describe('behind a Gateway of GKE', () => {
  test('it targets pods', () => {
    expect(shown(httpRoute('name: web'))).toEqual(['gcp by HTTPRoute public to web']);
    expect(shown(`${httpRoute('name: web')}${serviceOf('NodePort', `${NEG}: '{"ingress":false}'`)}`)).toEqual(['gcp by HTTPRoute public to web']);
  });

  test('a Service with the same name in another namespace does not have it', () => {
    const both = httpRoute('name: web').replace('rules: [', 'rules: [{ backendRefs: [{ name: other, port: 81 }] }, ').replace('{ name: web,', '{ name: web, namespace: infra,');
    expect(shown(`${both}${OTHER}`)).toEqual(['gcp by HTTPRoute public to other']);
  });
});

test('a route with Gateways of two clouds has two load balancers', () => {
  const route = httpRoute('name: web').replace('parentRefs: [', 'parentRefs: [{ name: azure-application-gateway }, ');
  expect(shown(route)).toEqual(['agic by HTTPRoute public to web', 'gcp by HTTPRoute public to web']);
});

describe('of a Service', () => {
  test.each([
    ['an NLB that targets pods', serviceOf('LoadBalancer', `${NLB}-nlb-target-type: ip`), ['nlb by Service web to web']],
    ['an NLB that targets pods, by the old annotation', serviceOf('LoadBalancer', `${NLB}-type: nlb-ip`), ['nlb by Service web to web']],
    ['not an NLB that targets nodes', serviceOf('LoadBalancer', `${NLB}-nlb-target-type: instance`), []],
    ['not an NLB that targets nodes, by the old annotation', serviceOf('LoadBalancer', `${NLB}-type: nlb`), []],
    ['not an unknown one, whose targets are unknown', serviceOf('LoadBalancer', 'a: b'), []],
    ['none: its type makes none', serviceOf('ClusterIP', `${NLB}-nlb-target-type: ip`), []],
    ['none: the old annotation has no value of the new one', serviceOf('LoadBalancer', `${NLB}-type: external`), []],
    ['endpoint groups of Google\'s', serviceOf('ClusterIP', `${NEG}: '{"exposed_ports": {"80":{}}}'`), ['gcp by Service web to web']],
    ['none: endpoint groups for an Ingress that is not there', serviceOf('ClusterIP', `${NEG}: '{"ingress": true}'`), []],
    ['an NLB rather than endpoint groups', serviceOf('LoadBalancer', `${NLB}-type: nlb-ip, ${NEG}: '{"exposed_ports": {}}'`), ['nlb by Service web to web']],
  ])('%s', (_, change, found) => {
    expect(shown(change)).toEqual(found);
  });

  test('comes after those behind routes', () => {
    expect(shown(`${ingress('azure/application-gateway')}${serviceOf('LoadBalancer', `${NLB}-type: nlb-ip`)}`)).toEqual([
      'agic by Ingress public to web', 'nlb by Service web to web',
    ]);
  });
});

describe('a setting', () => {
  const balancer = (onIngress: string, onService: string) => balancers(`${ingress('azure/application-gateway', onIngress)}${serviceOf('ClusterIP', onService)}`)[0];

  test('of an ALB is that of the Service rather than that of the Ingress', () => {
    const [older, newer] = [`${ALB}/a: older`, `${ALB}/a: newer`];
    const both = balancer(older, newer);
    expect(albSetting(both, 'a')).toEqual({ object: both.service.object, key: `${ALB}/a`, value: 'newer' });
    const one = balancer(older, '');
    expect(albSetting(one, 'a')).toEqual({ object: one.by, key: `${ALB}/a`, value: 'older' });
    expect(albSetting(one, 'b')).toBeUndefined();
  });

  test('of an ALB may be empty', () => {
    expect(albSetting(balancer(`${ALB}/a: older`, `${ALB}/a: ""`), 'a')?.value).toBe('');
  });

  test('of an NLB is that of its Service', () => {
    const [found] = balancers(serviceOf('LoadBalancer', `${NLB}-type: nlb-ip, ${NLB}-a: b`));
    expect(nlbSetting(found, 'a')).toEqual({ object: found.service.object, key: `${NLB}-a`, value: 'b' });
    expect(nlbSetting(found, 'b')).toBeUndefined();
  });

  test('of target groups has a different key for each controller', () => {
    expect(targetGroupKey({ kind: 'alb' } as LoadBalancer)).toBe(`${ALB}/target-group-attributes`);
    expect(targetGroupKey({ kind: 'nlb' } as LoadBalancer)).toBe(`${NLB}-target-group-attributes`);
  });

  test('is never an inherited property', () => {
    const { by } = balancer('a: b', '');
    expect(annotationOf(by, 'a')).toBe('b');
    expect(annotationOf(by, 'toString')).toBeUndefined();
  });
});
