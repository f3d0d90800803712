import { ACKNOWLEDGE } from '../../intent/acknowledgement';
import { INTENT_CHOICES, INTENT_KEYS, INTENT_PREFIX } from '../../intent/annotations';
import { isWithin, ManifestObject, Path, rootOf, stringAt, WORKLOAD_PATHS } from '../../manifests';

const POD_SPEC = ['spec', 'template', 'spec'] as const;
const annotation = (key: string): Path => ['metadata', 'annotations', `${INTENT_PREFIX}${key}`];

/** The prop that writes a field of a Deployment and all fields below it; the first match counts. */
const OF_DEPLOYMENT: readonly (readonly [prop: string, path: Path])[] = [
  ['longestRequest', annotation(INTENT_KEYS.longestRequest)],
  ['longestJob', annotation(INTENT_KEYS.longestJob)],
  ['startupTime', annotation(INTENT_KEYS.startupTime)],
  ['handover', annotation(INTENT_KEYS.handover)],
  ['preStop', annotation(INTENT_KEYS.stopDelay)],
  ['exposure', annotation(INTENT_CHOICES.exposure.key)],
  ['exposure', annotation(INTENT_KEYS.deregistrationDelay)],
  ['exposure', annotation(INTENT_KEYS.registrationTime)],
  ['exposure', annotation(INTENT_CHOICES.terminatingEndpoints.key)],
  ['readinessGates', annotation(INTENT_CHOICES.readinessGates.key)],
  ['consumes', annotation('consumes')],
  ['annotations', ['metadata', 'annotations']],
  ['labels', ['metadata', 'labels']],
  ['name', ['metadata', 'name']],
  ['namespace', ['metadata', 'namespace']],
  ['replicas', WORKLOAD_PATHS.declaredReplicas],
  ['maxSurge', WORKLOAD_PATHS.maxSurge],
  ['maxUnavailable', WORKLOAD_PATHS.maxUnavailable],
  ['minReady', WORKLOAD_PATHS.minReady],
  ['progressDeadline', WORKLOAD_PATHS.progressDeadline],
  ['revisionHistoryLimit', WORKLOAD_PATHS.revisionHistoryLimit],
  ['selectorLabels', WORKLOAD_PATHS.selector],
  ['podLabels', WORKLOAD_PATHS.podLabels],
  ['podAnnotations', WORKLOAD_PATHS.podAnnotations],
  ['terminationGracePeriod', WORKLOAD_PATHS.gracePeriod],
  ['readinessGates', WORKLOAD_PATHS.readinessGates],
  ['topologySpread', [...POD_SPEC, 'topologySpreadConstraints']],
  ['nodeSelector', [...POD_SPEC, 'nodeSelector']],
  ['priorityClassName', [...POD_SPEC, 'priorityClassName']],
  ['podSecurityContext', [...POD_SPEC, 'securityContext']],
  ['serviceAccount', [...POD_SPEC, 'serviceAccountName']],
  ['automountServiceAccountToken', [...POD_SPEC, 'automountServiceAccountToken']],
  ['imagePullSecrets', [...POD_SPEC, 'imagePullSecrets']],
  ['volumes', [...POD_SPEC, 'volumes']],
  ['dns', [...POD_SPEC, 'dnsPolicy']],
  ['dns', [...POD_SPEC, 'dnsConfig']],
  ['hostAliases', [...POD_SPEC, 'hostAliases']],
];

/** The same for the fields of the application container. */
const OF_CONTAINER: readonly (readonly [prop: string, path: Path])[] = [
  ['preStop', ['lifecycle', 'preStop']],
  ['postStart', ['lifecycle', 'postStart']],
  ['livenessCheck', ['livenessProbe']],
  ['healthCheck', ['readinessProbe']],
  ['healthCheck', ['startupProbe']],
  ['image', ['image']],
  ['imagePullPolicy', ['imagePullPolicy']],
  ['resources', ['resources']],
  ['securityContext', ['securityContext']],
  ['envVariables', ['env']],
  ['envFrom', ['envFrom']],
  ['volumeMounts', ['volumeMounts']],
  ['ports', ['ports']],
  ['command', ['command']],
  ['args', ['args']],
  ['workingDir', ['workingDir']],
  ['containerName', ['name']],
];

const OF_OTHERS: Readonly<Record<string, readonly (readonly [prop: string, path: Path])[]>> = {
  PodDisruptionBudget: [['selectorLabels', ['spec', 'selector']], ['disruption', ['spec']]],
  HorizontalPodAutoscaler: [['autoscaling', ['spec']]],
  ScaledObject: [['keda', ['spec']]],
  Service: [
    ['serviceType', ['spec', 'type']],
    ['servicePort', ['spec', 'ports', 0, 'port']],
    ['portName', ['spec', 'ports', 0, 'name']],
    ['selectorLabels', ['spec', 'selector']],
    ['serviceAnnotations', ['metadata', 'annotations']],
    ['serviceName', ['metadata', 'name']],
  ],
};

/** The prop of a construct of this library that writes a field of one of its objects; undefined if none does. */
export function propOfPath({ kind, json }: Pick<ManifestObject, 'kind' | 'json'>, path: Path): string | undefined {
  if (kind !== 'Deployment') { return propIn(OF_OTHERS[kind] ?? [], path); }
  if (String(path[2] ?? '').startsWith(`${INTENT_PREFIX}${ACKNOWLEDGE}`)) { return 'acknowledge'; }
  if (isWithin(path, WORKLOAD_PATHS.initContainers)) { return restartsAlways(json, path) ? 'sidecars' : 'initContainers'; }
  // Further containers are added through `deployment`, not by a prop.
  const container = [...WORKLOAD_PATHS.containers, 0];
  return isWithin(path, container) ? propIn(OF_CONTAINER, path.slice(container.length)) : propIn(OF_DEPLOYMENT, path);
}

function propIn(props: readonly (readonly [string, Path])[], path: Path): string | undefined {
  return props.find(([, of]) => isWithin(path, of))?.[0];
}

function restartsAlways(json: ManifestObject['json'], path: Path): boolean {
  return stringAt(rootOf(json), [...path.slice(0, WORKLOAD_PATHS.initContainers.length + 1), 'restartPolicy']) === 'Always';
}
