import { ClusterProfile } from '../../../analysis/cluster-profile';
import { longestRequestOf } from '../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../analysis/pod/stop-delay';
import { backendConfigOf } from '../../../analysis/traffic/google-health-check';
import { albSetting, LoadBalancer, loadBalancersOf, nlbSetting, targetGroupKey } from '../../../analysis/traffic/load-balancer';
import { ManifestSet, numberAt, rootOf, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

const ATTRIBUTE = 'deregistration_delay.timeout_seconds';
const DEFAULT = 300;

export const deregistrationDelayMismatch: Rule = {
  id: 'deregistration-delay-mismatch',
  severity: 'info',
  otherSeverities: ['warning'],
  title: 'Deregistration delay that does not match the grace period',
  impact: 'Connections that the load balancer keeps open break with 502 when the pod is killed, or the load balancer cuts requests that the pod would still answer.',
  why: 'The load balancer keeps the connections to a stopping pod open for the deregistration delay, 300 s by default, '
    + 'but the pod is killed at the end of its grace period. The order should be: longest request <= deregistration delay <= grace period.',
  fix: 'Set the deregistration delay to the longest request, and make the grace period long enough for both.',
  reference: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#target-group-attributes',
  examples: {
    failing: `
kind: Service
metadata: { annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip } }
spec: { type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb }
---
kind: Deployment
spec:
  minReadySeconds: 180
  progressDeadlineSeconds: 700
  template: { spec: { terminationGracePeriodSeconds: 185, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 150 } } } }] } }
`,
    passing: `
kind: Service
metadata:
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip
    service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: deregistration_delay.timeout_seconds=30
spec: { type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb }
---
kind: Deployment
spec:
  minReadySeconds: 180
  progressDeadlineSeconds: 700
  template: { spec: { terminationGracePeriodSeconds: 185, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 150 } } } }] } }
`,
  },
  judge: (manifests, profile) => manifests.workloads.flatMap(workload =>
    loadBalancersOf(workload, profile, manifests).flatMap((balancer): RuleResult[] => {
      switch (balancer.kind) {
        case 'gcp': return ofGoogle(workload, balancer, manifests);
        case 'agic': return [];
        default: return [ofAws(workload, balancer, profile)];
      }
    })),
};

function ofAws(workload: Workload, balancer: LoadBalancer, profile: ClusterProfile): RuleResult {
  const object = settingOf(balancer)?.object ?? balancer.by;
  return { object, workload, violations: findViolations(workload, balancer, profile) };
}

const DRAINING = ['spec', 'connectionDraining', 'drainingTimeoutSec'];

// Without a BackendConfig, Google's load balancer does not wait.
function ofGoogle(workload: Workload, balancer: LoadBalancer, manifests: ManifestSet): RuleResult[] {
  const config = backendConfigOf(balancer.service.object, manifests);
  const delay = typeof config === 'string' ? undefined : numberAt(rootOf(config.json), DRAINING);
  if (typeof config === 'string' || !delay) { return []; }
  const { gracePeriod } = workload;
  const grace = showPath(WORKLOAD_PATHS.gracePeriod);
  return [{
    object: config,
    workload,
    violations: delay <= gracePeriod ? [] : [{
      path: DRAINING,
      // The owner of the load balancer asked for this time.
      severity: 'warning',
      message: `${capital(balancer.called)} keeps the connections to a stopping pod open for ${delay} s, but ${displayName(workload.object)} is killed after ${gracePeriod} s (${grace}): `
        + 'requests and streams that are still open then break.',
      ...edited([{ path: DRAINING, value: Math.max(1, gracePeriod - (hookTimeOf(workload) ?? 0)) }], {
        or: `make the preStop hook last ${delay} s and raise ${grace} above that`,
        byHand: 'how long requests and streams last',
      }),
    }],
  }];
}

function settingOf(balancer: LoadBalancer) {
  return balancer.kind === 'alb' ? albSetting(balancer, 'target-group-attributes') : nlbSetting(balancer, 'target-group-attributes');
}

/** The longest that AWS accepts. */
const LONGEST = 3600;

function findViolations(workload: Workload, balancer: LoadBalancer, profile: ClusterProfile): Violation[] {
  const { gracePeriod } = workload;
  const stated = /(?:^|,)\s*deregistration_delay\.timeout_seconds\s*=\s*(\d{1,5})\s*(?:,|$)/.exec(settingOf(balancer)?.value ?? '')?.[1];
  const delay = stated === undefined ? DEFAULT : Number(stated);
  const longestRequest = longestRequestOf(workload, profile) ?? 0;
  if (longestRequest <= delay && delay <= gracePeriod) { return []; }
  const key = targetGroupKey(balancer);
  const said = stated === undefined ? ' by default' : '';
  const wanted = Math.min(longestRequest || Math.max(1, gracePeriod - (hookTimeOf(workload) ?? 0)), LONGEST);
  const path = ['metadata', 'annotations', key];
  return [{
    path,
    message: delay < longestRequest
      ? `${capital(balancer.called)} cuts the connections to a stopping pod after ${delay} s${said}, but a request may take ${longestRequest} s: longer ones fail in each update.`
      : `${capital(balancer.called)} keeps the connections to a stopping pod open for ${delay} s${said}, but the pod is killed after ${gracePeriod} s: `
        + 'requests that are still open then fail with 502.',
    ...delay === wanted
      ? { fix: `Shorten requests to at most ${LONGEST} s, or acknowledge this: no target group waits longer.` }
      : edited([{ path, value: withDelay(settingOf(balancer)?.value ?? '', wanted) }]),
  }];
}

// The annotation also holds other attributes.
function withDelay(value: string, seconds: number): string {
  const others = value.split(',').map(attribute => attribute.trim()).filter(attribute => attribute !== '' && !attribute.startsWith(ATTRIBUTE));
  return [...others, `${ATTRIBUTE}=${seconds}`].join(',');
}

function capital(text: string): string {
  return text.replace(/^./, letter => letter.toUpperCase());
}
