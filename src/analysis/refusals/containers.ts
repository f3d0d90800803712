import { actionRefusals } from './actions';
import { DNS_LABEL, isConfigKey, isDnsLabel, isPodField, isPortName, isRelativePath, isSubdomain, isVariableName, PORT, SUBDOMAIN } from './names';
import { between, each, exactlyOne, forbid, oneOf, optionalText, presentOf, Refusal, refuse, requiredText, unique } from './refusal';
import { resourceRefusals } from './resources';
import { FieldCursor, listAt, mappingAt, numberAt, placeAt, stringAt, stringsAt, valueAt } from '../../manifests';

const LARGEST_ID = 2_147_483_647;
const VARIABLE = "printable characters without '='";
const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'];
const ONLY_SIDECARS = ['lifecycle', 'readinessProbe', 'livenessProbe', 'startupProbe'];

/** Refused fields of a container whose pod has these volumes. */
export function containerRefusals(container: FieldCursor, volumes: ReadonlySet<string>): Refusal[] {
  return [
    ...requiredText(container, ['name'], DNS_LABEL, isDnsLabel),
    ...optionalText(container, ['image'], 'an image without spaces around it', image => image.trim() === image),
    ...oneOf(container, ['imagePullPolicy'], ['Always', 'IfNotPresent', 'Never']),
    ...oneOf(container, ['terminationMessagePolicy'], ['File', 'FallbackToLogsOnError']),
    ...portRefusals(container),
    ...variableRefusals(container),
    ...mountRefusals(container, volumes),
    ...resourceRefusals(container),
    ...actionRefusals(container),
    ...securityRefusals(placeAt(container, ['securityContext'])),
  ];
}

/** An init container that ends before the others start cannot have probes. */
export function initRefusals(container: FieldCursor): Refusal[] {
  const isSidecar = stringAt(container, ['restartPolicy']) === 'Always';
  return isSidecar ? [] : presentOf(container, ONLY_SIDECARS).flatMap(field => forbid(container, [field], 'unless its restartPolicy is Always'));
}

function portRefusals(container: FieldCursor): Refusal[] {
  const ports = listAt(container, ['ports']);
  return [
    ...ports.flatMap(port => [
      ...(valueAt(port, ['containerPort']) ?? 0) === 0 ? refuse(port, ['containerPort'], PORT) : between(port, ['containerPort'], 1, 65_535),
      ...between(port, ['hostPort'], 0, 65_535),
      ...oneOf(port, ['protocol'], ['TCP', 'UDP', 'SCTP']),
      ...optionalText(port, ['name'], 'at most 15 lowercase letters, digits and single dashes, with at least one letter', isPortName),
    ]),
    ...unique(ports, ['name'], 'a name that no other port of the container has'),
  ];
}

function variableRefusals(container: FieldCursor): Refusal[] {
  return [
    ...listAt(container, ['env']).flatMap(variable => [
      ...requiredText(variable, ['name'], VARIABLE, isVariableName),
      ...exactlyOne(variable, ['valueFrom'], SOURCES, ['fileKeyRef']),
      ...valueAt(variable, ['valueFrom']) !== undefined && stringAt(variable, ['value']) ? forbid(variable, ['value'], 'beside valueFrom') : [],
      ...['configMapKeyRef', 'secretKeyRef'].flatMap(source => keyRefusals(mappingAt(mappingAt(variable, ['valueFrom']), [source]))),
      ...mappingAt(variable, ['valueFrom', 'fieldRef']).value === undefined ? [] : requiredText(variable, ['valueFrom', 'fieldRef', 'fieldPath'], "a field of the pod, such as metadata.name or metadata.labels['app']", isPodField),
      ...mappingAt(variable, ['valueFrom', 'resourceFieldRef']).value === undefined ? []
        : requiredText(variable, ['valueFrom', 'resourceFieldRef', 'resource'], 'a limit or a request, such as limits.memory', isResource),
      ...divisorRefusals(placeAt(variable, ['valueFrom', 'resourceFieldRef'])),
    ]),
    ...listAt(container, ['envFrom']).flatMap(source => [
      ...exactlyOne(source, [], ['configMapRef', 'secretRef'], ['prefix']),
      ...optionalText(source, ['prefix'], VARIABLE, isVariableName),
      ...['configMapRef', 'secretRef'].filter(kind => mappingAt(source, [kind]).value !== undefined).flatMap(kind => requiredText(source, [kind, 'name'], SUBDOMAIN, isSubdomain)),
    ]),
  ];
}

