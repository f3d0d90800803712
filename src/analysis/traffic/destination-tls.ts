import { meshOf } from './mesh';
import { isDestinationRule } from './mesh-routes';
import { bypassesProxy, isAmbient, isInMesh, portsWithMode, ROOT_NAMESPACE, TlsMode, tlsModeAt, tlsModeOf } from './mutual-tls';
import {
  FieldCursor, groupedBy, listAt, ManifestObject, ManifestSet, mappingAt, numberAt, Path, rootOf, Service, ServicePort, stringAt,
  stringMapAt, valueAt, Workload,
} from '../../manifests';
import { workloadsBehind } from '../workloads';

/** TLS settings of a DestinationRule by which the proxies of clients send what the proxies of the pods refuse. */
export interface TlsMismatch {
  /** The settings that apply: those of the rule, of a subset or of a port. */
  readonly path: Path;
  /** The mode that clients use. */
  readonly mode: string;
  readonly refused: readonly Refused[];
  /** Whether the settings also apply to ports whose pods accept them. */
  readonly isForOthers: boolean;
  /** A mode that all pods to which the settings apply accept; undefined if none is known. */
  readonly accepted?: 'ISTIO_MUTUAL' | 'DISABLE';
  /** Whether the pods are shown to have a proxy. */
  readonly isCertain: boolean;
}

/** Pods that refuse connections at a port of a Service. */
export interface Refused {
  readonly service: Service;
  readonly port: ServicePort;
  readonly workload: Workload;
  readonly tls: TlsMode;
}

interface Target extends Refused {
  readonly settings: FieldCursor;
}

/** The settings of a DestinationRule that pods refuse, one for each place. */
export function tlsMismatches(rule: ManifestObject, manifests: ManifestSet): TlsMismatch[] {
  // Most rules have no TLS settings, and all Services need not be visited for them.
  if (!isDestinationRule(rule) || manifests.isPartial || !hasTls(rule)) { return []; }
  const services = manifests.services.filter(service => isUsedFor(service, rule, manifests));
  const targets = services.flatMap(service => policiesOf(rule).flatMap(policy => targetsOf(policy, service, manifests)));
  const areAllKnown = !isForMany(rule)
    && services.every(service => workloadsBehind(service, manifests).every(workload => isWithProxy(workload, manifests)));
  return [...groupedBy(targets, ({ settings }) => [settings.path.join('.')]).values()]
    .flatMap(alike => mismatchOf(alike, areAllKnown, manifests));
}

function hasTls({ json }: ManifestObject): boolean {
  return JSON.stringify(valueAt(rootOf(json), ['spec']) ?? {}).includes('"tls":');
}

function mismatchOf(targets: readonly Target[], areAllKnown: boolean, manifests: ManifestSet): TlsMismatch[] {
  const [{ settings }] = targets;
  const refused = targets.filter(target => isRefused(settings, target.tls));
  const accepts = (...modes: readonly string[]): boolean => areAllKnown && targets.every(({ tls }) => modes.includes(tls.mode));
  return refused.length === 0 ? [] : [{
    path: settings.path,
    mode: modeOf(settings),
    refused,
    isForOthers: refused.length < targets.length,
    accepted: [ACCEPTED_MUTUAL, ACCEPTED_PLAIN].find(({ by }) => accepts(...by))?.mode,
    isCertain: refused.some(({ workload }) => meshOf(workload, manifests) === 'istio'),
  }];
}

const ACCEPTED_MUTUAL = { mode: 'ISTIO_MUTUAL', by: ['STRICT', 'PERMISSIVE'] } as const;
const ACCEPTED_PLAIN = { mode: 'DISABLE', by: ['DISABLE', 'PERMISSIVE'] } as const;

/** Istio's default, if the mode is left out. */
function modeOf(settings: FieldCursor): string {
  return stringAt(settings, ['mode']) ?? 'DISABLE';
}

function isRefused(settings: FieldCursor, { mode }: TlsMode): boolean {
  const sent = modeOf(settings);
  if (mode === 'DISABLE') { return sent === 'ISTIO_MUTUAL'; }
  return mode === 'STRICT' && (sent === 'DISABLE' || sent === 'SIMPLE' || (sent === 'MUTUAL' && !isOfMesh(settings)));
}

// Pods may mount the certificate that the mesh has given them.
const MESH_CERTIFICATES = /^\/(?:etc\/certs|etc\/istio|var\/run\/secrets\/(?:istio|workload-spiffe))/;

