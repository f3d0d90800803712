import { placeOf } from '../../../analysis/pod/containers';
import { SIDECARS_MINOR } from '../../../intent/kubernetes-version';
import { Container, CONTAINER_PATHS, PreStopHook, showPath, stringAt, valueAt, Workload } from '../../../manifests';
import { ClusterProfile, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { hasSleepAction } from '../../fixes/prestop';
import { hookPath, containerLabel } from '../../wording/containers';
import { workloadChangeRule } from '../change-rules';
import { keptContainers } from '../kept-containers';
import { Edit, set } from '../recipe';
import { isUntouched } from '../untouched';


export const safeguardUnsupportedByCluster = workloadChangeRule({
  id: 'safeguard-unsupported-by-cluster',
  severity: 'error',
  title: 'Safeguard replaced by a field that the cluster does not support',
  impact: 'The update removes a safeguard although the manifest still has one: requests fail whenever a pod stops, or pods do not start.',
  why: 'A cluster drops fields that it does not know, without a message. The previous field worked.',
  fix: 'Keep the field that the cluster supports until its oldest node supports the new one.',
  reference: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { $patch: replace, exec: { command: [/bin/sh, -c, sleep 10] } } } }] } } }
`,
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { $patch: replace, sleep: { seconds: 10 } } } }] } } }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'registry.example.com/web:1.4.3' }] } } }
`,
    profile: { kubernetesMinor: 29 },
  },
  judge: ({ before, after }, _, profile) => isUntouched({ before, after }) ? [] : [
    ...keptContainers({ before, after }).filter(kept => kept.after.name !== '').flatMap(kept => [
      ...sleepDropped(after, kept.before, kept.after, before, profile),
      ...signalDropped(after, kept.before, kept.after, before, profile),
    ]),
    ...sidecarsDropped(before, after, profile),
  ],
});

const WORKING: PreStopHook['kind'][] = ['exec', 'httpGet'];

function sleepDropped(
  after: Workload,
  old: Container,
  container: Container,
  before: Workload,
  profile: ClusterProfile,
): Violation[] {
  if (hasSleepAction(profile) || container.preStop?.kind !== 'sleep' || !old.preStop || !WORKING.includes(old.preStop.kind)) { return []; }
  const path = hookPath(container).slice(0, -1);
  return [{
    path,
    message: `The preStop hook of ${containerLabel(container)} changes from ${old.preStop.kind} to sleep, which Kubernetes 1.${profile.kubernetesMinor} does not support: `
      + 'it drops the hook, so that SIGTERM is sent at once, or it refuses the pods.',
    fix: `Keep ${showPath([...container.path, ...CONTAINER_PATHS.preStop, old.preStop.kind])} until every node runs Kubernetes 1.30.`,
    recipe: [{ edits: [keepingHook(after, old, container, before)] }],
  }];
}

// No version enables it by default yet.
function signalDropped(
  after: Workload,
  old: Container,
  container: Container,
  before: Workload,
  { kubernetesMinor }: ClusterProfile,
): Violation[] {
  const signal = stringAt(placeOf(after, container), ['lifecycle', 'stopSignal']);
  // Another rule compares how long a hook sleeps.
  const isReplaced = old.preStop?.kind === 'exec' && (old.preStop.seconds ?? 0) === 0 && container.preStop === undefined;
  if (!signal || !isReplaced || stringAt(placeOf(before, old), ['lifecycle', 'stopSignal'])) { return []; }
  return [{
    path: [...container.path, 'lifecycle', 'stopSignal'],
    message: `The preStop hook of ${containerLabel(container)} is replaced by lifecycle.stopSignal ${shorten(signal)}, which Kubernetes 1.${kubernetesMinor} drops `
      + 'unless its feature gate is on: the container is stopped with the signal of its image.',
    fix: `Keep ${showPath([...container.path, ...CONTAINER_PATHS.preStop, 'exec'])} until every node has the feature gate ContainerStopSignals.`,
    recipe: [{ edits: [keepingHook(after, old, container, before)] }],
  }];
}

function keepingHook(after: Workload, old: Container, container: Container, before: Workload): Edit {
  return set(
    after.object,
    [...container.path, ...CONTAINER_PATHS.preStop],
    valueAt(placeOf(before, old), CONTAINER_PATHS.preStop),
  );
}

function sidecarsDropped(before: Workload, after: Workload, { kubernetesMinor }: ClusterProfile): Violation[] {
  if (kubernetesMinor >= SIDECARS_MINOR) { return []; }
  const known = new Set(before.containers.map(({ name }) => name));
  return after.sidecars.filter(({ name }) => name !== '' && known.has(name)).map(sidecar => ({
    path: [...sidecar.path, ...CONTAINER_PATHS.restartPolicy],
    message: `Container ${shorten(sidecar.name)} becomes a sidecar, which Kubernetes 1.${kubernetesMinor} does not support: it runs it as an init container that never ends, `
      + 'so no new pod starts and the update gets stuck.',
    fix: `Leave ${shorten(sidecar.name)} in spec.template.spec.containers until every node runs Kubernetes 1.${SIDECARS_MINOR}.`,
  }));
}
