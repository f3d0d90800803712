import { podSecurityViolation } from '../../../../src/rules/check/cluster';
import { appliesTo, messagesOn } from '../judging';
import { all, fixesOn, object, pathsOn, pod } from '../placement/violations-on';

const namespace = (enforce: string, name = 'shop'): string => object('v1', 'Namespace', name, {}, { labels: { 'pod-security.kubernetes.io/enforce': enforce } });
const RESTRICTED = namespace('restricted');
const BASELINE = namespace('baseline');
const security = (fields: object): string => pod({ containers: [{ name: 'web', securityContext: fields }] });
const podSecurity = (fields: object): string => pod({ securityContext: fields });

const what = (level: string, change: string): string[] => messagesOn(podSecurityViolation, all(level, change))
  .map(message => {
    expect(message).toMatch(/^Namespace shop enforces the (baseline|restricted) standard and refuses every new pod of web: .*\.$/);
    return message.replace(/^.*?: /, '').slice(0, -1);
  });

test('names the namespace, its level and the field', () => {
  const change = all(RESTRICTED, security({ allowPrivilegeEscalation: null }));
  expect(messagesOn(podSecurityViolation, change)).toEqual([
    'Namespace shop enforces the restricted standard and refuses every new pod of web: container web may gain privileges.',
  ]);
  expect(fixesOn(podSecurityViolation, change)).toEqual(['Set spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation to false.']);
  expect(pathsOn(podSecurityViolation, change)).toEqual(['spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation']);
});

const CONTAINER = 'spec.template.spec.containers[0]';
const POD = 'spec.template.spec';

test.each([
  ['the pod has hostNetwork true', pod({ hostNetwork: true }), `Remove ${POD}.hostNetwork.`],
  ['the pod has hostPID true', pod({ hostPID: true }), `Remove ${POD}.hostPID.`],
  ['the pod has hostIPC true', pod({ hostIPC: true }), `Remove ${POD}.hostIPC.`],
  ['volume logs is a directory of the node', pod({ volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] }), `Remove ${POD}.volumes[0] and its mounts, or use a volume of another type.`],
  ['the pod sets the kernel parameter kernel.msgmax', podSecurity({ sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }, { name: 'kernel.msgmax', value: '1' }] }),
    `Remove ${POD}.securityContext.sysctls[1].`],
  ['container web has privileged true', security({ privileged: true }), `Remove ${CONTAINER}.securityContext.privileged.`],
  ['container web adds the capability NET_ADMIN, SYS_ADMIN', security({ capabilities: { add: ['NET_ADMIN', 'NET_BIND_SERVICE', 'SYS_ADMIN'] } }),
    `Remove ${CONTAINER}.securityContext.capabilities.add.`],
  ['container web has procMount Unmasked', security({ procMount: 'Unmasked' }), `Remove ${CONTAINER}.securityContext.procMount.`],
  ['container web uses port 80 of the node', pod({ containers: [{ name: 'web', ports: [{ name: 'http', hostPort: 80 }] }] }), `Remove ${CONTAINER}.ports[0].hostPort.`],
  ['the pod has the seccompProfile Unconfined', podSecurity({ seccompProfile: { type: 'Unconfined' } }), `Set ${POD}.securityContext.seccompProfile.type to RuntimeDefault.`],
  ['container web has the seccompProfile Unconfined', security({ seccompProfile: { type: 'Unconfined' } }),
    `Set ${CONTAINER}.securityContext.seccompProfile.type to RuntimeDefault.`],
  ['the pod has the appArmorProfile Unconfined', podSecurity({ appArmorProfile: { type: 'Unconfined' } }), `Set ${POD}.securityContext.appArmorProfile.type to RuntimeDefault.`],
  ['container web sets an SELinux type that is not allowed', security({ seLinuxOptions: { type: 'spc_t' } }), `Remove ${CONTAINER}.securityContext.seLinuxOptions.type.`],
  ['the pod has an SELinux user', podSecurity({ seLinuxOptions: { user: 'root' } }), `Remove ${POD}.securityContext.seLinuxOptions.user.`],
  ['the pod has an SELinux role', podSecurity({ seLinuxOptions: { role: 'root' } }), `Remove ${POD}.securityContext.seLinuxOptions.role.`],
  ['the pod runs as a process of the node', podSecurity({ windowsOptions: { hostProcess: true } }), `Remove ${POD}.securityContext.windowsOptions.hostProcess.`],
])('both levels refuse it if %s', (has, change, fix) => {
  expect(what(BASELINE, change)).toEqual([has]);
  expect(what(RESTRICTED, change)).toEqual([has]);
  expect(fixesOn(podSecurityViolation, all(BASELINE, change))).toEqual([fix]);
});

