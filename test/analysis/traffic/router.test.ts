import { isProxyStated, routerNameOf, routerOf, servesRequests } from '../../../src/analysis/traffic/router';
import { ROUTERS } from '../../../src/lifecycle';
import { ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

function router(change: string, profile: Partial<ClusterProfile> = {}) {
  const manifests = manifestsIn(exampleManifests(change));
  return routerOf(manifests.workloads[0], { ...TARGET, ...profile }, manifests);
}

function called(change: string, profile: Partial<ClusterProfile> = {}): string {
  return router(change, profile).called;
}

function ingress(className: string, annotations = ''): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { ${annotations} } }
spec: { ${className ? `ingressClassName: ${className}, ` : ''}defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;
}

function httpRoute(gateway: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ ${gateway} }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
`;
}

function service(type: string, annotations: string): string {
  return `kind: Service\nmetadata: { annotations: { ${annotations} } }\nspec: { type: ${type} }\n`;
}

const IP = 'alb.ingress.kubernetes.io/target-type: ip';
const NEG = 'cloud.google.com/neg';
const NLB = 'service.beta.kubernetes.io/aws-load-balancer';
const ALB = 'an AWS Application Load Balancer';
const GOOGLE = 'a Google Cloud load balancer';

describe('which pods serve requests', () => {
  const serves = (change: string) => servesRequests(manifestsIn(exampleManifests(change)).workloads[0]);

  test('pods behind a Service', () => {
    expect(serves('')).toBe(true);
    expect(serves('kind: Service\n$patch: delete\n')).toBe(false);
  });

  const headless = (list: string, more = '') => `
