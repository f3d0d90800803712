import { mayHaveForeignPods } from './foreign-pods';
import { knownPodsOf } from './known-pods';
import { isRouted } from './routed-services';
import { addTo, booleanAt, isForMetrics, ManifestObject, ManifestSet, rootOf, Service, Workload } from '../../manifests';
import { perCluster, perWorkload } from '../memoize';
import { isNamed } from '../pod/image-reference';

/** What members of a cluster call the ports and Services by which they find each other. */
const PEERS = /(?:^|[-_])(?:peers?|gossip|memberlist|cluster(?:ing)?|discovery|raft|serf|membership|members|internode|intra|remoting|hazelcast|jgroups|akka|pekko|epmd|bootstrap)(?:[-_]|$)/i;
/** What charts call a Service without an address, which may be for peers or for clients. */
const HEADLESS = /(?:^|[-_])(?:headless|hl)(?:[-_]|$)/i;
/** Servers that form a cluster before one of them is ready. */
const CLUSTERED = [
  'hazelcast', 'cassandra', 'scylla', 'elasticsearch', 'opensearch', 'consul', 'vault', 'etcd', 'zookeeper',
  'cp-zookeeper', 'kafka', 'cp-kafka', 'rabbitmq', 'infinispan', 'ignite', 'cockroach', 'nats', 'keycloak', 'emqx',
  'vernemq', 'redis-cluster', 'akka', 'pekko',
];

/** Whether a Service is there for its pods to find each other, ready or not, and for no users as far as the manifests show. */
export function isForPeers(service: Service, manifests: ManifestSet): boolean {
  const { object, headless } = service;
  if (isRouted(manifests, object) || service.type === 'LoadBalancer') { return false; }
  const pods = manifests.selected.get(object) ?? [];
  return headless
    || (pods.length === 0 && mayHaveForeignPods(manifests, object.namespace))
    || pods.some(({ object: { kind } }) => kind === 'StatefulSet')
    || [object.name, ...service.ports.map(({ name, targetPort }) => name ?? `${targetPort}`)].some(word => PEERS.test(word) || HEADLESS.test(word))
    || pods.some(owner => knownPodsOf(owner)?.containers.some(({ image }) => isNamed(image, CLUSTERED)))
    || pods.some(({ object: own }) => servicesForUsers(manifests).get(own)?.some(other => other !== service) === true);
}

/** Ports by which clients call, as they or their protocol are named. */
const CLIENTS = /^(?:grpc|grpc-web|h2c|http|http2|https|kubernetes\.io\/h2c|web)(?:-|$)/i;

/**
 * Whether clients find the pods by a headless Service and balance themselves, since none with an address leads to them. Of a
 * Deployment it is for clients unless a name says otherwise; of a StatefulSet only where a name says so, since its members
 * need one to find each other.
 */
export function isForClients(service: Service, workload: Workload): boolean {
  if (!service.headless || hasAddress(workload) || isForMetrics(service, workload)) { return false; }
  if (publishesAll(service) || PEERS.test(service.object.name) || isScraped(workload)) { return false; }
  const names = service.ports.map(({ name, targetPort }) => name ?? `${targetPort}`);
  switch (workload.kind) {
    case 'Deployment':
    case 'Rollout': return names.some(name => !PEERS.test(name) && !HEADLESS.test(name));
    case 'StatefulSet': return names.length > 0 && names.every(name => CLIENTS.test(name));
    default: return false;
  }
}

/** Whether a Service with an address leads to the pods, other than for metrics. */
const hasAddress = perWorkload((workload): boolean =>
  workload.services.some(other => !other.headless && !isForMetrics(other, workload)));

// It stands before metrics, whatever its port is called.
function isScraped({ serving }: Workload): boolean {
  return serving !== undefined && isNamed(serving.image, ['kube-rbac-proxy']);
}

/** By what makes the pods: the Services that name only those that are ready. */
const servicesForUsers = perCluster(manifests => {
  const found = new Map<ManifestObject, Service[]>();
  for (const service of manifests.services.filter(each => !publishesAll(each))) {
    for (const { object } of manifests.selected.get(service.object) ?? []) { addTo(found, object, service); }
  }
  return found;
});

/** Whether a Service names pods that are not ready, too. */
export function publishesAll({ object }: Service): boolean {
  return booleanAt(rootOf(object.json), ['spec', 'publishNotReadyAddresses']) === true;
}
