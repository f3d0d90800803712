import { LIKELY_REQUEST, longestRequestOf } from '../../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { CONSUL_GRACE, CONSUL_LIFECYCLE, consulGrace, hasConsul } from '../../../../analysis/traffic/consul';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SHUTDOWN_OVERHEAD } from '../../../../lifecycle';
import { WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { workloadPart } from '../../workload-rule';

/** A grace period that leaves more than this after the hook is there for long requests. */
const LONG = 2 * LIKELY_REQUEST;

/** Consul's proxy stops after its own grace period, while the application, delayed by its hook, still calls and is called through it. */
export const consul = workloadPart((workload, profile) => {
  const delay = hookTimeOf(workload);
  // Without a hook both stop at once; a hook of unknown length cannot be compared.
  if (!hasConsul(workload) || !delay || !servesRequests(workload)) { return undefined; }
  const rest = Math.max(0, workload.gracePeriod - delay - SHUTDOWN_OVERHEAD);
  const stated = longestRequestOf(workload, profile);
  const request = stated ?? (rest > LONG ? rest : undefined);
  const needed = Math.ceil(delay + (request ?? 0));
  const grace = consulGrace(workload);
  if (grace === undefined || grace >= needed) { return []; }
  const path = [...WORKLOAD_PATHS.podAnnotations, CONSUL_GRACE];
  return [{
    path,
    message: `Consul's proxy stops ${grace === 0 ? 'at once' : `${grace} s after the stop of a pod has begun`}, but the application `
      + `${stated === undefined && request !== undefined ? 'may keep' : 'keeps'} working for ${needed} s: its answers and its own calls after that fail.`,
    ...edited([
      { path: [...WORKLOAD_PATHS.podAnnotations, CONSUL_LIFECYCLE], value: 'true' },
      { path, value: `${Math.ceil(delay + (request ?? Math.min(LIKELY_REQUEST, rest)))}` },
    ]),
  }];
});
