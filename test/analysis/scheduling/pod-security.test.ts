import { podSpecOf } from '../../../src/analysis/pod/pod-spec';
import { Level, refusedBy } from '../../../src/analysis/scheduling/pod-security';
import { showPath } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function pod(...specs: object[]): string {
  return specs.map(spec => JSON.stringify({ kind: 'Deployment', spec: { template: { spec } } })).join('\n---\n');
}

function container(fields: object): string {
  return pod({ containers: [{ name: 'web', ...fields }] });
}

function security(fields: object): string {
  return container({ securityContext: fields });
}

function podSecurity(fields: object): string {
  return pod({ securityContext: fields });
}

/** The refused fields and remedies of a level: `hostNetwork: the pod has hostNetwork true`, `a -> b: …` to set it to b. */
function refused(level: Level, change: string): string[] {
  return refusedBy(level, podSpecOf(manifestsIn(exampleManifests(change)).workloads[0])).map(({ path, has, instead }) => {
    expect(path.slice(0, 3)).toEqual(['spec', 'template', 'spec']);
    return `${showPath(path.slice(3))}${instead === undefined ? '' : ` -> ${instead}`}: ${has}`;
  });
}

const WEB = 'containers[0].securityContext';

test('a service without findings is refused by no level', () => {
  expect(refused('baseline', '')).toEqual([]);
  expect(refused('restricted', '')).toEqual([]);
});

test.each([
  [pod({ hostNetwork: true }), 'hostNetwork: the pod has hostNetwork true'],
  [pod({ hostPID: true }), 'hostPID: the pod has hostPID true'],
  [pod({ hostIPC: true }), 'hostIPC: the pod has hostIPC true'],
  [pod({ volumes: [{ name: 'a', emptyDir: {} }, { name: 'logs', hostPath: { path: '/var/log' } }] }), 'volumes[1]: volume logs is a directory of the node'],
  [pod({ volumes: [{ hostPath: {} }] }), 'volumes[0]: volume  is a directory of the node'],
  [podSecurity({ sysctls: [{ name: 'net.ipv4.tcp_rmem' }, { name: 'kernel.msgmax' }] }), 'securityContext.sysctls[1]: the pod sets the kernel parameter kernel.msgmax'],
  [podSecurity({ sysctls: [{ value: '1' }] }), 'securityContext.sysctls[0]: the pod sets the kernel parameter '],
  [security({ privileged: true }), `${WEB}.privileged: container web has privileged true`],
  [security({ capabilities: { add: ['NET_ADMIN', 'NET_BIND_SERVICE', 'SYS_ADMIN'] } }), `${WEB}.capabilities.add: container web adds the capability NET_ADMIN, SYS_ADMIN`],
  [security({ procMount: 'Unmasked' }), `${WEB}.procMount: container web has procMount Unmasked`],
  [container({ ports: [{ name: 'http', hostPort: 1 }] }), 'containers[0].ports[0].hostPort: container web uses port 1 of the node'],
  [podSecurity({ seccompProfile: { type: 'Unconfined' } }), 'securityContext.seccompProfile.type -> RuntimeDefault: the pod has the seccompProfile Unconfined'],
  [security({ seccompProfile: { type: 'Unconfined' } }), `${WEB}.seccompProfile.type -> RuntimeDefault: container web has the seccompProfile Unconfined`],
  [podSecurity({ appArmorProfile: { type: 'Unconfined' } }), 'securityContext.appArmorProfile.type -> RuntimeDefault: the pod has the appArmorProfile Unconfined'],
  [security({ seLinuxOptions: { type: 'spc_t' } }), `${WEB}.seLinuxOptions.type: container web sets an SELinux type that is not allowed`],
  [podSecurity({ seLinuxOptions: { type: 'spc_t' } }), 'securityContext.seLinuxOptions.type: the pod sets an SELinux type that is not allowed'],
  [podSecurity({ seLinuxOptions: { user: 'root' } }), 'securityContext.seLinuxOptions.user: the pod has an SELinux user'],
  [security({ seLinuxOptions: { role: 'root' } }), `${WEB}.seLinuxOptions.role: container web has an SELinux role`],
  [podSecurity({ windowsOptions: { hostProcess: true } }), 'securityContext.windowsOptions.hostProcess: the pod runs as a process of the node'],
])('both levels refuse %s', (change, found) => {
  expect(refused('baseline', change)).toEqual([found]);
  expect(refused('restricted', change)).toEqual([found]);
});

test.each([
  [security({ allowPrivilegeEscalation: true }), `${WEB}.allowPrivilegeEscalation -> false: container web may gain privileges`],
  [security({ allowPrivilegeEscalation: null }), `${WEB}.allowPrivilegeEscalation -> false: container web may gain privileges`],
  [security({ capabilities: null }), `${WEB}.capabilities.drop -> ALL: container web does not drop all capabilities`],
  [security({ capabilities: { drop: ['NET_RAW'] } }), `${WEB}.capabilities.drop -> ALL: container web does not drop all capabilities`],
  [security({ capabilities: { add: ['CHOWN', 'NET_BIND_SERVICE', 'KILL'] } }), `${WEB}.capabilities.add: container web adds the capability CHOWN, KILL`],
  [podSecurity({ runAsUser: 0 }), 'securityContext.runAsUser: the pod runs as root'],
  [security({ runAsUser: 0 }), `${WEB}.runAsUser: container web runs as root`],
  [podSecurity({ runAsNonRoot: false }), 'securityContext.runAsNonRoot -> true: the pod has runAsNonRoot false'],
  [security({ runAsNonRoot: false }), `${WEB}.runAsNonRoot -> true: container web has runAsNonRoot false`],
  [podSecurity({ runAsNonRoot: null }), 'securityContext.runAsNonRoot -> true: runAsNonRoot is not set'],
  [podSecurity({ seccompProfile: null }), 'securityContext.seccompProfile.type -> RuntimeDefault: it has no seccompProfile'],
  [pod({ volumes: [{ name: 'data', nfs: {} }] }), 'volumes[0]: volume data is of type nfs'],
  [pod({ volumes: [{ nfs: {} }] }), 'volumes[0]: volume  is of type nfs'],
])('only restricted refuses %s', (change, found) => {
  expect(refused('baseline', change)).toEqual([]);
  expect(refused('restricted', change)).toEqual([found]);
});

