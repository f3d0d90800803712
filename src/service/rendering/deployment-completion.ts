import { Plan } from '../plan';
import { renderPreStop, renderProbe } from './probes';
import { sortKeys } from './sort-keys';

type Json = any;

/** Adds what cdk8s-plus-27 has no words for to a rendered Deployment. */
export function completeDeployment(manifest: Json, plan: Plan): void {
  const { rollout, identity, probes, helpers } = plan;
  manifest.spec.revisionHistoryLimit = rollout.revisionHistoryLimit;
  const pod = manifest.spec.template.spec;
  pod.enableServiceLinks = false;
  pod.securityContext = { seccompProfile: { type: 'RuntimeDefault' }, ...pod.securityContext };
  pod.topologySpreadConstraints = spreadConstraints(identity.selectorLabels);
  if (probes.gateConditions.length > 0) {
    pod.readinessGates = probes.gateConditions.map(conditionType => ({ conditionType }));
  }

  const sidecars = new Set(helpers.sidecars.map(sidecar => sidecar.name));
  for (const container of pod.initContainers ?? []) {
    if (sidecars.has(container.name)) { container.restartPolicy = 'Always'; }
  }
  for (const container of [...pod.containers, ...pod.initContainers ?? []]) { dropCapabilities(container); }
  completeApplication(pod.containers.find((container: Json) => container.name === identity.name), plan);
  manifest.spec = sortKeys(manifest.spec);
}

function completeApplication(container: Json, { probes, stop, ports }: Plan): void {
  container.startupProbe = renderProbe(probes.startup);
  container.readinessProbe = renderProbe(probes.readiness);
  if (probes.liveness) { container.livenessProbe = renderProbe(probes.liveness); }
  const preStop = renderPreStop(stop, ports.port);
  if (preStop) { container.lifecycle = { ...container.lifecycle, preStop }; }
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
  const capabilities = container.securityContext?.capabilities;
  container.securityContext = { ...container.securityContext, capabilities: { drop: ['ALL'], ...capabilities } };
}
