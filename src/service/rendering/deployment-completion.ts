import { ContainerProps, ISecret } from 'cdk8s-plus-27';
import { REVISION } from '../../analysis/scheduling/spread';
import { WhenUnsatisfiable } from '../../intent';
import { checkRenderedPod } from '../checks/rendered-pod';
import { SpreadConstraint } from '../derivation/topology-spread';
import { Plan } from '../plan';
import { renderPreStop, renderProbe } from './probes';
import { sortKeys } from '../sort-keys';

type Json = any;

/** Corrects what cdk8s-plus-27 rendered so that the API server accepts it, and adds fields that it does not support. */
export function completeDeployment(manifest: Json, plan: Plan, pullSecrets: readonly ISecret[], path: string): void {
  const pod = manifest.spec.template.spec;
  completeHelpers(pod, plan);
  // The fields below are derived, and were checked then.
  checkRenderedPod(path, pod);
  completePod(pod, plan, pullSecrets);
  completeApplication(pod.containers.find((container: Json) => container.name === plan.identity.containerName), plan);
  manifest.spec.revisionHistoryLimit = plan.rollout.revisionHistoryLimit;
  manifest.spec = sortKeys(manifest.spec);
}

function completeHelpers(pod: Json, { helpers }: Plan): void {
  for (const helper of helpers.init) { dropHiddenProbe(pod, helper); }
  for (const sidecar of helpers.sidecars) {
    dropHiddenProbe(pod, sidecar);
    helperIn(pod, sidecar).restartPolicy = 'Always';
  }
  for (const container of [...pod.containers, ...pod.initContainers ?? []]) { dropCapabilities(container); }
}

function completePod(pod: Json, { identity, probes, placement, spread }: Plan, pullSecrets: readonly ISecret[]): void {
  pod.enableServiceLinks = false;
  // A server-side apply refuses a list with the same name twice.
  const secretNames = [...new Set(pullSecrets.map(({ name }) => name))];
  if (secretNames.length > 0) { pod.imagePullSecrets = secretNames.map(name => ({ name })); }
  if (placement.priorityClassName) { pod.priorityClassName = placement.priorityClassName; }
  if (placement.nodeSelector) { pod.nodeSelector = { ...placement.nodeSelector }; }
  // The API server drops the empty field, so every `kubectl apply` of the same manifests would report a change.
  if (pod.hostNetwork === false) { delete pod.hostNetwork; }
  // Only newer lines of cdk8s-plus write this default: pods would restart after an upgrade to such a line.
  if (pod.shareProcessNamespace === false) { delete pod.shareProcessNamespace; }
  pod.securityContext = { seccompProfile: { type: 'RuntimeDefault' }, ...pod.securityContext };
  if (spread.constraints.length > 0) {
    pod.topologySpreadConstraints = spread.constraints.map(constraint => renderSpread(constraint, identity.selectorLabels));
  }
  if (probes.gateConditions.length > 0) {
    pod.readinessGates = probes.gateConditions.map(conditionType => ({ conditionType }));
  }
}

function completeApplication(container: Json, { probes, stop, ports }: Plan): void {
  if (probes.startup) { container.startupProbe = renderProbe(probes.startup); }
  if (probes.readiness) { container.readinessProbe = renderProbe(probes.readiness); }
  if (probes.liveness) { container.livenessProbe = renderProbe(probes.liveness, stop.livenessGracePeriod); }
  const preStop = renderPreStop(stop, ports.main?.port);
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

// Counting only pods of the same revision spreads the new ones among each other, not among the terminating ones.
function renderSpread({ topologyKey, maxSkew, whenUnsatisfiable }: SpreadConstraint, labels: { [key: string]: string }): Json {
  return {
    topologyKey,
    maxSkew,
    whenUnsatisfiable,
    // Tainted nodes would count as places with few pods: with DoNotSchedule, the pods they lost are not replaced elsewhere.
    ...whenUnsatisfiable === WhenUnsatisfiable.DO_NOT_SCHEDULE && { nodeTaintsPolicy: 'Honor' },
    labelSelector: { matchLabels: { ...labels } },
    matchLabelKeys: [REVISION],
  };
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
