import { groupOf, isGateway, listAt, ManifestObject, ManifestSet, rootOf, stringAt, stringsAt } from '../../manifests';
import { perCluster } from '../memoize';

// Common custom resources from which no pods are created; built-in kinds are known anyway.
const WITHOUT_PODS: Record<string, RegExp> = {
  'acme.cert-manager.io': /./,
  'cert-manager.io': /./,
  'trust.cert-manager.io': /./,
  'monitoring.coreos.com': /^(?:ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScrapeConfig|AlertmanagerConfig)$/,
  'operator.victoriametrics.com': /^VM(?:Rule|ServiceScrape|PodScrape|Probe|StaticScrape|NodeScrape)$/,
  'grafana.integreatly.org': /^Grafana(?:Dashboard|Datasource|Folder)$/,
  'external-secrets.io': /./,
  'bitnami.com': /^SealedSecret$/,
  'secrets-store.csi.x-k8s.io': /./,
  'secrets.hashicorp.com': /./,
  'isindir.github.com': /./,
  'networking.istio.io': /./,
  'security.istio.io': /./,
  'telemetry.istio.io': /./,
  'policy.linkerd.io': /./,
  'linkerd.io': /./,
  'traefik.io': /./,
  'traefik.containo.us': /./,
  'projectcontour.io': /./,
  'configuration.konghq.com': /./,
  'getambassador.io': /./,
  'elbv2.k8s.aws': /./,
  'cloud.google.com': /./,
  'networking.gke.io': /./,
  'net.gke.io': /./,
  'monitoring.googleapis.com': /./,
  'cilium.io': /./,
  'crd.projectcalico.org': /./,
  'projectcalico.org': /./,
  'keda.sh': /^(?:ScaledObject|TriggerAuthentication|ClusterTriggerAuthentication)$/,
  'autoscaling.k8s.io': /./,
  'argoproj.io': /^(?:Rollout|AnalysisTemplate|AppProject)$/,
  'externaldns.k8s.io': /./,
  'kyverno.io': /./,
  'route.openshift.io': /./,
  'velero.io': /./,
  'karpenter.sh': /./,
  'karpenter.k8s.aws': /./,
  'source.toolkit.fluxcd.io': /./,
  'image.toolkit.fluxcd.io': /./,
  'notification.toolkit.fluxcd.io': /./,
};

// These deploy whole applications.
const INSTALLERS = /^(?:HelmRelease|HelmChart|Kustomization|Application|ApplicationSet|GitRepo|Bundle)$/;
const WITHOUT_DESTINATION = new Set(['Kustomization', 'GitRepo', 'Bundle']);

/** Permissions with which a controller can create pods. */
const MADE_PODS = new Set(['*', 'pods', 'replicasets', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'replicationcontrollers']);

/**
 * Whether a namespace may have pods, and related objects, that the manifests do not show: an operator creates them, or
 * a tool installs charts there, or they are in a file that could not be read. Then a missing object proves nothing.
 */
export function mayHaveForeignPods(manifests: ManifestSet, namespace: string | undefined): boolean {
  const { everywhere, some } = foreign(manifests);
  return manifests.isPartial || everywhere || some.has(namespace);
}

/** The same for Services that routes name: a Gateway brings its own pods, but no Service that a route sends to. */
export function mayHaveForeignServices(manifests: ManifestSet, namespace: string | undefined): boolean {
  const { everywhere, some } = foreignServices(manifests);
  return manifests.isPartial || everywhere || some.has(namespace);
}

/** Whether an object deploys a whole application that no manifest here shows. */
export function isInstaller(object: ManifestObject): boolean {
  return INSTALLERS.test(object.kind) && isOfOperator(groupOf(object), object.kind);
}

const foreign = perCluster(({ objects, podOwners }) => foreignIn(objects, podOwners));
const foreignServices = perCluster(({ objects, podOwners }) =>
  foreignIn(objects.filter(object => !isGateway(object)), podOwners));

function foreignIn(objects: readonly ManifestObject[], podOwners: ManifestSet['podOwners']) {
  const made = new Set(podOwners.map(({ object }) => object));
  const makers = objects.filter(object => !made.has(object) && makesPods(object));
  const namespaced = objects.some(({ namespace }) => namespace !== undefined);
  const destinations = makers.filter(isInstaller).map(destinationOf);
  return {
    everywhere: destinations.includes(undefined) || makers.some(object => isOfCluster(object, namespaced)),
    some: new Set([...makers.map(({ namespace }) => namespace), ...destinations]),
  };
}

// If other objects set their namespace, an object without one has none.
function isOfCluster({ kind, namespace }: ManifestObject, namespaced: boolean): boolean {
  return kind === 'CustomResourceDefinition' || kind === 'ClusterRole' || (namespace === undefined && namespaced);
}

function makesPods(object: ManifestObject): boolean {
  const { kind, json } = object;
  const root = rootOf(json);
  switch (kind) {
    case 'CustomResourceDefinition': return isOfOperator(stringAt(root, ['spec', 'group']) ?? '', stringAt(root, ['spec', 'names', 'kind']) ?? '');
    case 'Role':
    case 'ClusterRole': return listAt(root, ['rules']).some(rule =>
      grants(stringsAt(rule, ['verbs']), new Set(['*', 'create'])) && grants(stringsAt(rule, ['resources']), MADE_PODS));
    default: return isOfOperator(groupOf(object), kind);
  }
}

function grants(given: readonly string[], wanted: ReadonlySet<string>): boolean {
  return given.some(word => wanted.has(word));
}

/** Whether pods are created from objects of this kind, as by an operator. */
function isOfOperator(group: string, kind: string): boolean {
  if (Object.hasOwn(WITHOUT_PODS, group)) { return !WITHOUT_PODS[group].test(kind); }
  // A Gateway may bring its own proxy.
  return (group.includes('.') && (!group.endsWith('.k8s.io') || group.includes('x-k8s.io'))) || kind === 'Gateway';
}

// Without a destination it may be any namespace; that of an ApplicationSet is a template.
function destinationOf({ json, kind, namespace }: ManifestObject): string | undefined {
  const root = rootOf(json);
  if (kind === 'Application' || kind === 'ApplicationSet') { return kind === 'Application' ? stringAt(root, ['spec', 'destination', 'namespace']) : undefined; }
  return stringAt(root, ['spec', 'targetNamespace']) ?? (WITHOUT_DESTINATION.has(kind) ? undefined : namespace);
}
