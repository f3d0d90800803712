import { FieldCursor, groupOf, isMapping, keysAt, listAt, ManifestObject, mappingAt, placeAt, rootOf, stringAt, valueAt } from '../../manifests';
import { once } from '../memoize';
import { knativeServiceRefusals } from './knative';
import { CONFIG_KEY, DNS_LABEL, isConfigKey, isDnsLabel, isPortName, isQualifiedName, isSubdomain, PORT, QUALIFIED_NAME, SUBDOMAIN } from './names';
import { LABEL_SELECTOR } from './pod-types';
import { between, each, oneOf, optionalText, Refusal, refuse, refuseKey, requiredText, unique } from './refusal';
import { Type, typeRefusals } from './types';

/** Refused fields of an object other than its pods: its names and labels, and required fields of its kind. */
export const objectRefusals = once((object: ManifestObject): Refusal[] | undefined => {
  const refusalsOf = KINDS[`${groupOf(object)}/${object.kind}`];
  if (refusalsOf === undefined) { return undefined; }
  const root = rootOf(object.json);
  return [...labelRefusals(root, ['metadata', 'labels']), ...annotationRefusals(root, ['metadata', 'annotations']), ...refusalsOf(root)];
});

const KINDS: { readonly [kind: string]: (root: FieldCursor) => Refusal[] } = {
  '/Service': root => [...serviceNameRefusals(root), ...typeRefusals(placeAt(root, ['spec']), SERVICE), ...serviceRefusals(root)],
  '/ConfigMap': root => [...nameRefusals(root), ...typeRefusals(root, CONFIG), ...contentRefusals(root, ['data', 'binaryData'])],
  '/Secret': root => [...nameRefusals(root), ...typeRefusals(root, CONFIG), ...contentRefusals(root, ['data', 'stringData'])],
  '/ServiceAccount': root => [...nameRefusals(root), ...typeRefusals(root, { fields: { automountServiceAccountToken: 'boolean' } })],
  '/Namespace': root => optionalText(root, ['metadata', 'name'], DNS_LABEL, isDnsLabel),
  'apps/Deployment': controllerRefusals,
  'apps/StatefulSet': controllerRefusals,
  'apps/DaemonSet': controllerRefusals,
  '/Pod': nameRefusals,
  'batch/Job': nameRefusals,
  'batch/CronJob': nameRefusals,
  'autoscaling/HorizontalPodAutoscaler': nameRefusals,
  'networking.k8s.io/Ingress': nameRefusals,
  'serving.knative.dev/Service': root => [...nameRefusals(root), ...knativeServiceRefusals(root)],
  'policy/PodDisruptionBudget': root => [
    ...typeRefusals(placeAt(root, ['spec']), { fields: { selector: LABEL_SELECTOR, unhealthyPodEvictionPolicy: 'text' } }),
    ...valueAt(root, ['spec', 'unhealthyPodEvictionPolicy']) === undefined ? []
      : requiredText(root, ['spec', 'unhealthyPodEvictionPolicy'], POLICIES.join(' or '), policy => POLICIES.includes(policy)),
    ...labelRefusals(root, ['spec', 'selector', 'matchLabels']),
  ],
};

const POLICIES = ['IfHealthyBudget', 'AlwaysAllow'];

const CONFIG: Type = { fields: { data: { map: 'text' }, binaryData: { map: 'text' }, stringData: { map: 'text' }, immutable: 'boolean' } };
const SERVICE: Type = {
  fields: {
    ports: { list: { fields: { name: 'text', protocol: 'text', appProtocol: 'text', port: 'whole number', targetPort: 'port', nodePort: 'whole number' } } },
    selector: { map: 'text' },
    type: 'text',
    clusterIP: 'text',
    externalTrafficPolicy: 'text',
    internalTrafficPolicy: 'text',
    sessionAffinity: 'text',
    publishNotReadyAddresses: 'boolean',
    loadBalancerClass: 'text',
    externalName: 'text',
  },
};

function nameRefusals(root: FieldCursor): Refusal[] {
  return optionalText(root, ['metadata', 'name'], SUBDOMAIN, isSubdomain);
}

// The name of a Service is a name in DNS, in the narrower sense of RFC 1035.
function serviceNameRefusals(root: FieldCursor): Refusal[] {
  return optionalText(root, ['metadata', 'name'], 'at most 63 lowercase letters, digits and dashes, beginning with a letter', name => isDnsLabel(name) && /^[a-z]/.test(name));
}

const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

function labelRefusals(root: FieldCursor, path: readonly string[]): Refusal[] {
  const labels = mappingAt(root, path);
  return keysAt(labels, []).flatMap(key => {
    const value = valueAt(labels, [key]);
    if (!isQualifiedName(key)) { return refuseKey(labels, key, QUALIFIED_NAME); }
    return typeof value !== 'string' || (value.length <= 63 && LABEL_VALUE.test(value)) ? []
      : refuse(labels, [key], 'at most 63 letters, digits, dashes, dots and underscores, with a letter or digit at both ends');
  });
}

