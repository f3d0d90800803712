import { unjudgedObjects } from '../../../src/analysis/traffic/unjudged-objects';
import { manifestsIn } from '../../rules/check/judging';

const object = (apiVersion: string, kind: string, spec = '{}') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec}\n`;
const PODS = '{ template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: a }] } } }';
const isNamed = (text: string) => unjudgedObjects(manifestsIn(text)).length > 0;

test.each([
  ['route.openshift.io/v1', 'Route', '{}'], ['cert-manager.io/v1', 'Certificate', '{}'], ['networking.istio.io/v1', 'EnvoyFilter', '{}'],
  ['split.smi-spec.io/v1alpha1', 'TrafficSplit', '{}'], ['flagger.app/v1beta1', 'Canary', '{}'], ['traefik.io/v1alpha1', 'Middleware', '{}'],
  ['k8s.nginx.org/v1', 'VirtualServer', '{}'], ['getambassador.io/v2', 'Mapping', '{}'], ['cilium.io/v2', 'CiliumEnvoyConfig', '{}'],
  ['linkerd.io/v1alpha2', 'ServiceProfile', '{}'], ['apps.kruise.io/v1alpha1', 'CloneSet', PODS], ['serving.knative.dev/v1', 'Service', PODS],
  ['security.istio.io/v1', 'AuthorizationPolicy', '{ action: CUSTOM }'], ['policy.linkerd.io/v1beta1', 'Server', '{}'], ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', '{}'],
  ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', '{}'], ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', '{}'],
  ['rabbitmq.com/v1beta1', 'RabbitmqCluster', '{}'], ['kafka.strimzi.io/v1beta2', 'Kafka', '{}'], ['pxc.percona.com/v1', 'PerconaXtraDBCluster', '{}'],
  ['apps.openshift.io/v1', 'DeploymentConfig', PODS], ['argoproj.io/v1alpha1', 'Rollout', '{ workloadRef: { kind: Deployment, name: b } }'],
])('%s %s is reported as not judged', (apiVersion, kind, spec) => {
  expect(isNamed(object(apiVersion, kind, spec))).toBe(true);
});

test.each([
  ['apps/v1', 'StatefulSet', PODS], ['apps/v1', 'DaemonSet', PODS], ['apps/v1', 'ReplicaSet', PODS], ['v1', 'ReplicationController', PODS], ['argoproj.io/v1alpha1', 'Rollout', PODS],
  ['batch/v1', 'Job', PODS], ['networking.istio.io/v1', 'VirtualService', '{}'], ['networking.istio.io/v1', 'DestinationRule', '{}'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute', '{}'], ['projectcontour.io/v1', 'HTTPProxy', '{}'], ['monitoring.coreos.com/v1', 'PrometheusRule', '{}'],
  ['security.istio.io/v1', 'PeerAuthentication', '{}'], ['postgresql.cnpg.io/v1', 'Cluster', '{}'], ['kafka.strimzi.io/v1beta2', 'KafkaTopic', '{}'],
  ['pxc.percona.com/v1', 'PerconaXtraDBClusterBackup', '{}'], ['v1', 'ConfigMap', '{}'], ['example.com/v1', 'Route', '{}'],
])('%s %s is judged, or does not affect requests', (apiVersion, kind, spec) => {
  expect(isNamed(object(apiVersion, kind, spec))).toBe(false);
});

test('a Rollout whose Deployment is in the manifests is judged with it', () => {
  const deployment = object('apps/v1', 'Deployment', PODS.replace('{ template', '{ replicas: 0, selector: { matchLabels: { app: a } }, template'));
  expect(isNamed(`${deployment}---\n${object('argoproj.io/v1alpha1', 'Rollout', '{ workloadRef: { kind: Deployment, name: a } }')}`)).toBe(false);
});

test.each([
  ['namespaces and accounts', '{ rules: [{ from: [{ source: { namespaces: [a], notPrincipals: [b] } }], to: [{ operation: { ports: ["80"] } }] }] }', false],
  ['paths', '{ rules: [{ to: [{ operation: { paths: [/a] } }] }] }', true],
  ['conditions', '{ rules: [{ when: [{ key: source.ip, values: [a] }] }] }', true],
  ['tokens', '{ rules: [{ from: [{ source: { requestPrincipals: ["*"] } }] }] }', true],
  ['a waypoint', '{ targetRefs: [{ kind: Service, name: a }] }', true],
])('an AuthorizationPolicy with %s is reported as not judged: %s', (_, spec, expected) => {
  expect(isNamed(object('security.istio.io/v1', 'AuthorizationPolicy', spec))).toBe(expected);
});
