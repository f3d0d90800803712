import { booleanAt, keysAt, listAt, numberAt, Path, FieldCursor, placeAt, stringAt, stringsAt } from '../../manifests';
import { shorten } from '../../text';

/** A field that a level of the Pod Security Standards refuses. */
export interface Refused {
  readonly path: Path;
  /** For a sentence: `container web has privileged true`. */
  readonly has: string;
  /** The value that the level accepts instead; undefined if the field must be removed. */
  readonly instead?: unknown;
}

export type Level = 'baseline' | 'restricted';

const CAPABILITIES = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
]);
const VOLUMES = new Set(['name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']);
const SECURITY = 'securityContext';

/** The fields of a pod that a level refuses. */
export function refusedBy(level: Level, pod: FieldCursor): Refused[] {
  const containers = ['containers', 'initContainers'].flatMap(list => listAt(pod, [list]));
  const everywhere = [{ place: pod, who: 'the pod' }, ...containers.map(place => ({ place, who: `container ${stringAt(place, ['name']) ?? ''}` }))];
  const baseline = [
    ...refusedOfPod(pod),
    ...containers.flatMap(refusedOfContainer),
    ...everywhere.flatMap(({ place, who }) => refusedAnywhere(place, who)),
  ];
  return level === 'baseline' ? baseline : [...baseline, ...restricted(pod, containers, everywhere)];
}

type Somewhere = { readonly place: FieldCursor; readonly who: string };

function refusedOfPod(pod: FieldCursor): Refused[] {
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter(field => booleanAt(pod, [field])).map(field => remove(pod, [field], `the pod has ${field} true`)),
    ...listAt(pod, ['volumes']).filter(volume => placeAt(volume, ['hostPath']).value !== undefined)
      .map(volume => remove(volume, [], `volume ${stringAt(volume, ['name']) ?? ''} is a directory of the node`)),
    ...listAt(pod, [SECURITY, 'sysctls']).map(place => ({ place, name: stringAt(place, ['name']) ?? '' })).filter(({ name }) => !SYSCTLS.has(name))
      .map(({ place, name }) => remove(place, [], `the pod sets the kernel parameter ${shorten(name)}`)),
  ];
}

function refusedOfContainer(container: FieldCursor): Refused[] {
  const who = `container ${stringAt(container, ['name']) ?? ''}`;
  const added = stringsAt(container, [SECURITY, 'capabilities', 'add']).filter(name => !CAPABILITIES.has(name));
  const procMount = stringAt(container, [SECURITY, 'procMount']) ?? 'Default';
  return [
    ...booleanAt(container, [SECURITY, 'privileged']) ? [remove(container, [SECURITY, 'privileged'], `${who} has privileged true`)] : [],
    ...added.length > 0 ? [remove(container, [SECURITY, 'capabilities', 'add'], `${who} adds the capability ${shorten(added.join(', '))}`)] : [],
    ...procMount === 'Default' ? [] : [remove(container, [SECURITY, 'procMount'], `${who} has procMount ${shorten(procMount)}`)],
    ...listAt(container, ['ports']).map(port => ({ port, number: numberAt(port, ['hostPort']) ?? 0 })).filter(({ number }) => number > 0)
      .map(({ port, number }) => remove(port, ['hostPort'], `${who} uses port ${number} of the node`)),
  ];
}

function refusedAnywhere(place: FieldCursor, who: string): Refused[] {
  const selinux = [SECURITY, 'seLinuxOptions'];
  return [
    ...['seccompProfile', 'appArmorProfile'].filter(profile => stringAt(place, [SECURITY, profile, 'type']) === 'Unconfined')
      .map(profile => set(place, [SECURITY, profile, 'type'], 'RuntimeDefault', `${who} has the ${profile} Unconfined`)),
    ...SELINUX_TYPES.has(stringAt(place, [...selinux, 'type']) ?? '') ? [] : [remove(place, [...selinux, 'type'], `${who} sets an SELinux type that is not allowed`)],
    ...['user', 'role'].filter(field => stringAt(place, [...selinux, field])).map(field => remove(place, [...selinux, field], `${who} has an SELinux ${field}`)),
    ...booleanAt(place, [SECURITY, 'windowsOptions', 'hostProcess'])
      ? [remove(place, [SECURITY, 'windowsOptions', 'hostProcess'], `${who} runs as a process of the node`)] : [],
  ];
}

function restricted(pod: FieldCursor, containers: FieldCursor[], everywhere: Somewhere[]): Refused[] {
  const isLinux = stringAt(pod, ['os', 'name']) !== 'windows';
  return [
    ...listAt(pod, ['volumes']).flatMap(volume => keysAt(volume, []).filter(type => !VOLUMES.has(type) && type !== 'hostPath')
      .map(type => remove(volume, [], `volume ${stringAt(volume, ['name']) ?? ''} is of type ${shorten(type)}`))),
    ...isLinux ? containers.flatMap(restrictedContainer) : [],
    ...everywhere.filter(({ place }) => numberAt(place, [SECURITY, 'runAsUser']) === 0)
      .map(({ place, who }) => remove(place, [SECURITY, 'runAsUser'], `${who} runs as root`)),
    ...everywhere.filter(({ place }) => booleanAt(place, [SECURITY, 'runAsNonRoot']) === false)
      .map(({ place, who }) => set(place, [SECURITY, 'runAsNonRoot'], true, `${who} has runAsNonRoot false`)),
    ...lacks(pod, containers, place => booleanAt(place, [SECURITY, 'runAsNonRoot']) !== undefined)
      ? [set(pod, [SECURITY, 'runAsNonRoot'], true, 'runAsNonRoot is not set')] : [],
    ...isLinux && lacks(pod, containers, place => stringAt(place, [SECURITY, 'seccompProfile', 'type']) !== undefined)
      ? [set(pod, [SECURITY, 'seccompProfile', 'type'], 'RuntimeDefault', 'it has no seccompProfile')] : [],
  ];
}

function restrictedContainer(container: FieldCursor): Refused[] {
  const who = `container ${stringAt(container, ['name']) ?? ''}`;
  const drop = [SECURITY, 'capabilities', 'drop'];
  const add = [SECURITY, 'capabilities', 'add'];
  const added = stringsAt(container, add).filter(name => CAPABILITIES.has(name) && name !== 'NET_BIND_SERVICE');
  return [
    ...booleanAt(container, [SECURITY, 'allowPrivilegeEscalation']) === false ? []
      : [set(container, [SECURITY, 'allowPrivilegeEscalation'], false, `${who} may gain privileges`)],
    ...stringsAt(container, drop).includes('ALL') ? [] : [set(container, drop, ['ALL'], `${who} does not drop all capabilities`)],
    ...added.length > 0 ? [remove(container, add, `${who} adds the capability ${added.join(', ')}`)] : [],
  ];
}

/** Whether neither the pod nor all of its containers set a field. */
function lacks(pod: FieldCursor, containers: FieldCursor[], says: (place: FieldCursor) => boolean): boolean {
  return !says(pod) && !containers.every(says);
}

function remove(place: FieldCursor, field: Path, has: string): Refused {
  return { path: [...place.path, ...field], has };
}

function set(place: FieldCursor, field: Path, value: unknown, has: string): Refused {
  return { path: [...place.path, ...field], has, instead: value };
}
