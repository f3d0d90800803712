import { becomesHook } from '../../../analysis/config/hook-deletion';
import { isPruned } from '../../../analysis/config/pruning';
import { groupOf, ManifestObject } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { retain } from '../recipe';
import { hookViolation } from './hook-violation';
import { lastBindings, lostIdentities } from './lost-identities';
import { movedIdentities } from './moved-identities';
import { narrowedRoles } from './narrowed-roles';
import { ownersInWords, onlyWorkload } from './running-uses';
import { isBoundIn, isOfPodSecurityPolicies, ownersOf } from './service-accounts';
import { hasToken, serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { isBinding, isRole, refersTo, subjectsOf } from '../../../analysis/identity/bindings';
import { RuleResult, Violation } from '../../../rules';
import { hasOtherTemplate } from '../pod-template';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const NO_OLD_PODS = 'when no pod of the old revision is left';

export const serviceaccountReplaced: UpdateRule = {
  id: 'serviceaccount-replaced',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'ServiceAccount of running pods, or its permissions, removed',
  impact: 'The API server or the cloud refuses requests of old pods until they are replaced, and no old pod can be created again.',
  why: 'Tokens are bound to their ServiceAccount. As soon as it is removed they are refused, and so is every new pod that names it. Helm deletes one that becomes a hook, since it is no longer part of the release. Permissions in a cloud depend on its annotations, which a ServiceAccount with a new name needs as well, and permissions in the cluster on its bindings.',
  fix: 'Keep the ServiceAccount, with its annotations, its roles and their bindings, for one more release.',
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { serviceAccountName: web, automountServiceAccountToken: true } } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: shop }
`,
    unsafe: `
kind: Deployment
spec: { template: { spec: { serviceAccountName: shop } } }
---
kind: ServiceAccount
metadata: { name: web }
$patch: delete
`,
    safe: `
kind: Deployment
spec: { template: { spec: { serviceAccountName: shop } } }
`,
  },
  judge: update => [
    ...update.objects.removed.filter(isAccount).flatMap(object => accountVerdict(update, object)),
    ...update.objects.kept.filter(({ before }) => isAccount(before))
      .filter(({ before }) => ownersOf(update, before.namespace, before.name)
        .some(({ after }) => serviceAccountOf(after) !== before.name))
      .map(({ after }) => ({ object: after, violations: [] })),
    ...update.objects.kept.filter(({ before, after }) => isAccount(before) && becomesHook(before, after))
      .flatMap(kept => hookVerdict(update, kept)),
    ...update.objects.removed
      .filter(object => isBinding(object) && !isOfPodSecurityPolicies(object, update.before))
      .flatMap(object => grantVerdict(update, object)),
    ...lostIdentities(update),
    ...movedIdentities(update),
    ...lastBindings(update),
    ...narrowedRoles(update),
  ],
};

function isAccount(object: ManifestObject): boolean {
  return object.kind === 'ServiceAccount' && groupOf(object) === '';
}

function accountVerdict(update: Update, account: ManifestObject): RuleResult[] {
  const owners = ownersOf(update, account.namespace, account.name);
  if (owners.length === 0) { return []; }
  const violations = isPruned(account) ? [accountViolation(update, account, owners)] : [];
  return [{ object: account, workload: onlyWorkload(update, owners), violations }];
}

function hookVerdict(update: Update, { before, after }: Change<ManifestObject>): RuleResult[] {
  const owners = ownersOf(update, before.namespace, before.name).filter(owner => serviceAccountOf(owner.after) === before.name);
  if (owners.length === 0) { return []; }
  const tokens = owners.some(owner => hasToken(owner.before, before)) ? 'the tokens of its running pods are refused, and ' : '';
  const violations = [hookViolation(after, `${tokens}no new pod of ${ownersInWords(owners)} can be created`)];
  return [{ object: after, workload: onlyWorkload(update, owners), violations }];
}

function accountViolation(update: Update, account: ManifestObject, owners: readonly Change<ManifestObject>[]): Violation {
  const lasting = owners.filter(({ after }) => serviceAccountOf(after) === account.name);
  const isLasting = lasting.length > 0;
  const isUsed = owners.some(({ before }) => hasToken(before, account));
  const what = `ServiceAccount ${shorten(account.name)}`;
  const whose = ownersInWords(isLasting ? lasting : owners);
  const tokens = isUsed ? 'the tokens of its running pods are refused at once, and ' : '';
  const edits = [account, ...grantsOf(update, account)].map(retain);
  return {
    path: ['metadata', 'name'],
    message: isLasting
      ? `${what} is removed while the pods of ${whose} still use it: ${tokens}no new one can be created.`
      : `${what} is removed in the same release in which the pods of ${whose} stop using it: ${tokens}an old pod that is lost in the meantime is not replaced, and a rollback creates no pod.`,
    fix: isLasting ? `Keep ${what} as long as pods use it.` : `Remove ${what} one release later than the last pod that uses it.`,
    recipe: isLasting ? [{ edits }] : [{ edits, until: NO_OLD_PODS }, { edits: [] }],
    severity: isLasting || isUsed ? undefined : 'warning',
  };
}

/** What belongs to a ServiceAccount: the bindings that name it, and their roles. */
function grantsOf({ objects: { removed } }: Update, { namespace, name }: ManifestObject): ManifestObject[] {
  const isNamed = (object: ManifestObject): boolean => subjectsOf(object)
    .some(subject => subject.namespace === namespace && subject.name === name);
  const bindings = removed.filter(object => isBinding(object) && isNamed(object));
  return [...bindings, ...removed.filter(object => isRole(object) && bindings.some(binding => refersTo(binding, object)))];
}

function grantVerdict(update: Update, grant: ManifestObject): RuleResult[] {
  const gone = update.objects.removed.filter(isRole);
  const losing = subjectsOf(grant)
    .filter(subject => isAccountKept(update, subject) && !isBoundIn(update.after, subject, grant, gone));
  const owners = losing.flatMap(({ namespace, name }) => ownersOf(update, namespace, name).filter(hasOtherTemplate));
  if (owners.length === 0 || !isPruned(grant)) { return []; }
  return [{
    object: grant,
    workload: onlyWorkload(update, owners),
    violations: [{
      path: ['metadata', 'name'],
      message: `${grant.kind} ${shorten(grant.name)} is removed while old pods of ${ownersInWords(owners)} still run: they lose its permissions before they are replaced.`,
      fix: `Remove ${grant.kind} ${shorten(grant.name)} one release later than the code that needs it.`,
      recipe: [{ edits: [retain(grant)], until: NO_OLD_PODS }, { edits: [] }],
      severity: 'warning',
    }],
  }];
}

// If the account itself is removed, that is the finding.
function isAccountKept(
  { objects: { removed } }: Update,
  { namespace, name }: { readonly namespace?: string; readonly name: string },
): boolean {
  return !removed.some(object => isAccount(object) && object.namespace === namespace && object.name === name);
}
