import { groupOf, ManifestObject, ManifestSet, rootOf, stringAt } from '../../manifests';
import { perCluster } from '../memoize';

// Custom resources that nobody makes pods from, as far as people use them; Kubernetes' own are known anyway.
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

// These put whole applications somewhere.
const INSTALLERS = /^(?:HelmRelease|HelmChart|Kustomization|Application|ApplicationSet)$/;

/** Whether pods that are not in the manifests may come to a namespace: an operator, or whoever installs charts there, makes them. */
export function mayHaveForeignPods(manifests: ManifestSet, namespace: string | undefined): boolean {
  const { everywhere, some } = foreign(manifests);
  return everywhere || some.has(namespace);
}

const foreign = perCluster(({ objects, podOwners }) => {
  const made = new Set(podOwners.map(({ object }) => object));
  const makers = objects.filter(object => !made.has(object) && !isWithoutPods(object));
  const destinations = makers.filter(({ kind }) => INSTALLERS.test(kind)).map(destinationOf);
  return {
    everywhere: destinations.includes(undefined),
    some: new Set([...makers.map(({ namespace }) => namespace), ...destinations]),
  };
});

function isWithoutPods(object: ManifestObject): boolean {
  const group = groupOf(object);
  if (Object.hasOwn(WITHOUT_PODS, group)) { return WITHOUT_PODS[group].test(object.kind); }
  // A Gateway may bring a proxy of its own.
  return (!group.includes('.') || (group.endsWith('.k8s.io') && !group.includes('x-k8s.io'))) && object.kind !== 'Gateway';
}

// Without a place of its own it may be any; an ApplicationSet's is a template.
function destinationOf({ json, kind, namespace }: ManifestObject): string | undefined {
  const root = rootOf(json);
  if (kind === 'Application' || kind === 'ApplicationSet') { return kind === 'Application' ? stringAt(root, ['spec', 'destination', 'namespace']) : undefined; }
  return stringAt(root, ['spec', 'targetNamespace']) ?? (kind === 'Kustomization' ? undefined : namespace);
}
