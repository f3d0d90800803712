import { FieldCursor, FieldErrors, isJudgedController, listAt, mappingAt, ManifestObject, placeAt, readController, showPath, stringAt, valueAt } from '../../manifests';
import { once } from '../memoize';
import { containerRefusals, hostPortRefusals, idRefusals, initRefusals } from './containers';
import { DNS_LABEL, isAddress, isDnsLabel, isQualifiedName, isSubdomain, SUBDOMAIN } from './names';
import { POD_SPEC_TYPE } from './pod-types';
import { between, each, itemsOf, oneOf, optionalText, Refusal, refuse, requiredText, unique } from './refusal';
import { schedulingRefusals } from './scheduling';
import { typeRefusals } from './types';
import { volumeRefusals } from './volumes';
import { builtInPodSpec } from '../pod/pod-spec';

/** Refused fields of the pods of an object; undefined if it does not create pods. */
export const podRefusals = once((object: ManifestObject): Refusal[] | undefined => {
  const spec = builtInPodSpec(object);
  if (spec === undefined || isPatch(object, spec)) { return undefined; }
  const types = typeRefusals(spec, POD_SPEC_TYPE);
  const claims = listAt(placeAt({ ...spec, value: object.json, path: [] }, ['spec']), ['volumeClaimTemplates']);
  return [
    ...types.length === 0 ? [] : unknownToReading(object, types),
    ...restartPolicyRefusals(spec, object.kind),
    ...podSpecRefusals(spec, claims.flatMap(claim => stringAt(claim, ['metadata', 'name']) ?? [])),
  ];
});

// Fields of a Deployment that are read anyway already have a field error.
function unknownToReading(object: ManifestObject, types: readonly Refusal[]): Refusal[] {
  const known: FieldErrors = new Map();
  if (isJudgedController(object)) { readController(object, known); }
  return types.filter(({ path }) => !known.has(showPath(path)));
}

// Without a selector and without images it is a patch of kustomize, which is never applied as it is.
function isPatch({ json, kind }: ManifestObject, spec: FieldCursor): boolean {
  const { spec: outer } = json as { spec?: { selector?: unknown } };
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind) && outer?.selector === undefined
    && !listAt(spec, ['containers']).some(container => stringAt(container, ['image']));
}

/** Refused fields of a pod spec whose containers can also mount volumes that its controller creates. */
export function podSpecRefusals(spec: FieldCursor, claimed: readonly string[] = []): Refusal[] {
  const containers = itemsOf(spec, ['containers', 'initContainers']);
  const volumes = new Set([...claimed, ...listAt(spec, ['volumes']).flatMap(volume => stringAt(volume, ['name']) ?? [])]);
  return [
    ...valueAt(spec, ['containers']) === undefined || isEmptyList(spec) ? refuse(spec, ['containers'], 'at least one container') : [],
    ...containers.flatMap(container => containerRefusals(container, volumes)),
    ...lackingImages(containers),
    ...listAt(spec, ['initContainers']).flatMap(initRefusals),
    ...unique(containers, ['name'], 'a name that no other container of the pod has'),
    ...hostPortRefusals(listAt(spec, ['containers'])),
    ...volumeRefusals(spec),
    ...schedulingRefusals(spec),
    ...namesOf(spec),
    ...contextRefusals(spec),
  ];
}

// If no container has one, it is an excerpt, or a pipeline fills them in.
function lackingImages(containers: readonly FieldCursor[]): Refusal[] {
  const lacking = containers.filter(container => (valueAt(container, ['image']) ?? '') === '');
  return lacking.length === containers.length ? [] : lacking.flatMap(container => refuse(container, ['image'], 'an image'));
}

function isEmptyList(spec: FieldCursor): boolean {
  const containers = valueAt(spec, ['containers']);
  return Array.isArray(containers) && containers.length === 0;
}

function restartPolicyRefusals(spec: FieldCursor, kind: string): Refusal[] {
  const policy = valueAt(spec, ['restartPolicy']) || 'Always';
  if (typeof policy !== 'string' || kind === 'Pod') { return oneOf(spec, ['restartPolicy'], ['Always', 'OnFailure', 'Never']); }
  const known = kind === 'Job' || kind === 'CronJob' ? ['OnFailure', 'Never'] : ['Always'];
  return known.includes(policy) ? [] : refuse(spec, ['restartPolicy'], known.join(' or '));
}

function namesOf(spec: FieldCursor): Refusal[] {
  return [
    ...optionalText(spec, ['serviceAccountName'], SUBDOMAIN, isSubdomain),
    ...optionalText(spec, ['hostname'], DNS_LABEL, isDnsLabel),
    ...optionalText(spec, ['subdomain'], DNS_LABEL, isDnsLabel),
    ...optionalText(spec, ['priorityClassName'], SUBDOMAIN, isSubdomain),
    ...oneOf(spec, ['dnsPolicy'], ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
    ...stringAt(spec, ['dnsPolicy']) === 'None' && listAt(spec, ['dnsConfig', 'nameservers']).length === 0
      ? refuse(spec, ['dnsConfig', 'nameservers'], 'at least one address, as dnsPolicy None requires') : [],
    ...listAt(spec, ['readinessGates']).flatMap(gate => requiredText(gate, ['conditionType'], 'a condition, with an optional domain and a slash before it', isQualifiedName)),
    ...listAt(spec, ['hostAliases']).flatMap(alias => [
      ...requiredText(alias, ['ip'], 'an IP address', isAddress),
      ...listAt(alias, ['hostnames']).flatMap(name => requiredText(name, [], SUBDOMAIN, isSubdomain)),
    ]),
    ...dnsRefusals(placeAt(spec, ['dnsConfig'])),
  ];
}

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;

function dnsRefusals(dns: FieldCursor): Refusal[] {
  if (mappingAt(dns, []).value === undefined) { return []; }
  const nameservers = listAt(dns, ['nameservers']);
  const searches = listAt(dns, ['searches']);
  return [
    ...nameservers.flatMap(server => requiredText(server, [], 'an IP address', isAddress)),
    ...nameservers.length > MOST_NAMESERVERS ? refuse(dns, ['nameservers'], `at most ${MOST_NAMESERVERS} addresses`) : [],
    ...searches.flatMap(search => requiredText(search, [], SUBDOMAIN, isSearch)),
    ...searches.length > MOST_SEARCHES ? refuse(dns, ['searches'], `at most ${MOST_SEARCHES} domains`) : [],
    ...listAt(dns, ['options']).flatMap(option => requiredText(option, ['name'], 'the name of an option')),
  ];
}

// As since 1.34, where names may begin with an underscore; `.` is the root.
function isSearch(text: string): boolean {
  return text === '.' || isSubdomain(text.replace(/\.$/, '').replace(/_/g, 'x'));
}

function contextRefusals(spec: FieldCursor): Refusal[] {
  const context = mappingAt(spec, ['securityContext']);
  if (context.value === undefined) { return []; }
  const sysctls = listAt(context, ['sysctls']);
  return [
    ...idRefusals(context),
    ...oneOf(context, ['fsGroupChangePolicy'], ['Always', 'OnRootMismatch']),
    ...sysctls.flatMap(sysctl => requiredText(sysctl, ['name'], 'the name of a kernel parameter', name => /^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/.test(name))),
    ...each(sysctls, sysctl => stringAt(sysctl, ['name']), sysctl => refuse(sysctl, ['name'], 'a kernel parameter that is set once')),
    ...between(spec, ['activeDeadlineSeconds'], 1, 2 ** 31 - 1),
  ];
}