apiVersion: v1
kind: Service
metadata: { name: by-dns }
spec: { clusterIP: None, selector: { app: web }, ports: ${list}${more} }
---
kind: Service
metadata: { name: web }
$patch: delete
`;
  const GRPC = '[{ name: grpc, port: 50051 }]';

  test('pods of a Deployment behind a headless Service, whose clients balance requests', () => {
    expect(serves(headless(GRPC))).toBe(true);
    expect(serves(headless('[{ name: api, port: 9000 }]'))).toBe(true);
    expect(called(headless(GRPC))).toBe('a client that resolves the headless Service');
    expect(router(headless(GRPC))).toMatchObject({ deregistrationDelay: ROUTERS.headless.deregistrationDelay, minimum: 5 });
  });

  test.each([
    ['has only ports of peers', headless('[{ name: gossip-ring, port: 7946 }]')],
    ['has the placeholder port of kompose', headless('[{ name: headless, port: 55555 }]')],
    ['has only ports for metrics', headless('[{ name: http-metrics, port: 9090 }]')],
    ['publishes pods that are not ready', headless(GRPC, ', publishNotReadyAddresses: true')],
  ])('no pods of a Deployment whose headless Service %s', (_, change) => {
    expect(serves(change)).toBe(false);
    expect(serves(`${change}---${ingress('nginx').replace('service: { name: web,', 'service: { name: by-dns,')}`)).toBe(true);
  });

  const worker = (annotations: string, name = 'upload-worker', stated = '') => servesRequests(manifestsIn(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, annotations: { ${stated} } }
spec:
  selector: { matchLabels: { app: jobs } }
  template: { metadata: { labels: { app: jobs } }, spec: { containers: [{ name: jobs, ports: [{ name: http, containerPort: 8080 }] }] } }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, annotations: { ${annotations} } }
spec: { selector: { app: jobs }, ports: [{ name: http, port: 8080 }] }
`).workloads[0]);
  const SCRAPED = 'prometheus.io/scrape: "true"';

  test('no pods of a worker whose Service Prometheus scrapes', () => {
    expect(worker('prometheus.io/port: "6060"')).toBe(false);
    expect(worker(SCRAPED, 'order-consumer')).toBe(false);
  });

  test.each([
    ['no annotation', worker('')],
    ['an annotation against it', worker('prometheus.io/scrape: "false"')],
    ['another name', worker(SCRAPED, 'workerapi')],
    ['a router that its owner states', worker(SCRAPED, 'upload-worker', 'cdk8s-zero-downtime/exposure: cluster')],
  ])('the pods of a worker with %s', (_, does) => {
    expect(does).toBe(true);
  });

  test('no pods behind a headless Service with kube-rbac-proxy, which protects metrics', () => {
    const proxied = `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'quay.io/brancz/kube-rbac-proxy:v0.18.1' }] } } }
---
`;
    expect(serves(`${proxied}${headless('[{ name: https, port: 8443, targetPort: http }]')}`)).toBe(false);
  });

  test('a headless Service is for peers if another Service has a cluster IP', () => {
    const both = `
apiVersion: v1
kind: Service
metadata: { name: by-dns }
spec: { clusterIP: None, selector: { app: web }, ports: ${GRPC} }
`;
    expect(serves(both)).toBe(true);
    expect(called(both)).toBe('kube-proxy');
  });

  test.each([
    ['grpc', '', true], ['http', '', true], ['client', '', false], ['raft', '', false], ['grpc', ', publishNotReadyAddresses: true', false],
  ])('members of a StatefulSet whose only Service is headless, with a port %s%s: %s', (name, more, expected) => {
    const [member] = manifestsIn(`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store }
spec:
  replicas: 3
  serviceName: store
  selector: { matchLabels: { app: store } }
  template: { metadata: { labels: { app: store } }, spec: { containers: [{ name: store }] } }
---
apiVersion: v1
kind: Service
metadata: { name: store }
spec: { clusterIP: None, selector: { app: store }, ports: [{ name: ${name}, port: 9000 }]${more} }
`).workloads;
    expect(servesRequests(member)).toBe(expected);
  });

  test('pods behind a headless Service whose owner states that clients send to it', () => {
    const stated = (exposure: string) => `
kind: Service
spec: { clusterIP: None }
---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/exposure: ${exposure} } }
`;
    expect(serves(stated('headless'))).toBe(true);
    expect(serves(stated('none'))).toBe(false);
  });

  const ports = (list: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: m }\nspec: { selector: { app: web }, ports: ${list} }\n---\nkind: Service\nmetadata: { name: web }\n$patch: delete\n`;

  test.each(['metrics', 'http-metrics', 'prometheus', 'prom', 'http-prom', 'telemetry', 'monitoring'])('not pods whose only port is %s', name => {
    expect(serves(ports(`[{ name: ${name}, port: 9090, targetPort: 9090 }]`))).toBe(false);
    expect(serves(ports(`[{ port: 9090, targetPort: ${name} }]`))).toBe(false);
  });

  test('not pods whose only container port is called metrics', () => {
    const named = JSON.stringify({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', ports: [{ name: 'http-metrics', containerPort: 9402 }] }] } } } });
    expect(serves(`${named}\n---\n${ports('[{ name: tcp, port: 9402 }]')}`)).toBe(false);
  });

  test('not pods whose only Service is for metrics, by its name', () => {
    expect(serves(ports('[{ name: https, port: 8443 }]').replace('name: m ', 'name: web-metrics-service '))).toBe(false);
    expect(serves(ports('[{ name: https, port: 8443 }]').replace('name: m ', 'name: web-metrics '))).toBe(false);
  });

  test('pods whose own name contains metrics', () => {
    const [{ services, ...workload }] = manifestsIn(exampleManifests('')).workloads;
    const named = services.map(one => ({ ...one, object: { ...one.object, name: 'usage-metrics' } }));
    expect(servesRequests({ ...workload, services: named, name: 'usage-metrics' })).toBe(true);
    expect(servesRequests({ ...workload, services: named })).toBe(false);
  });

  test.each(['[{ name: metrics, port: 9090 }, { name: http, port: 80 }]', '[{ name: metrics-api, port: 80 }]', '[{ name: mymetrics, port: 80 }]', '[]', '[{ port: 80, targetPort: 9090 }]'])('pods with the ports %s', list => {
    expect(serves(ports(list))).toBe(true);
  });
});

describe('only kube-proxy', () => {
  test('if the manifests show no other router', () => {
    expect(router('')).toMatchObject({ ...ROUTERS.cluster, called: 'kube-proxy' });
  });

  test.each([
    ['an ALB that sends to nodes, as it does by default to node ports', `${ingress('alb')}---\n${service('NodePort', '')}`],
    ['an ALB that is told to send to nodes', ingress('alb', 'alb.ingress.kubernetes.io/target-type: instance')],
    ['an NLB that sends to nodes', service('LoadBalancer', `${NLB}-nlb-target-type: instance`)],
    ['an NLB of the old kind', service('LoadBalancer', `${NLB}-type: nlb`)],
    ['an NLB with two annotations for its targets', service('LoadBalancer', `${NLB}-type: nlb-ip, ${NLB}-nlb-target-type: instance`)],
    ['the annotation of an NLB without one', service('ClusterIP', `${NLB}-nlb-target-type: ip`)],
    ['a Google Cloud load balancer that sends to nodes', `${ingress('gce')}---\n${service('NodePort', `${NEG}: '{"ingress": false}'`)}`],
    ['groups for a missing Ingress', service('ClusterIP', `${NEG}: '{"ingress": true}'`)],
    ['any other load balancer', service('LoadBalancer', 'a: b')],
  ])('behind %s', (_, change) => {
    expect(called(change)).toBe('kube-proxy');
  });
});

describe('the router of the target applies only if the manifests do not show one', () => {
  test.each([
    ['cluster', 'kube-proxy'], ['ingressNginx', 'ingress-nginx'], ['envoy', 'the proxy in front of it'], ['awsAlb', ALB], ['awsNlb', 'an AWS Network Load Balancer'],
    ['gcpLoadBalancer', GOOGLE], ['azureAppGateway', 'an Azure Application Gateway'],
  ] as const)('%s', (name, words) => {
    expect(router('', { router: ROUTERS[name] })).toMatchObject({ ...ROUTERS[name], called: words });
    expect(called(ingress('traefik'), { router: ROUTERS[name] })).toBe('Traefik');
  });

  test('knows whether the settings name it', () => {
    expect(router('', { router: ROUTERS.awsAlb, isRouterStated: true }).source).toBe('settings');
    expect(router('').source).toBe('assumed');
  });

  test('a router with a measured time has no name', () => {
    expect(router('', { router: { ...ROUTERS.cluster, deregistrationDelay: 7, minimum: 7 } })).toMatchObject({ ...ROUTERS.cluster, deregistrationDelay: 7, minimum: 7, called: 'its router' });
    expect(called('', { router: { ...ROUTERS.envoy, registrationTime: 7 } })).toBe('its router');
    expect(called('', { router: { ...ROUTERS.envoy, usesTerminatingEndpoints: true } })).toBe('its router');
  });
});

describe('the class of an Ingress', () => {
  test.each([
    ['alb', ALB], ['alb-internal', ALB], ['gce', GOOGLE], ['gce-internal', GOOGLE], ['azure/application-gateway', 'an Azure Application Gateway'],
    ['azure-application-gateway', 'an Azure Application Gateway'], ['nginx', 'ingress-nginx'], ['internal-nginx', 'ingress-nginx'],
    ['webapprouting.kubernetes.azure.com', 'ingress-nginx'], ['traefik', 'Traefik'], ['traefik-internal', 'Traefik'],
    ['contour', 'the proxy of its routes'], ['albatross', 'the proxy of its routes'], ['my-alb', 'the proxy of its routes'], ['my-gce', 'the proxy of its routes'],
    ['my-azure-application-gateway', 'the proxy of its routes'], ['my-gke-l7', 'the proxy of its routes'],
  ])('%s', (className, words) => {
    expect(called(ingress(className, IP))).toBe(words);
  });

  test('in the annotation', () => {
    expect(called(ingress('', 'kubernetes.io/ingress.class: nginx'))).toBe('ingress-nginx');
  });

  test('without a class it is that of Google only on GKE', () => {
    expect(called(ingress(''))).toBe('the proxy of its routes');
    expect(called(ingress(''), { platform: 'eks' })).toBe('the proxy of its routes');
    expect(called(ingress(''), { router: ROUTERS.awsAlb })).toBe(ALB);
    expect(called(ingress(''), { platform: 'gke' })).toBe(GOOGLE);
    expect(called(ingress('nginx'), { platform: 'gke' })).toBe('ingress-nginx');
  });

  test.each([
    ['ingress.k8s.aws/alb', ALB], ['eks.amazonaws.com/alb', ALB], ['k8s.io/ingress-nginx', 'ingress-nginx'], ['nginx.org/ingress-controller', 'ingress-nginx'],
    ['azure/application-gateway', 'an Azure Application Gateway'], ['traefik.io/ingress-controller', 'Traefik'], ['haproxy.org/ingress-controller', 'the proxy of its routes'],
  ])('whose IngressClass names %s', (controller, words) => {
    const ingressClass = `---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: public }\nspec: { controller: ${controller} }\n`;
    expect(called(`${ingress('public', IP)}${ingressClass}`)).toBe(words);
    expect(called(`${ingress('public', IP)}${ingressClass.replace('networking.k8s.io/v1', 'example.com/v1')}`)).toBe('the proxy of its routes');
  });
});

describe('targets of an AWS load balancer', () => {
  test('the annotation of the Service overrides that of the Ingress', () => {
    expect(called(`${ingress('alb')}---\n${service('ClusterIP', IP)}`)).toBe(ALB);
    expect(called(`${ingress('alb', IP)}---\n${service('NodePort', 'alb.ingress.kubernetes.io/target-type: instance')}`)).toBe('kube-proxy');
  });

  test('only the Services that the Ingress sends to', () => {
    const other = `---\napiVersion: v1\nkind: Service\nmetadata: { name: other, annotations: { ${IP} } }\nspec: { selector: { app: web }, ports: [{ port: 81 }] }\n`;
    expect(called(`${ingress('alb')}---\n${service('NodePort', '')}${other}`)).toBe('kube-proxy');
  });

  test.each([`${NLB}-nlb-target-type: ip`, `${NLB}-type: nlb-ip`])('an NLB with %s', annotation => {
    expect(router(service('LoadBalancer', annotation))).toMatchObject({ ...ROUTERS.awsNlb, called: 'an AWS Network Load Balancer' });
  });
});

describe('endpoint groups of Google Cloud', () => {
  test.each([ingress('gce'), `${ingress('gce')}---\n${service('ClusterIP', `${NEG}: '{"ingress": true}'`)}`, service('ClusterIP', `${NEG}: '{"exposed_ports": {"80":{}}}'`)])('%#', change => {
    expect(router(change)).toMatchObject({ ...ROUTERS.gcpLoadBalancer, called: GOOGLE });
  });

  test('are switched off with or without spaces', () => {
    expect(called(`${ingress('gce')}---\n${service('NodePort', `${NEG}: '{"ingress":false}'`)}`)).toBe('kube-proxy');
  });
});

describe('the class of a Gateway', () => {
  const gateway = (className: string, namespace = 'infra') => `---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: ${namespace} }\nspec: { gatewayClassName: ${className} }\n`;
  const route = httpRoute('name: public, namespace: infra');

  test.each([
    ['gke-l7-global-external-managed', GOOGLE], ['nginx', 'ingress-nginx'], ['traefik', 'Traefik'], ['istio', 'the proxy of its routes'],
  ])('%s', (className, words) => {
    expect(called(`${route}${gateway(className)}`)).toBe(words);
  });

  test('in the namespace of the route, if it does not set another', () => {
    expect(called(`${httpRoute('name: public')}${gateway('nginx', 'shop')}`)).toBe('ingress-nginx');
    expect(called(`${httpRoute('name: public')}${gateway('nginx')}`)).toBe('the proxy of its routes');
  });

  test('whose GatewayClass names the controller', () => {
    const gatewayClass = (controller: string) => `---\napiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: { name: ours }\nspec: { controllerName: ${controller} }\n`;
    expect(called(`${route}${gateway('ours')}${gatewayClass('networking.gke.io/gateway')}`)).toBe(GOOGLE);
    expect(called(`${route}${gateway('ours')}${gatewayClass('gateway.nginx.org/nginx-gateway-controller')}`)).toBe('ingress-nginx');
    expect(called(`${route}${gateway('ours')}${gatewayClass('gateway.k8s.aws/alb')}`)).toBe(ALB);
  });

  test('is guessed from the name of a Gateway that is not in the manifests', () => {
    expect(called(httpRoute('name: nginx-public'))).toBe('ingress-nginx');
  });

  test('a mesh has no class: its routes belong to Services', () => {
    expect(called(httpRoute('kind: Service, name: nginx'))).toBe('the proxy of its routes');
    expect(called(httpRoute('kind: Gateway, name: nginx'))).toBe('ingress-nginx');
    expect(called(httpRoute('kind: Gateway'))).toBe('the proxy of its routes');
  });
});

test('callers in a mesh learn of a stop from the mesh', () => {
  const meshed = 'kind: Deployment\nspec: { template: { metadata: { annotations: { linkerd.io/inject: enabled } } } }\n';
  expect(router(meshed)).toMatchObject({ ...ROUTERS.envoy, called: 'the mesh' });
});

describe('the slowest of several', () => {
  test('is the one with the larger minimum', () => {
    expect(called(`${ingress('nginx')}---\n${service('LoadBalancer', `${NLB}-nlb-target-type: ip`)}`)).toBe('an AWS Network Load Balancer');
    expect(called(`${ingress('traefik')}---${httpRoute('name: contour')}`)).toBe('Traefik');
    expect(called(`${httpRoute('name: contour')}---${ingress('nginx')}`)).toBe('ingress-nginx');
  });

  test('at the same minimum the one with the longer delay', () => {
    expect(router(ingress('contour'))).toMatchObject({ ...ROUTERS.envoy, called: 'the proxy of its routes' });
    expect(called(`${ingress('nginx')}---${httpRoute('name: traefik')}`)).toBe('Traefik');
    expect(called(`${ingress('traefik')}---${httpRoute('name: nginx')}`)).toBe('Traefik');
    expect(router(ingress('traefik'))).toMatchObject({ ...ROUTERS.envoy, deregistrationDelay: 20, minimum: 10, called: 'Traefik' });
  });
});

test('is the first of two equally slow routers', () => {
  const meshed = 'kind: Deployment\nspec: { template: { metadata: { annotations: { linkerd.io/inject: enabled } } } }\n';
  expect(called(`${meshed}---${ingress('contour')}`)).toBe('the proxy of its routes');
});

test('a router whose stated time is the known one keeps its name and its minimum', () => {
  const stated = (seconds: number) => `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: ${seconds}s } }\n`;
  expect(router(stated(10))).toMatchObject({ ...ROUTERS.cluster, called: 'kube-proxy' });
  expect(router(stated(7), { router: { ...ROUTERS.cluster, deregistrationDelay: 7, minimum: 3 } })).toMatchObject({ deregistrationDelay: 7, minimum: 3, called: 'its router' });
});

test('a time that the owner states overrides all that', () => {
  const stated = 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: 7s } }\n';
  expect(router(`${stated}---${ingress('alb', IP)}`)).toMatchObject({ ...ROUTERS.awsAlb, deregistrationDelay: 7, minimum: 7, called: ALB });
  expect(router(stated)).toMatchObject({ ...ROUTERS.cluster, deregistrationDelay: 7, minimum: 7, called: 'its router' });
});

test.each([[10, 5], [15, 5], [45, 30], [150, 120], [60, 40], [90, 90], [20, 10], [11, 11]])(
  'a stated %i s, which may be the figure of a known router with its margin, has a minimum of %i s', (seconds, minimum) => {
    const stated = `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: ${seconds}s } }\n`;
    expect(router(stated)).toMatchObject({ deregistrationDelay: seconds, minimum });
  });

test.each([
  ['the annotation', 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: 7s } }\n', 'annotation'],
  ['the annotation, with the figure of the default', 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/deregistration-delay: 10s } }\n', 'annotation'],
  ['the manifests', ingress('alb', IP), 'manifests'],
  ['only the settings', '', 'assumed'],
])('a router knows the source of its time: %s', (_, change, source) => {
  expect(router(change).source).toBe(source);
});

describe('an exposure that the owner states', () => {
  const stated = (...annotations: string[]) =>
    `kind: Deployment\nmetadata: { annotations: { ${annotations.map(text => `cdk8s-zero-downtime/${text}`).join(', ')} } }\n`;
  const BEHIND_ALB = ingress('alb', 'alb.ingress.kubernetes.io/target-type: ip');

  test('applies if the manifests show no router, whatever the settings assume', () => {
    expect(router(stated('exposure: awsAlb'))).toMatchObject({ ...ROUTERS.awsAlb, source: 'exposure', called: 'an AWS Application Load Balancer' });
    expect(router(stated('exposure: cluster'), { router: ROUTERS.awsNlb })).toMatchObject({ ...ROUTERS.cluster, source: 'exposure' });
  });

  test('is overridden by a slower router in the manifests, but not by a faster one', () => {
    expect(router(`${stated('exposure: cluster')}---\n${BEHIND_ALB}`)).toMatchObject({ ...ROUTERS.awsAlb, source: 'manifests' });
    expect(router(`${stated('exposure: awsNlb')}---\n${BEHIND_ALB}`)).toMatchObject({ ...ROUTERS.awsNlb, source: 'exposure' });
  });

  test('that is custom has the measured times of its annotations', () => {
    const custom = ['exposure: custom', 'deregistration-delay: 20s', 'registration-time: 7s', 'terminating-endpoints: used'];
    expect(router(`${stated(...custom)}---\n${BEHIND_ALB}`)).toMatchObject({
      deregistrationDelay: 20, minimum: 20, registrationTime: 7, usesTerminatingEndpoints: true, source: 'annotation',
    });
    expect(router(stated(...custom.slice(0, 2)))).toMatchObject({ registrationTime: 0, usesTerminatingEndpoints: false });
    expect(router(stated('exposure: custom'))).toMatchObject({ ...ROUTERS.cluster, source: 'assumed' });
  });

  test('of none has no router, unless a Service still sends requests', () => {
    expect(router(`${stated('exposure: none')}---\nkind: Service\n$patch: delete\n`)).toMatchObject({ deregistrationDelay: 0, source: 'annotation' });
    expect(router(stated('exposure: none'))).toMatchObject({ ...ROUTERS.cluster, source: 'assumed' });
  });

  test.each([
    ['envoy', true], ['awsAlb', true], ['ingressNginx', true], ['awsNlb', false], ['cluster', false], ['headless', false], ['custom', false], ['none', false],
  ])('%s chooses a pod for each request: %s', (exposure, expected) => {
    expect(isProxyStated(manifestsIn(exampleManifests(stated(`exposure: ${exposure}`))).workloads[0])).toBe(expected);
  });

  test('is not a proxy if it is not stated', () => {
    expect(isProxyStated(manifestsIn(exampleManifests('')).workloads[0])).toBe(false);
  });
});

test('a router is named by its times', () => {
  expect(routerNameOf(ROUTERS.traefik)).toBe('traefik');
  expect(routerNameOf({ ...ROUTERS.traefik, minimum: 1 })).toBeUndefined();
});
