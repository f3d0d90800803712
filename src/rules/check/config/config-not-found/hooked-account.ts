import { deletionAfterHooks, recreatedByHooks } from '../../../../analysis/config/hook-deletion';
import { isHook } from '../../../../analysis/config/migrations';
import { accountNamed, hasToken, serviceAccountOf } from '../../../../analysis/config/pod-accounts';
import { POD_SPEC } from '../../../../analysis/pod/pod-spec';
import { ManifestObject, ManifestSet, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { Violation } from '../../../rule';
import { workloadPart } from '../../workload-rule';

/** A ServiceAccount of pods that is a hook, and is deleted after the hooks or before each release. */
export const hookedAccount = workloadPart((workload, _profile, manifests) => {
  if (isHook(workload.object) || manifests.isPartial) { return undefined; }
  const account = accountOf(workload, manifests);
  return account && isHook(account) ? violationsOf(account, workload) : undefined;
});

function accountOf(workload: Workload, manifests: ManifestSet): ManifestObject | undefined {
  const name = serviceAccountOf(workload.object);
  return name === undefined ? undefined : accountNamed(manifests, { namespace: workload.namespace, name });
}

// A new account of the same name does not accept the tokens of the old one.
function violationsOf(account: ManifestObject, workload: Workload): Violation[] {
  const deletion = deletionAfterHooks(account);
  const recreating = hasToken(workload.object, account) ? recreatedByHooks(account) : undefined;
  const called = `ServiceAccount ${shorten(account.name)}`;
  const fix = 'Give the pods a ServiceAccount of another name that is not a hook.';
  const path = [...POD_SPEC, 'serviceAccountName'];
  if (deletion) {
    return [{ path, message: `${called} is a hook, and ${deletion.tool} deletes it as soon as it has succeeded: the API server then refuses every new pod, and the update gets stuck.`, fix }];
  }
  return recreating === undefined ? [] : [{
    path,
    severity: 'warning',
    message: `${called} is a hook, and ${recreating} deletes it before each release and creates it again: the API server refuses the tokens of running pods from then on, until they are replaced.`,
    fix,
  }];
}