function isOfMesh(settings: FieldCursor): boolean {
  return MESH_CERTIFICATES.test(stringAt(settings, ['clientCertificate']) ?? '');
}

/** The traffic policy of all pods of a host, or of one of its subsets. */
interface TrafficPolicy {
  readonly own: FieldCursor;
  readonly inherited?: FieldCursor;
  readonly labels: Readonly<Record<string, string>>;
}

function policiesOf({ json }: ManifestObject): TrafficPolicy[] {
  const common = mappingAt(rootOf(json), ['spec', 'trafficPolicy']);
  const subsets = listAt(rootOf(json), ['spec', 'subsets']).map((subset): TrafficPolicy =>
    ({ own: mappingAt(subset, ['trafficPolicy']), inherited: common, labels: stringMapAt(subset, ['labels']) }));
  return [{ own: common, labels: {} }, ...subsets];
}

function targetsOf(policy: TrafficPolicy, service: Service, manifests: ManifestSet): Target[] {
  const workloads = workloadsBehind(service, manifests)
    .filter(workload => hasLabels(workload, policy.labels) && isWithProxy(workload, manifests));
  return service.ports.filter(({ protocol }) => protocol === 'TCP').flatMap(port => {
    const settings = settingsAt(port.port, policy);
    return settings === undefined ? [] : workloads.flatMap((workload): Target[] => {
      const tls = modeAt(port, workload, manifests);
      return tls ? [{ settings, service, port, workload, tls }] : [];
    });
  });
}

function hasLabels({ podLabels }: Workload, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => podLabels[key] === value);
}

function isWithProxy(workload: Workload, manifests: ManifestSet): boolean {
  return isInMesh(workload, tlsModeOf(workload, manifests), manifests)
    && !isAmbient(workload, manifests) && !bypassesProxy(workload);
}

/** The settings at a port: those of a port replace all others, even if they leave out TLS. */
function settingsAt(port: number, { own, inherited }: TrafficPolicy): FieldCursor | undefined {
  const ofPort = listAt(own, ['portLevelSettings']).find(each => numberAt(each, ['port', 'number']) === port);
  const settings = mappingAt(ofPort ?? own, ['tls']);
  if (settings.value !== undefined) { return settings; }
  return ofPort || !inherited ? undefined : settingsAt(port, { own: inherited, labels: {} });
}

/** Undefined if it depends on a port that is not known. */
function modeAt({ targetPort }: ServicePort, workload: Workload, manifests: ManifestSet): TlsMode | undefined {
  const declared = workload.containers.flatMap(({ ports }) => ports).find(({ name }) => name === targetPort)?.number;
  const number = typeof targetPort === 'number' ? targetPort : declared;
  if (number !== undefined) { return tlsModeAt(`${number}`, workload, manifests); }
  return portsWithMode(workload, manifests).length === 0 ? tlsModeOf(workload, manifests) : undefined;
}

/** Whether clients that read the rule use it for a Service, and no other rule. */
function isUsedFor(service: Service, rule: ManifestObject, { objects }: ManifestSet): boolean {
  const length = lengthOfMatch(rule, service);
  if (length === 0) { return false; }
  const { namespace } = service.object;
  return !objects.some(other => other !== rule && isDestinationRule(other) && lengthOfMatch(other, service) > 0
    && (other.namespace === rule.namespace
      ? lengthOfMatch(other, service) > length || (lengthOfMatch(other, service) === length && hasPolicy(other))
      // The rules beside a Service override those of the whole mesh.
      : rule.namespace === ROOT_NAMESPACE && other.namespace === namespace));
}

function hasPolicy({ json }: ManifestObject): boolean {
  return mappingAt(rootOf(json), ['spec', 'trafficPolicy']).value !== undefined;
}

/** How much of the address of a Service the host of a rule states; 0 if it is another one. A host with dots must be complete. */
function lengthOfMatch(rule: ManifestObject, { object }: Service): number {
  const host = hostOf(rule);
  const beginning = `${object.name}.${object.namespace}.svc.`;
  if (isForMany(rule)) { return `${beginning}cluster.local`.endsWith(host.slice(1)) ? host.length : 0; }
  const isNamed = host.includes('.') ? host.startsWith(beginning) : host === object.name && rule.namespace === object.namespace;
  return isNamed ? Infinity : 0;
}

function hostOf({ json }: ManifestObject): string {
  return stringAt(rootOf(json), ['spec', 'host']) ?? '';
}

function isForMany(rule: ManifestObject): boolean {
  return hostOf(rule).startsWith('*');
}
