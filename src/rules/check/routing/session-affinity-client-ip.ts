import { hasSuccessor } from '../../../analysis/disruption/handover';
import { earlyStopOf } from '../../../analysis/pod/early-stop';
import { stopDelayOf } from '../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../analysis/traffic/router';
import { workloadsBehind } from '../../../analysis/workloads';
import { FieldCursor, ManifestSet, numberAt, Path, placeAt, rootOf, Service, stringAt, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, Violation } from '../../rule';

const PATH: Path = ['spec', 'sessionAffinity'];
/** The API server accepts it only with an affinity. */
const CONFIG: Path = ['spec', 'sessionAffinityConfig'];
const TIMEOUT: Path = [...CONFIG, 'clientIP', 'timeoutSeconds'];
const DEFAULT = 10_800;

export const sessionAffinityClientIp: Rule = {
  id: 'session-affinity-client-ip',
  severity: 'info',
  otherSeverities: ['warning'],
  title: 'sessionAffinity ClientIP',
  impact: 'In each update users lose the sessions of their pod; all users who share an address load one pod, and new pods get hardly any requests.',
  why: 'With sessionAffinity ClientIP a client stays with its pod, by default for three hours after its last request. When that pod stops, all its clients move at once.',
  fix: 'Keep sessions in a store that all pods share, and omit sessionAffinity.',
  reference: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity',
  examples: {
    failing: `
kind: Service
spec: { sessionAffinity: ClientIP }
`,
    passing: `
kind: Service
spec: { sessionAffinity: None }
`,
  },
  judge: manifests => manifests.services
    .filter(({ selector, headless }) => !headless && Object.keys(selector).length > 0)
    .map(service => ({ object: service.object, violations: bindsClients(service) ? violationsOf(service, manifests) : [] })),
};

function bindsClients({ object }: Service): boolean {
  return stringAt(rootOf(object.json), PATH) === 'ClientIP';
}

function violationsOf(service: Service, manifests: ManifestSet): Violation[] {
  const workloads = workloadsBehind(service, manifests);
  const stopping = workloads.find(workload => stopsUnderClients(workload, manifests));
  if (!stopping && isOfOnePod(workloads)) { return []; }
  const root = rootOf(service.object.json);
  return [{
    path: PATH,
    message: `Each client stays with its pod until ${numberAt(root, TIMEOUT) ?? DEFAULT} s after its last request: when the pod stops, all its clients move at once, `
      + 'without their sessions, and new pods get hardly any load.'
      + `${stopping ? ` A proxy in front of it counts as one client: a stopping pod of ${stopping.name} accepts no connections, and until kube-proxy learns of the stop, all requests of the proxy fail.` : ''}`,
    severity: stopping ? 'warning' : undefined,
    ...edited(written(root).map(path => ({ path, value: undefined })), {
      or: 'acknowledge this as long as sessions are not in a store that all pods share',
      byHand: 'that sessions are in a store that all pods share',
    }),
  }];
}

function written(root: FieldCursor): Path[] {
  return [PATH, CONFIG].filter(path => placeAt(root, path).value !== undefined);
}

/** Whether these are at most one pod: clients have no other one to move to. */
function isOfOnePod(workloads: readonly Workload[]): boolean {
  return workloads.length > 0 && workloads.reduce((pods, { replicas }) => pods + replicas.max, 0) <= 1;
}

/** Whether pods refuse requests as soon as they are asked to stop, while clients stay with them. */
function stopsUnderClients(workload: Workload, manifests: ManifestSet): boolean {
  return servesRequests(workload) && hasSuccessor(workload, manifests)
    && (stopDelayOf(workload, manifests) === 0 || stopsEarly(workload));
}

function stopsEarly({ serving }: Workload): boolean {
  return serving !== undefined && earlyStopOf(serving) !== undefined;
}
