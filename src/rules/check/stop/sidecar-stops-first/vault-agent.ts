import { LIKELY_REQUEST, longestRequestOf } from '../../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { VAULT_REVOKE_GRACE, vaultRevokesAfter } from '../../../../analysis/pod/vault-agent';
import { SHUTDOWN_OVERHEAD } from '../../../../lifecycle';
import { Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { workloadPart } from '../../workload-rule';

/** Vault's injected agent revokes the credentials while the application, delayed by its hook, still answers requests with them. */
export const vaultAgent = workloadPart((workload, profile) => {
  const revoked = vaultRevokesAfter(workload);
  const delay = workload.serving?.preStop ? hookTimeOf(workload) : 0;
  // A hook of unknown length cannot be compared.
  if (revoked === undefined || delay === undefined || workload.replicas.max === 0) { return undefined; }
  const request = longestRequestOf(workload, profile);
  const needed = Math.ceil(delay + (request ?? 0));
  if (revoked >= needed) { return []; }
  const path = [...WORKLOAD_PATHS.podAnnotations, VAULT_REVOKE_GRACE];
  return [{
    path,
    message: `Vault's agent revokes the credentials of the application ${revoked} s after the stop of a pod has begun, but the application keeps working for ${needed} s: `
      + 'requests that need them after that fail.',
    ...edited([{ path, value: `${Math.ceil(delay + (request ?? timeLeft(workload, delay)))}` }]),
  }];
});

// As long as the grace period allows for requests, but no longer than is likely.
function timeLeft({ gracePeriod }: Workload, delay: number): number {
  return Math.min(LIKELY_REQUEST, Math.max(0, gracePeriod - delay - SHUTDOWN_OVERHEAD));
}
