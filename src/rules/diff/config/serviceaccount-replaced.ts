import { isPruned } from '../../../analysis/config/pruning';
import { groupOf, ManifestObject } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { retain } from '../recipe';
import { lastBindings, lostIdentities } from './lost-identities';
import { ownersInWords, onlyWorkload } from './running-uses';
import { hasToken, isBinding, isBoundIn, isOfPodSecurityPolicies, isRole, ownersOf, refersTo, serviceAccountOf, subjectsOf } from './service-accounts';
import { RuleResult, Violation } from '../../../rules';
import { hasOtherTemplate } from '../pod-template';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const NO_OLD_PODS = 'when no pod of the old revision runs any more';

export const serviceaccountReplaced: UpdateRule = {
  id: 'serviceaccount-replaced',
  severity: 'error',
  title: 'ServiceAccount of running pods, or what it may, removed',
  impact: 'What old pods ask of the API server or of the cloud is refused until they are replaced, and no old pod can be made again.',
  why: 'Tokens are bound to their ServiceAccount and are refused from the moment it is gone, as is every new pod that names it. What a cloud allows hangs on an annotation of it, and what the API server allows on its bindings.',
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
    ...update.objects.removed
      .filter(object => isBinding(object) && !isOfPodSecurityPolicies(object, update.before))
      .flatMap(object => grantVerdict(update, object)),
    ...lostIdentities(update),
    ...lastBindings(update),
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
      ? `${what} is removed while the pods of ${whose} go on using it: ${tokens}no new one can be made.`
      : `${what} is removed in the release in which the pods of ${whose} stop using it: ${tokens}an old pod that is lost meanwhile is not replaced, nor does a rollback make one.`,
    fix: isLasting ? `Keep ${what} as long as pods use it.` : `Remove ${what} one release later than the last pod that uses it.`,
    recipe: isLasting ? [{ edits }] : [{ edits, until: NO_OLD_PODS }, { edits: [] }],
    severity: isLasting || isUsed ? undefined : 'warning',
  };
}

/** What goes with a ServiceAccount: what names it, and the roles of that. */
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
      message: `${grant.kind} ${shorten(grant.name)} is removed while old pods of ${ownersInWords(owners)} still run: what it allows is refused to them before they are replaced.`,
      fix: `Remove ${grant.kind} ${shorten(grant.name)} one release later than the code that needs it.`,
      recipe: [{ edits: [retain(grant)], until: NO_OLD_PODS }, { edits: [] }],
      severity: 'warning',
    }],
  }];
}

// If it is removed, too, that is what is to be said.
function isAccountKept(
  { objects: { removed } }: Update,
  { namespace, name }: { readonly namespace?: string; readonly name: string },
): boolean {
  return !removed.some(object => isAccount(object) && object.namespace === namespace && object.name === name);
}
