import { filtered, mappingIn } from './json';
import { isMapping, isSameJson } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

/** Assigned by the server, with any value. */
const ASSIGNED = Symbol('assigned');

const HISTORY = { revisionHistoryLimit: 10 };
const ROLLING = { type: 'RollingUpdate' };

/** What the API server adds to a spec, by kind. The defaults of pod templates are added on both sides of a comparison. */
const SPECS: { readonly [kind: string]: Json } = {
  Deployment: { ...HISTORY, progressDeadlineSeconds: 600, strategy: { ...ROLLING, rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } },
  StatefulSet: {
    ...HISTORY,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { ...ROLLING, rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  },
  DaemonSet: { ...HISTORY, updateStrategy: { ...ROLLING, rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  CronJob: { concurrencyPolicy: 'Allow', failedJobsHistoryLimit: 1, successfulJobsHistoryLimit: 3, suspend: false },
  Service: {
    clusterIP: ASSIGNED,
    clusterIPs: ASSIGNED,
    ipFamilies: ASSIGNED,
    ipFamilyPolicy: 'SingleStack',
    healthCheckNodePort: ASSIGNED,
    internalTrafficPolicy: 'Cluster',
    externalTrafficPolicy: 'Cluster',
    sessionAffinity: 'None',
    allocateLoadBalancerNodePorts: true,
    type: 'ClusterIP',
  },
  PersistentVolumeClaim: { volumeName: ASSIGNED, volumeMode: 'Filesystem' },
};

const ROOT = ['status', 'metadata'];

/** For an object whose written fields are not recorded: all but those that the server adds and the manifest does not set. */
export function withoutServerFields(json: Json, asked: Json = {}): Json {
  const root = filtered(json, key => !ROOT.includes(key) && !(key === 'secrets' && json.kind === 'ServiceAccount'));
  const added = typeof json.kind === 'string' && Object.hasOwn(SPECS, json.kind) ? SPECS[json.kind] : {};
  const said = mappingIn(asked, 'spec');
  const spec = isMapping(json.spec) ? { spec: trimmed(json.spec, added, said) } : {};
  return { ...root, metadata: mappingIn(json, 'metadata'), ...json.kind === 'Service' ? { spec: withoutAssignedPorts(mappingIn(spec, 'spec'), said) } : spec };
}

/** Without the fields that were added and that the manifest does not set. */
function trimmed(json: Json, added: Json, said: Json): Json {
  return Object.fromEntries(Object.entries(json).flatMap(([key, value]): [string, unknown][] => {
    const [own, default_] = [[[key, value]] as [string, unknown][], Object.hasOwn(added, key) ? added[key] : undefined];
    if (Object.hasOwn(said, key)) {
      return isMapping(value) && isMapping(default_) ? [[key, trimmed(value, default_, mappingIn(said, key))]] : own;
    }
    // `clusterIP` makes a Service headless; for all other Services the server assigns it.
    if (default_ === ASSIGNED) { return key === 'clusterIP' && value === 'None' ? own : []; }
    return isSameJson(value, default_) ? [] : own;
  }));
}

function withoutAssignedPorts(spec: Json, said: Json): Json {
  if (!Array.isArray(spec.ports)) { return spec; }
  const saidPorts: unknown[] = Array.isArray(said.ports) ? said.ports : [];
  const says = (key: string): boolean => saidPorts.some(port => isMapping(port) && Object.hasOwn(port, key));
  const added = (port: Json): Json => ({ nodePort: port.nodePort, protocol: 'TCP', targetPort: port.port });
  const ports = spec.ports.map((port: unknown) =>
    isMapping(port)
      ? filtered(port, (key, value) => says(key) || !Object.hasOwn(added(port), key) || !isSameJson(value, added(port)[key]))
      : port);
  return { ...spec, ports };
}
