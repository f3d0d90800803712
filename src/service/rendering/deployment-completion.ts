import { ContainerProps } from 'cdk8s-plus-27';
import { Plan } from '../plan';
import { renderPreStop, renderProbe } from './probes';
import { sortKeys } from '../sort-keys';

type Json = any;

/** Adds what cdk8s-plus-27 has no words for to a rendered Deployment. */
export function completeDeployment(manifest: Json, plan: Plan): void {
  const { rollout, identity, probes, helpers, placement } = plan;
  manifest.spec.revisionHistoryLimit = rollout.revisionHistoryLimit;
  const pod = manifest.spec.template.spec;
  pod.enableServiceLinks = false;
  if (placement.priorityClassName) { pod.priorityClassName = placement.priorityClassName; }
  if (placement.nodeSelector) { pod.nodeSelector = { ...placement.nodeSelector }; }
  // The API server forgets it, so that every `kubectl apply` of the same manifests would report a change.
  if (pod.hostNetwork === false) { delete pod.hostNetwork; }
  // Only newer lines of cdk8s-plus write this default: pods would restart when their owner changes the line.
  if (pod.shareProcessNamespace === false) { delete pod.shareProcessNamespace; }
  pod.securityContext = { seccompProfile: { type: 'RuntimeDefault' }, ...pod.securityContext };
  pod.topologySpreadConstraints = spreadConstraints(identity.selectorLabels);
  if (probes.gateConditions.length > 0) {
    pod.readinessGates = probes.gateConditions.map(conditionType => ({ conditionType }));
  }

  for (const helper of helpers.init) { dropHiddenProbe(pod, helper); }
  for (const sidecar of helpers.sidecars) {
    dropHiddenProbe(pod, sidecar);
    helperIn(pod, sidecar).restartPolicy = 'Always';
  }
  for (const container of [...pod.containers, ...pod.initContainers ?? []]) { dropCapabilities(container); }
  completeApplication(pod.containers.find((container: Json) => container.name === identity.containerName), plan);
  manifest.spec = sortKeys(manifest.spec);
}

function completeApplication(container: Json, { probes, stop, ports }: Plan): void {
  container.startupProbe = renderProbe(probes.startup);
  container.readinessProbe = renderProbe(probes.readiness);
  if (probes.liveness) { container.livenessProbe = renderProbe(probes.liveness, stop.livenessGracePeriod); }
  const preStop = renderPreStop(stop, ports.port);
  if (preStop) { container.lifecycle = { ...container.lifecycle, preStop }; }
}

function helperIn(pod: Json, { name }: ContainerProps): Json {
  return pod.initContainers.find((container: Json) => container.name === name);
}

// cdk8s-plus gives every container with a `portNumber` a TCP startup probe of 30 s, which kills slower helpers, and
// which an API server refuses on an init container.
function dropHiddenProbe(pod: Json, helper: ContainerProps): void {
  if (!helper.startup) { delete helperIn(pod, helper).startupProbe; }
}

// Preferred, not required: a required spread leaves the pod that a rollout adds without a node. Counting only pods of
// the same revision keeps the new ones apart from each other rather than from those that are leaving.
function spreadConstraints(labels: { [key: string]: string }): Json[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labels } },
    matchLabelKeys: ['pod-template-hash'],
  }));
}

function dropCapabilities(container: Json): void {
  const { add, drop } = container.securityContext?.capabilities ?? {};
  container.securityContext = {
    ...container.securityContext,
    capabilities: { drop: drop?.map(withoutPrefix) ?? ['ALL'], ...add && { add: add.map(withoutPrefix) } },
  };
}

// Kubernetes names capabilities without the prefix that cdk8s-plus writes; the Pod Security Standards compare the names.
function withoutPrefix(capability: string): string {
  return capability.replace(/^CAP_/, '');
}
