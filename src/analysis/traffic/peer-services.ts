import { mayHaveForeignPods } from './foreign-pods';
import { knownPodsOf } from './known-pods';
import { isRouted } from './routed-services';
import { addTo, booleanAt, isForMetrics, ManifestObject, ManifestSet, rootOf, Service, Workload } from '../../manifests';
import { perCluster, perWorkload } from '../memoize';
import { isNamed } from '../pod/image-reference';

/** Usual names of the ports and Services by which members of a cluster find each other. */
const PEERS = /(?:^|[-_])(?:peers?|gossip|memberlist|cluster(?:ing)?|discovery|raft|serf|membership|members|internode|intra|remoting|hazelcast|jgroups|akka|pekko|epmd|bootstrap)(?:[-_]|$)/i;
/** Usual names of a headless Service in charts, which may be for peers or for clients. */
const HEADLESS = /(?:^|[-_])(?:headless|hl)(?:[-_]|$)/i;
/** Servers that form a cluster before one of them is ready. */
const CLUSTERED = [
  'hazelcast', 'cassandra', 'scylla', 'elasticsearch', 'opensearch', 'consul', 'vault', 'etcd', 'zookeeper',
  'cp-zookeeper', 'kafka', 'cp-kafka', 'rabbitmq', 'infinispan', 'ignite', 'cockroach', 'nats', 'keycloak', 'emqx',
  'vernemq', 'redis-cluster', 'akka', 'pekko',
];

/** Whether a Service is only for its pods to find each other, ready or not, and not for users, as far as the manifests show. */
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

/** Ports for clients, by their name or protocol. */
const CLIENTS = /^(?:grpc|grpc-web|h2c|http|http2|https|kubernetes\.io\/h2c|web)(?:-|$)/i;

/**
 * Whether clients find the pods by a headless Service and balance requests themselves, since no other Service leads to them. For a
 * Deployment it is for clients unless a name suggests peers; for a StatefulSet only if a name suggests clients, since its members
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

/** Whether a Service with a cluster IP leads to the pods, other than for metrics. */
const hasAddress = perWorkload((workload): boolean =>
  workload.services.some(other => !other.headless && !isForMetrics(other, workload)));

// A Service for metrics, whatever its port is called.
function isScraped({ serving }: Workload): boolean {
  return serving !== undefined && isNamed(serving.image, ['kube-rbac-proxy']);
}

/** By controller of the pods: the Services that list only ready pods. */
const servicesForUsers = perCluster(manifests => {
  const found = new Map<ManifestObject, Service[]>();
  for (const service of manifests.services.filter(each => !publishesAll(each))) {
    for (const { object } of manifests.selected.get(service.object) ?? []) { addTo(found, object, service); }
  }
  return found;
});

/** Whether a Service also lists pods that are not ready. */
export function publishesAll({ object }: Service): boolean {
  return booleanAt(rootOf(object.json), ['spec', 'publishNotReadyAddresses']) === true;
}
