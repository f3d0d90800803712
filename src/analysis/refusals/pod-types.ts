import { Type } from './types';

const fields = (all: { readonly [field: string]: Type }): Type => ({ fields: all });
const list = (item: Type): Type => ({ list: item });
const map = (value: Type): Type => ({ map: value });
const texts = (...names: readonly string[]): { [field: string]: Type } => Object.fromEntries(names.map(name => [name, 'text']));
const numbers = (...names: readonly string[]): { [field: string]: Type } => Object.fromEntries(names.map(name => [name, 'whole number']));
const booleans = (...names: readonly string[]): { [field: string]: Type } => Object.fromEntries(names.map(name => [name, 'boolean']));

const expressions = list(fields({ ...texts('key', 'operator'), values: list('text') }));
export const LABEL_SELECTOR = fields({ matchLabels: map('text'), matchExpressions: expressions });

const actions = {
  exec: fields({ command: list('text') }),
  httpGet: fields({ ...texts('path', 'host', 'scheme'), port: 'port', httpHeaders: list(fields(texts('name', 'value'))) }),
  tcpSocket: fields({ ...texts('host'), port: 'port' }),
} as const;
const hook = fields({ ...actions, sleep: fields(numbers('seconds')) });
const probe = fields({
  ...actions,
  grpc: fields({ ...texts('service'), ...numbers('port') }),
  ...numbers('initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold', 'terminationGracePeriodSeconds'),
});

const reference = fields({ ...texts('name', 'key'), ...booleans('optional') });
const fieldRef = fields(texts('fieldPath', 'apiVersion'));
const resourceFieldRef = fields({ ...texts('containerName', 'resource'), divisor: 'quantity' });
const profiles = {
  seccompProfile: fields(texts('type', 'localhostProfile')),
  appArmorProfile: fields(texts('type', 'localhostProfile')),
  seLinuxOptions: fields(texts('user', 'role', 'type', 'level')),
};

const container = fields({
  ...texts('name', 'image', 'imagePullPolicy', 'workingDir', 'restartPolicy', 'terminationMessagePath', 'terminationMessagePolicy'),
  ...booleans('stdin', 'stdinOnce', 'tty'),
  command: list('text'),
  args: list('text'),
  ports: list(fields({ ...texts('name', 'protocol', 'hostIP'), ...numbers('containerPort', 'hostPort') })),
  env: list(fields({
    ...texts('name', 'value'),
    valueFrom: fields({ fieldRef, resourceFieldRef, configMapKeyRef: reference, secretKeyRef: reference }),
  })),
  envFrom: list(fields({ ...texts('prefix'), configMapRef: reference, secretRef: reference })),
  resources: fields({ limits: map('quantity'), requests: map('quantity') }),
  volumeMounts: list(fields({ ...texts('name', 'mountPath', 'subPath', 'subPathExpr', 'mountPropagation'), ...booleans('readOnly') })),
  lifecycle: fields({ preStop: hook, postStart: hook }),
  startupProbe: probe,
  readinessProbe: probe,
  livenessProbe: probe,
  securityContext: fields({
    ...profiles,
    ...booleans('privileged', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'runAsNonRoot'),
    ...numbers('runAsUser', 'runAsGroup'),
    ...texts('procMount'),
    capabilities: fields({ add: list('text'), drop: list('text') }),
  }),
});

const items = list(fields({ ...texts('key', 'path'), ...numbers('mode'), fieldRef, resourceFieldRef }));
const projected = { items, ...texts('name'), ...booleans('optional') };
const volume = fields({
  ...texts('name'),
  configMap: fields({ ...projected, ...numbers('defaultMode') }),
  secret: fields({ items, ...texts('secretName'), ...booleans('optional'), ...numbers('defaultMode') }),
  emptyDir: fields({ ...texts('medium'), sizeLimit: 'quantity' }),
  hostPath: fields(texts('path', 'type')),
  persistentVolumeClaim: fields({ ...texts('claimName'), ...booleans('readOnly') }),
  downwardAPI: fields({ items, ...numbers('defaultMode') }),
  projected: fields({
    ...numbers('defaultMode'),
    sources: list(fields({
      configMap: fields(projected),
      secret: fields(projected),
      downwardAPI: fields({ items }),
      serviceAccountToken: fields({ ...texts('path', 'audience'), ...numbers('expirationSeconds') }),
    })),
  }),
});

const podTerm = fields({ ...texts('topologyKey'), labelSelector: LABEL_SELECTOR, namespaces: list('text'), matchLabelKeys: list('text') });
const podAffinity = fields({
  requiredDuringSchedulingIgnoredDuringExecution: list(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(fields({ ...numbers('weight'), podAffinityTerm: podTerm })),
});
const nodeTerm = fields({ matchExpressions: expressions, matchFields: expressions });

/** The types of the fields of a pod spec. */
export const POD_SPEC_TYPE = fields({
  ...texts('restartPolicy', 'dnsPolicy', 'serviceAccountName', 'serviceAccount', 'nodeName', 'hostname', 'subdomain', 'schedulerName', 'priorityClassName', 'runtimeClassName'),
  ...booleans('automountServiceAccountToken', 'hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'enableServiceLinks', 'setHostnameAsFQDN'),
  ...numbers('terminationGracePeriodSeconds', 'activeDeadlineSeconds', 'priority'),
  containers: list(container),
  initContainers: list(container),
  volumes: list(volume),
  nodeSelector: map('text'),
  imagePullSecrets: list(fields(texts('name'))),
  hostAliases: list(fields({ ...texts('ip'), hostnames: list('text') })),
  dnsConfig: fields({ nameservers: list('text'), searches: list('text'), options: list(fields(texts('name', 'value'))) }),
  readinessGates: list(fields(texts('conditionType'))),
  tolerations: list(fields({ ...texts('key', 'operator', 'value', 'effect'), ...numbers('tolerationSeconds') })),
  topologySpreadConstraints: list(fields({
    ...texts('topologyKey', 'whenUnsatisfiable', 'nodeAffinityPolicy', 'nodeTaintsPolicy'),
    ...numbers('maxSkew', 'minDomains'),
    labelSelector: LABEL_SELECTOR,
    matchLabelKeys: list('text'),
  })),
  affinity: fields({
    podAffinity,
    podAntiAffinity: podAffinity,
    nodeAffinity: fields({
      requiredDuringSchedulingIgnoredDuringExecution: fields({ nodeSelectorTerms: list(nodeTerm) }),
      preferredDuringSchedulingIgnoredDuringExecution: list(fields({ ...numbers('weight'), preference: nodeTerm })),
    }),
  }),
  securityContext: fields({
    ...profiles,
    ...booleans('runAsNonRoot'),
    ...numbers('runAsUser', 'runAsGroup', 'fsGroup'),
    ...texts('fsGroupChangePolicy', 'supplementalGroupsPolicy'),
    supplementalGroups: list('whole number'),
    sysctls: list(fields(texts('name', 'value'))),
  }),
});
