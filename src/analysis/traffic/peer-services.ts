import { mayHaveForeignPods } from './foreign-pods';
import { knownPodsOf } from './known-pods';
import { isRouted } from './routed-services';
import { addTo, booleanAt, ManifestObject, ManifestSet, rootOf, Service } from '../../manifests';
import { perCluster } from '../memoize';
import { isNamed } from '../pod/image-reference';

/** What members of a cluster call the ports and Services by which they find each other. */
const PEERS = /(?:^|[-_])(?:peers?|gossip|cluster(?:ing)?|discovery|raft|serf|membership|members|internode|intra|remoting|hazelcast|jgroups|akka|pekko|epmd|headless|bootstrap|hl)(?:[-_]|$)/i;
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
    || [object.name, ...service.ports.map(({ name, targetPort }) => name ?? `${targetPort}`)].some(word => PEERS.test(word))
    || pods.some(owner => knownPodsOf(owner)?.containers.some(({ image }) => isNamed(image, CLUSTERED)))
    || pods.some(({ object: own }) => servicesForUsers(manifests).get(own)?.some(other => other !== service) === true);
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
