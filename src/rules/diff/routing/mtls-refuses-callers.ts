import { ModeStep, modeStepOf, modeStepViolation } from './mtls-in-one-step';
import { firstFromOutside, hasOpenPorts, isInMesh, tlsModeOf } from '../../../analysis/traffic/mutual-tls';
import { servesRequests } from '../../../analysis/traffic/router';
import { isWebhookConfiguration } from '../../../analysis/traffic/webhooks';
import { workloadsByObject } from '../../../analysis/workloads';
import { groupedBy, keyOf, ManifestObject, Workload } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { podsOf } from '../../wording/pods';
import { Change } from '../object-diff';
import { defer, keepPrevious, retain } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const POLICY = (mode: string): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default }
spec: { mtls: { mode: ${mode} } }
`;

export const mtlsRefusesCallers: UpdateRule = {
  id: 'mtls-refuses-callers',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'PeerAuthentication that refuses current clients',
  impact: 'As soon as the release is applied, connections of the router or of other clients to the pods are reset, and users get 502 or 503.',
  why: 'With STRICT, the proxy of a pod accepts only connections with a certificate of the mesh. A cloud load balancer never has one. An Ingress controller has one only in the mesh, and only if it sends to Services, not to pods. '
    + 'Between DISABLE and STRICT, proxies that have the new policy and those that still have the old one refuse each other.',
  fix: 'Add the pods of all clients to the mesh first, or keep the port that they use PERMISSIVE in portLevelMtls. Change the mode from DISABLE to STRICT, or back, by way of PERMISSIVE, one release each.',
  reference: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: nginx, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: POLICY('STRICT'),
    safe: POLICY('PERMISSIVE'),
  },
  judge: update => {
    const changes = update.workloads.kept.filter(({ after }) => servesRequests(after))
      .map(kept => judged(kept, update)).filter(found => found !== undefined);
    const alike = groupedBy(changes, ({ policy, caller, step }) =>
      [keyOf(policy.namespace, policy.name, caller?.kind, caller?.name, step?.port, step?.was.mode)]);
    return [...alike.values()]
      .map((group): RuleResult => ({
        object: group[0].policy,
        workload: group.length === 1 ? group[0].workload : undefined,
        violations: violationsOf(group, update),
      }));
  },
};

interface Judged {
  readonly policy: ManifestObject;
  readonly workload: Workload;
  /** Routers outside of the mesh that are refused after the release. */
  readonly caller?: ManifestObject;
  /** A change that clients inside of the mesh notice. */
  readonly step?: ModeStep;
}

function violationsOf(group: readonly Judged[], update: Update): Violation[] {
  const [{ caller, step }] = group;
  if (caller) { return [violation(group, caller, update)]; }
  return step ? [modeStepViolation(step, group.map(({ workload }) => workload), update)] : [];
}

function judged(change: Change<Workload>, update: Update): Judged | undefined {
  const { before, after } = change;
  const [was, is] = [tlsModeOf(before, update.before), tlsModeOf(after, update.after)];
  const policy = is.mode === 'STRICT' && was.policy && update.objects.removed.includes(was.policy) ? was.policy : is.policy;
  if (!policy) { return undefined; }
  const step = modeStepOf(change, update);
  const isTightened = was.mode !== 'STRICT' && is.mode === 'STRICT' && !hasOpenPorts(after, update.after) && isInMesh(after, is, update.after);
  const caller = isTightened ? firstFromOutside(after, update.after) : undefined;
  return { policy: caller ? policy : step?.is.policy ?? policy, workload: after, caller, step };
}

function violation(group: readonly Judged[], caller: ManifestObject, update: Update): Violation {
  const [{ policy }] = group;
  const isGone = !update.after.objects.includes(policy);
  const kept = update.objects.kept.find(({ after }) => after === policy);
  const withoutChange = isGone ? retain(policy) : defer(policy);
  const pods = podsOf(group.map(({ workload }) => workload));
  const isAsked = isWebhookConfiguration(caller);
  const refused = isAsked
    ? `but the API server calls them from outside of the mesh for ${displayName(caller)}: it gets no response, and rejects requests that need one`
    : `but ${displayName(caller)} sends requests from outside of the mesh: they get no response`;
  const open = 'set the port of the pods to PERMISSIVE in portLevelMtls of a PeerAuthentication that selects them.';
  return {
    path: isGone ? ['metadata', 'name'] : ['spec', 'mtls', 'mode'],
    message: `${displayName(policy)} ${isGone ? 'is removed, and with the remaining ones' : 'will make'} ${pods} accept only connections with a certificate of the mesh, `
      + `${refused} as soon as the release is applied.`,
    fix: isAsked ? `First ${open}` : `${joinMesh(caller, update)} first, or ${open}`,
    recipe: [{ edits: [kept ? keepPrevious(policy) : withoutChange] }],
  };
}

// A load balancer cannot be in the mesh, but a gateway behind it can.
function joinMesh(caller: ManifestObject, { after }: Update): string {
  if (workloadsByObject(after).has(caller)) { return `Add the pods of ${displayName(caller)} to the mesh`; }
  return caller.kind === 'Service' ? `Send the requests to ${displayName(caller)} through a gateway of the mesh` : `Add the router of ${displayName(caller)} to the mesh`;
}