function isResource(text: string): boolean {
  return /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text);
}

const CPU_DIVISORS = /^(?:1m?|0)$/;
const DIVISORS = /^(?:1(?:k|[MGTPE]|[KMGTPE]i)?|0)$/;

function divisorRefusals(reference: FieldCursor): Refusal[] {
  const divisor = mappingAt(reference, []).value === undefined ? undefined : valueAt(reference, ['divisor']);
  const isCpu = stringAt(reference, ['resource'])?.endsWith('.cpu');
  if (divisor === undefined || (isCpu ? CPU_DIVISORS : DIVISORS).test(String(divisor))) { return []; }
  return refuse(reference, ['divisor'], isCpu ? '1 or 1m' : '1, or 1 with a suffix such as Mi');
}

function keyRefusals(reference: FieldCursor): Refusal[] {
  if (reference.value === undefined) { return []; }
  return [
    ...requiredText(reference, ['name'], SUBDOMAIN, isSubdomain),
    ...requiredText(reference, ['key'], 'letters, digits, dashes, dots and underscores', isConfigKey),
  ];
}

function mountRefusals(container: FieldCursor, volumes: ReadonlySet<string>): Refusal[] {
  const mounts = listAt(container, ['volumeMounts']);
  return [
    ...mounts.flatMap(mount => [
      ...requiredText(mount, ['name'], 'the name of a volume of the pod', name => volumes.has(name)),
      ...requiredText(mount, ['mountPath'], 'a path'),
      ...optionalText(mount, ['subPath'], "a relative path without '..'", isRelativePath),
      ...optionalText(mount, ['subPathExpr'], "a relative path without '..'", isRelativePath),
      ...stringAt(mount, ['subPath']) && stringAt(mount, ['subPathExpr']) ? forbid(mount, ['subPathExpr'], 'beside subPath') : [],
      ...oneOf(mount, ['mountPropagation'], ['None', 'HostToContainer', 'Bidirectional']),
      ...stringAt(mount, ['mountPropagation']) === 'Bidirectional' && valueAt(container, ['securityContext', 'privileged']) !== true
        ? refuse(mount, ['mountPropagation'], 'None or HostToContainer, unless the container is privileged') : [],
    ]),
    ...unique(mounts, ['mountPath'], 'a path at which the container mounts nothing else'),
  ];
}

function securityRefusals(context: FieldCursor): Refusal[] {
  if (mappingAt(context, []).value === undefined) { return []; }
  const mayNotEscalate = valueAt(context, ['allowPrivilegeEscalation']) === false;
  return [
    ...idRefusals(context),
    ...mayNotEscalate && valueAt(context, ['privileged']) === true ? refuse(context, ['privileged'], 'false, while allowPrivilegeEscalation is false') : [],
    ...mayNotEscalate && stringsAt(context, ['capabilities', 'add']).includes('CAP_SYS_ADMIN')
      ? refuse(context, ['capabilities', 'add'], 'no CAP_SYS_ADMIN, while allowPrivilegeEscalation is false') : [],
  ];
}

/** Refuses users and groups that no kernel has, and unknown profiles, in a container or in the pod. */
export function idRefusals(context: FieldCursor): Refusal[] {
  return [
    ...['runAsUser', 'runAsGroup', 'fsGroup'].flatMap(field => between(context, [field], 0, LARGEST_ID)),
    ...mappingAt(context, ['seccompProfile']).value === undefined ? [] : [
      ...requiredText(context, ['seccompProfile', 'type'], 'RuntimeDefault, Localhost or Unconfined', type => ['RuntimeDefault', 'Localhost', 'Unconfined'].includes(type)),
    ],
  ];
}

/** Host ports that two containers of one pod use. */
export function hostPortRefusals(containers: readonly FieldCursor[]): Refusal[] {
  const ports = containers.flatMap(container => listAt(container, ['ports'])).filter(port => numberAt(port, ['hostPort']));
  const key = (port: FieldCursor): string => ['hostPort', 'hostIP', 'protocol'].map(field => valueAt(port, [field]) || (field === 'protocol' ? 'TCP' : '')).join('/');
  return each(ports, key, port => refuse(port, ['hostPort'], 'a host port that no other container of the pod uses'));
}