test.each([
  ['fields that are false', pod({ hostNetwork: false, hostPID: false, hostIPC: false, containers: [{ name: 'web', securityContext: { privileged: false, procMount: 'Default' } }] })],
  ['volumes of the pod', pod({ volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', secret: {}, hostPath: null }] })],
  ['parameters that only the pod has', podSecurity({ sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }] })],
  ['port 0, which does not count', container({ ports: [{ name: 'http', hostPort: 0 }, { name: 'admin', containerPort: 81 }] })],
  ['profiles', podSecurity({ seccompProfile: { type: 'Localhost' }, appArmorProfile: { type: 'RuntimeDefault' } })],
  ['types of SELinux that containers may have', podSecurity({ seLinuxOptions: { type: 'container_t', user: '', role: '', level: 's0' } })],
  ['other users', podSecurity({ runAsUser: 1 })],
  ['containers that are not host processes', podSecurity({ windowsOptions: { hostProcess: false } })],
  ['NET_BIND_SERVICE', security({ capabilities: { add: ['NET_BIND_SERVICE'] } })],
])('no level refuses %s', (_, change) => {
  expect(refused('baseline', change)).toEqual([]);
  expect(refused('restricted', change)).toEqual([]);
});

describe('init containers', () => {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const init = (fields: object) => pod({ initContainers: [{ name: 'init', image: 'a', securityContext: { ...securityContext, ...fields } }] });

  test('are judged too', () => {
    expect(refused('baseline', init({ privileged: true }))).toEqual(['initContainers[0].securityContext.privileged: container init has privileged true']);
    expect(refused('restricted', init({ runAsUser: 0, allowPrivilegeEscalation: true }))).toEqual([
      'initContainers[0].securityContext.allowPrivilegeEscalation -> false: container init may gain privileges', 'initContainers[0].securityContext.runAsUser: container init runs as root',
    ]);
    expect(refused('restricted', init({}))).toEqual([]);
  });

  test('may have no name', () => {
    const nameless = pod({ initContainers: [{ image: 'a', securityContext: { privileged: true, runAsUser: 0 } }] });
    expect(refused('restricted', nameless)).toEqual([
      'initContainers[0].securityContext.privileged: container  has privileged true',
      'initContainers[0].securityContext.allowPrivilegeEscalation -> false: container  may gain privileges',
      'initContainers[0].securityContext.capabilities.drop -> ALL: container  does not drop all capabilities',
      'initContainers[0].securityContext.runAsUser: container  runs as root',
    ]);
  });

  test('must all set a field that the pod does not set', () => {
    const says = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const silent = podSecurity({ runAsNonRoot: null, seccompProfile: null });
    const lacking = ['securityContext.runAsNonRoot -> true: runAsNonRoot is not set', 'securityContext.seccompProfile.type -> RuntimeDefault: it has no seccompProfile'];
    expect(refused('restricted', `${silent}\n---\n${security(says)}`)).toEqual([]);
    expect(refused('restricted', `${silent}\n---\n${security(says)}\n---\n${init({})}`)).toEqual(lacking);
    expect(refused('restricted', `${silent}\n---\n${init(says)}`)).toEqual(lacking);
    expect(refused('restricted', `${silent}\n---\n${security(says)}\n---\n${init(says)}`)).toEqual([]);
  });
});

test('Windows has neither capabilities nor profiles', () => {
  const on = (name: string) => pod({ os: { name }, securityContext: { seccompProfile: null }, containers: [{ name: 'web', securityContext: null }] });
  expect(refused('restricted', on('windows'))).toEqual([]);
  expect(refused('restricted', on('linux'))).toEqual([
    `${WEB}.allowPrivilegeEscalation -> false: container web may gain privileges`,
    `${WEB}.capabilities.drop -> ALL: container web does not drop all capabilities`,
    'securityContext.seccompProfile.type -> RuntimeDefault: it has no seccompProfile',
  ]);
  expect(refused('restricted', pod({ os: { name: 'windows' }, securityContext: { runAsNonRoot: null } }))).toEqual(['securityContext.runAsNonRoot -> true: runAsNonRoot is not set']);
});

test('long values are shortened', () => {
  const name = 'A'.repeat(1000);
  for (const change of [security({ procMount: name }), security({ capabilities: { add: [name] } }), podSecurity({ sysctls: [{ name }] }), pod({ volumes: [{ name: 'a', [name]: {} }] })]) {
    const [found] = refused('restricted', change);
    expect(found.length).toBeLessThan(300);
  }
});