test.each([
  ['container web may gain privileges', security({ allowPrivilegeEscalation: true }), `Set ${CONTAINER}.securityContext.allowPrivilegeEscalation to false.`],
  ['container web does not drop all capabilities', security({ capabilities: null }), `Set ${CONTAINER}.securityContext.capabilities.drop to ["ALL"].`],
  ['container web does not drop all capabilities', security({ capabilities: { drop: ['NET_RAW'] } }), `Set ${CONTAINER}.securityContext.capabilities.drop to ["ALL"].`],
  ['container web adds the capability CHOWN, KILL', security({ capabilities: { drop: ['ALL'], add: ['CHOWN', 'NET_BIND_SERVICE', 'KILL'] } }),
    `Remove ${CONTAINER}.securityContext.capabilities.add.`],
  ['the pod runs as root', podSecurity({ runAsUser: 0 }), `Remove ${POD}.securityContext.runAsUser.`],
  ['container web runs as root', security({ runAsUser: 0 }), `Remove ${CONTAINER}.securityContext.runAsUser.`],
  ['the pod has runAsNonRoot false', podSecurity({ runAsNonRoot: false }), `Set ${POD}.securityContext.runAsNonRoot to true.`],
  ['container web has runAsNonRoot false', security({ runAsNonRoot: false }), `Set ${CONTAINER}.securityContext.runAsNonRoot to true.`],
  ['runAsNonRoot is not set', podSecurity({ runAsNonRoot: null }), `Set ${POD}.securityContext.runAsNonRoot to true.`],
  ['it has no seccompProfile', podSecurity({ seccompProfile: null }), `Set ${POD}.securityContext.seccompProfile.type to RuntimeDefault.`],
  ['volume data is of type nfs', pod({ volumes: [{ name: 'data', nfs: { server: 'a', path: '/b' } }] }), `Remove ${POD}.volumes[0] and its mounts, or use a volume of another type.`],
])('only restricted refuses it if %s', (has, change, fix) => {
  expect(what(RESTRICTED, change)).toEqual([has]);
  expect(what(BASELINE, change)).toEqual([]);
  expect(fixesOn(podSecurityViolation, all(RESTRICTED, change))).toEqual([fix]);
});

test.each([
  ['AUDIT_WRITE'], ['CHOWN'], ['DAC_OVERRIDE'], ['FOWNER'], ['FSETID'], ['KILL'], ['MKNOD'], ['NET_BIND_SERVICE'], ['SETFCAP'], ['SETGID'], ['SETPCAP'], ['SETUID'], ['SYS_CHROOT'],
])('baseline allows the capability %s', capability => {
  expect(what(BASELINE, security({ capabilities: { add: [capability] } }))).toEqual([]);
});

test.each([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
])('a pod may set the kernel parameter %s', name => {
  expect(what(RESTRICTED, podSecurity({ sysctls: [{ name, value: '1' }] }))).toEqual([]);
});

test.each([
  ['volumes of the pod', pod({ volumes: ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'].map(type => ({ name: type, [type]: {} })) })],
  ['types of SELinux', all(...['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', ''].map(type => security({ seLinuxOptions: { type, user: '', role: '' } })))],
  ['a port of its own', pod({ containers: [{ name: 'web', ports: [{ name: 'http', hostPort: 0 }] }] })],
  ['privileged false', security({ privileged: false, procMount: 'Default' })],
  ['hostNetwork false', pod({ hostNetwork: false })],
  ['NET_BIND_SERVICE', security({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
  ['another user', security({ runAsUser: 1 })],
  ['each container with its own fields', pod({ securityContext: { runAsNonRoot: null, seccompProfile: null }, containers: [{ name: 'web', securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'a' } } }] })],
])('restricted accepts %s', (_what, change) => {
  expect(what(RESTRICTED, change)).toEqual([]);
});

test('init containers are judged too, and each needs its own fields', () => {
  const init = { name: 'init', image: 'registry.example.com/init:1' };
  expect(what(BASELINE, pod({ initContainers: [{ ...init, securityContext: { privileged: true } }] }))).toEqual(['container init has privileged true']);
  const alone = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  expect(what(RESTRICTED, pod({
    securityContext: { runAsNonRoot: null },
    containers: [{ name: 'web', securityContext: { runAsNonRoot: true } }],
    initContainers: [{ ...init, securityContext: alone }],
  }))).toEqual(['runAsNonRoot is not set']);
});

test('Windows has no capabilities', () => {
  const windows = pod({ os: { name: 'windows' }, securityContext: { $patch: 'replace', runAsNonRoot: true }, containers: [{ name: 'web', securityContext: null }] });
  expect(what(RESTRICTED, windows)).toEqual([]);
  expect(what(RESTRICTED, windows.replace('windows', 'linux')).sort()).toEqual(['container web does not drop all capabilities', 'container web may gain privileges', 'it has no seccompProfile']);
});

test('does not apply if the files do not show an enforced standard', () => {
  const change = security({ privileged: true });
  expect(appliesTo(podSecurityViolation, change)).toBe(false);
  expect(appliesTo(podSecurityViolation, all(namespace('privileged'), change))).toBe(false);
  expect(appliesTo(podSecurityViolation, all(namespace('restricted', 'other'), change))).toBe(false);
  expect(appliesTo(podSecurityViolation, all(object('v1', 'Namespace', 'shop'), change))).toBe(false);
  expect(appliesTo(podSecurityViolation, all(object('example.com/v1', 'Namespace', 'shop', {}, { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }), change))).toBe(false);
  expect(appliesTo(podSecurityViolation, RESTRICTED)).toBe(true);
});