const MOST_ANNOTATED = 256 * 1024;

// Prefixes may have capital letters here, unlike those of labels.
function annotationRefusals(root: FieldCursor, path: readonly string[]): Refusal[] {
  const annotations = mappingAt(root, path);
  const keys = keysAt(annotations, []);
  return [
    ...keys.filter(key => !isQualifiedName(key.toLowerCase()))
      .flatMap(key => refuseKey(annotations, key, QUALIFIED_NAME)),
    ...sizeOf(annotations, keys) + keys.reduce((size, key) => size + Buffer.byteLength(key), 0) > MOST_ANNOTATED
      ? refuse(root, path, 'at most 256 KiB in total') : [],
  ];
}

const MOST_CONTENT = 1024 * 1024;

/** Refused content of a ConfigMap or Secret. Base64 is a third longer than the content that it encodes. */
function contentRefusals(root: FieldCursor, fields: readonly [string, string]): Refusal[] {
  const parts = fields.map(field => ({ field, place: mappingAt(root, [field]), keys: keysAt(root, [field]) }));
  const isEncoded = (field: string) => field === 'binaryData' || fields.includes('stringData') && field === 'data';
  const size = parts.reduce((sum, { field, place, keys }) => sum + sizeOf(place, keys) * (isEncoded(field) ? 3 / 4 : 1), 0);
  return [
    ...parts.flatMap(({ place, keys }) => keys.filter(key => !isConfigKey(key)).flatMap(key => refuseKey(place, key, `at most 253 ${CONFIG_KEY}`))),
    ...size > MOST_CONTENT ? refuse(root, [fields[0]], 'at most 1 MiB in total') : [],
  ];
}

function sizeOf(place: FieldCursor, keys: readonly string[]): number {
  return keys.reduce((size, key) => {
    const value = valueAt(place, [key]);
    return size + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }, 0);
}

function controllerRefusals(root: FieldCursor): Refusal[] {
  return [...nameRefusals(root), ...selectorRefusals(root), ...annotationRefusals(root, ['spec', 'template', 'metadata', 'annotations'])];
}

// If it also has no images it is a patch, which is never applied as it is.
function selectorRefusals(root: FieldCursor): Refusal[] {
  const selector = valueAt(root, ['spec', 'selector']);
  const isEmpty = selector === undefined
    || (isMapping(selector) && keysAt(root, ['spec', 'selector', 'matchLabels']).length === 0 && listAt(root, ['spec', 'selector', 'matchExpressions']).length === 0);
  const hasImages = listAt(root, ['spec', 'template', 'spec', 'containers']).some(container => stringAt(container, ['image']));
  return isEmpty && hasImages ? refuse(root, ['spec', 'selector'], 'at least one label of its pods') : [];
}

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

function serviceRefusals(root: FieldCursor): Refusal[] {
  const spec = placeAt(root, ['spec']);
  const ports = listAt(spec, ['ports']);
  const needsPorts = valueAt(spec, ['clusterIP']) !== 'None' && stringAt(spec, ['type']) !== 'ExternalName';
  const key = (port: FieldCursor): string => `${valueAt(port, ['port'])}/${stringAt(port, ['protocol']) || 'TCP'}`;
  return [
    ...oneOf(spec, ['type'], TYPES),
    ...needsPorts && ports.length === 0 ? refuse(spec, ['ports'], 'at least one port') : [],
    ...ports.flatMap(port => [
      ...(valueAt(port, ['port']) ?? 0) === 0 ? refuse(port, ['port'], PORT) : between(port, ['port'], 1, 65_535),
      ...ports.length > 1 ? requiredText(port, ['name'], DNS_LABEL, isDnsLabel) : optionalText(port, ['name'], DNS_LABEL, isDnsLabel),
      ...oneOf(port, ['protocol'], ['TCP', 'UDP', 'SCTP']),
      ...targetRefusals(port),
    ]),
    ...unique(ports, ['name'], 'a name that no other port has'),
    ...each(ports, key, port => refuse(port, ['port'], 'a port that no other entry has')),
    ...labelRefusals(spec, ['selector']),
    ...oneOf(spec, ['sessionAffinity'], ['ClientIP', 'None']),
    ...oneOf(spec, ['externalTrafficPolicy'], ['Cluster', 'Local']),
    ...oneOf(spec, ['internalTrafficPolicy'], ['Cluster', 'Local']),
  ];
}

function targetRefusals(port: FieldCursor): Refusal[] {
  const target = valueAt(port, ['targetPort']);
  const isRefused = typeof target === 'string' ? target !== '' && !isPortName(target) : typeof target === 'number' && target !== 0 && (target < 1 || target > 65_535);
  return isRefused ? refuse(port, ['targetPort'], `${PORT} or the name of a port`) : [];
}
