import { Workload } from '../../manifests';

const PREFIX = 'vault.hashicorp.com/';
/** Seconds after the stop of a pod has begun until the agent revokes its token; without a unit. */
export const VAULT_REVOKE_GRACE = `${PREFIX}agent-revoke-grace`;
const DEFAULT_GRACE = 5;
/** Paths of engines that create credentials of a lease, which ends with the token: `database/creds/app`. Those of key-value engines and static roles stay. */
const LEASED = /(?:^|[/"'\s])creds\//;

type Pods = Pick<Workload, 'podAnnotations'>;

/**
 * Seconds after the stop of a pod has begun until Vault's injected agent revokes the credentials that the application uses; undefined
 * if it does not, or if this is unknown.
 */
export function vaultRevokesAfter(pods: Pods): number | undefined {
  const isInjected = isTrue(pods, 'agent-inject') && !isTrue(pods, 'agent-pre-populate-only');
  if (!isInjected || !isTrue(pods, 'agent-revoke-on-shutdown') || !usesToken(pods)) { return undefined; }
  const written = pods.podAnnotations[VAULT_REVOKE_GRACE];
  if (written === undefined) { return DEFAULT_GRACE; }
  // The injector rejects pods with a unit.
  return /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}

// The names of these annotations end with that of the secret.
function usesToken({ podAnnotations }: Pods): boolean {
  return Object.hasOwn(podAnnotations, `${PREFIX}agent-inject-token`) || Object.entries(podAnnotations)
    .some(([key, value]) => /^vault\.hashicorp\.com\/agent-inject-(?:secret|template)-/.test(key) && LEASED.test(value));
}

// As Go's ParseBool.
function isTrue({ podAnnotations }: Pods, name: string): boolean {
  return /^(?:1|t|T|true|TRUE|True)$/.test(podAnnotations[`${PREFIX}${name}`] ?? '');
}
