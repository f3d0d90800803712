import { isAuthorizationPolicy, isPartlyJudged } from './authorization-policies';
import { groupOf, isArgoRollout, isRoute, ManifestObject, ManifestSet, mappingAt, ROLLOUT_PATHS, rootOf, stringAt } from '../../manifests';
import { operatedInstances } from '../disruption/operated-instances';
import { perCluster } from '../memoize';
import { controllerOf, workloadsByObject } from '../workloads';

/**
 * Kinds that change how requests flow, or which are refused, and that no rule reads, by API group. `rejected-by-api-server` and similar rules may
 * still check them.
 */
const TRAFFIC: readonly [group: RegExp, kind: RegExp][] = [
  [/^route\.openshift\.io$/, /^Route$/],
  [/^gateway\.networking\.k8s\.io$|x-k8s\.io$/, /^(?:BackendTLSPolicy|BackendLBPolicy|XBackendTrafficPolicy|XListenerSet|ListenerSet)$/],
  [/^gateway\.envoyproxy\.io$/, /^(?:BackendTrafficPolicy|ClientTrafficPolicy|EnvoyPatchPolicy|EnvoyExtensionPolicy|SecurityPolicy)$/],
  [/^networking\.istio\.io$/, /^(?:EnvoyFilter|Sidecar|Gateway|WorkloadEntry)$/],
  [/^security\.istio\.io$/, /^RequestAuthentication$/],
  [/^(?:linkerd|policy\.linkerd)\.io$/, /^(?:ServiceProfile|HTTPRoute|GRPCRoute|Server|ServerAuthorization|AuthorizationPolicy)$/],
  [/^(?:crd\.)?projectcalico\.org$/, /^(?:Global)?NetworkPolicy$/],
  [/^policy\.networking\.k8s\.io$/, /^(?:Baseline)?AdminNetworkPolicy$/],
  [/^split\.smi-spec\.io$/, /./],
  [/^flagger\.app$/, /^Canary$/],
  [/^traefik\.(?:io|containo\.us)$/, /^(?:TraefikService|Middleware(?:TCP)?|ServersTransport(?:TCP)?)$/],
  [/^k8s\.nginx\.org$/, /^(?:VirtualServer|VirtualServerRoute|TransportServer|Policy)$/],
  [/^configuration\.konghq\.com$/, /^(?:KongIngress|KongUpstreamPolicy|TCPIngress|UDPIngress|KongPlugin|KongClusterPlugin)$/],
  [/^getambassador\.io$/, /^(?:Mapping|TCPMapping|Host|Listener)$/],
  [/^apisix\.apache\.org$/, /./],
  [/^gateway\.solo\.io$/, /./],
  [/^zalando\.org$/, /^RouteGroup$/],
  [/^elbv2\.k8s\.aws$/, /^TargetGroupBinding$/],
  [/^cilium\.io$/, /^(?:CiliumEnvoyConfig|CiliumLocalRedirectPolicy)$/],
  [/^cert-manager\.io$/, /^Certificate$/],
  [/^networking\.gke\.io$/, /^(?:ManagedCertificate|GCPBackendPolicy|HealthCheckPolicy)$/],
  [/^serving\.knative\.dev$/, /^(?:Route|DomainMapping)$/],
];
/** Kinds for which an operator runs pods that serve, by API group: no rule sees these pods. */
const OPERATED: readonly [group: RegExp, kind: RegExp][] = [
  [/^(?:elasticsearch|kibana|logstash)\.k8s\.elastic\.co$/, /./],
  [/^rabbitmq\.com$/, /^RabbitmqCluster$/],
  [/^(?:databases\.spotahome\.com|redis\.redis\.opstreelabs\.in)$/, /^Redis/],
  [/^kafka\.strimzi\.io$/, /^Kafka(?:NodePool|Connect|Bridge|MirrorMaker2)?$/],
  [/^mongodbcommunity\.mongodb\.com$/, /./],
  [/^(?:pxc|psmdb|ps|pgv2)\.percona\.com$/, /^Percona(?!.*(?:Backup|Restore)$)/],
  [/^postgres-operator\.crunchydata\.com$/, /^PostgresCluster$/],
  [/^mysql\.oracle\.com$/, /^InnoDBCluster$/],
  [/^cassandra\.datastax\.com$/, /^CassandraDatacenter$/],
  [/^k8s\.keycloak\.org$/, /^Keycloak$/],
];
/** Pods that a rule checks although they are not a workload, or that end by themselves. */
const OTHERWISE = ['Job', 'CronJob', 'Pod', 'PodTemplate', 'ScaledJob'];

/** Whether no rule judges an object that serves users, or that changes how their requests flow. */
export function isUnjudged(object: ManifestObject, manifests: ManifestSet): boolean {
  return makers(manifests).has(object) || changesFlow(object) || isOneOf(OPERATED, object);
}

/**
 * Why an object is not judged although rules read its kind, as the end of a sentence: a Rollout has its pod template from an
 * object that is not in the manifests, or that is not a Deployment; of what an operator runs, rules read one number, and of an
 * AuthorizationPolicy its namespaces and accounts.
 */
export function whyUnjudged(object: ManifestObject, manifests: ManifestSet): string | undefined {
  if (operatedInstances(object, manifests).length > 0) { return 'rules read only the number of its instances'; }
  if (isAuthorizationPolicy(object)) {
    return 'manifests do not show whether requests have the paths, tokens, addresses or other attributes that it names, or pass its waypoint or provider';
  }
  if (!isArgoRollout(object) || !makers(manifests).has(object)) { return undefined; }
  const reference = mappingAt(rootOf(object.json), ROLLOUT_PATHS.workloadRef);
  const [kind, name] = ['kind', 'name'].map(field => stringAt(reference, [field]) ?? '');
  if (name === '') { return 'its workloadRef has no name'; }
  const isHere = manifests.objects
    .some(other => other.kind === kind && other.name === name && other.namespace === object.namespace);
  const template = `${kind} ${name}, which has its pod template,`;
  if (!isHere) { return `${template} is not in the manifests`; }
  return `${template} ${kind === 'Deployment' ? 'cannot be read' : 'is not a Deployment'}`;
}

/** All such objects of a cluster. */
export function unjudgedObjects(manifests: ManifestSet): ManifestObject[] {
  return manifests.objects.filter(object => isUnjudged(object, manifests));
}

function changesFlow(object: ManifestObject): boolean {
  return isAuthorizationPolicy(object) ? isPartlyJudged(object) : !isRoute(object) && isOneOf(TRAFFIC, object);
}

function isOneOf(listed: typeof TRAFFIC, object: ManifestObject): boolean {
  const group = groupOf(object);
  return listed.some(([groups, kinds]) => groups.test(group) && kinds.test(object.kind));
}

// Pods whose controller no rule knows, and a Rollout whose Deployment is not in the manifests.
const makers = perCluster(manifests => {
  const judged = workloadsByObject(manifests);
  const controllers = new Set(manifests.workloads.map(controllerOf));
  const owners = manifests.podOwners.map(({ object }) => object)
    .filter(object => !judged.has(object) && !OTHERWISE.includes(object.kind));
  const rollouts = manifests.objects.filter(object => isArgoRollout(object) && !controllers.has(object));
  return new Set([...owners, ...rollouts]);
});
