import { onlyWorkload, ownersInWords } from './running-uses';
import { isOfPodSecurityPolicies, ownersOf } from './service-accounts';
import { accountNamed, hasToken, serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { isPruned } from '../../../analysis/config/pruning';
import { isBinding, Subject, subjectsOf } from '../../../analysis/identity/bindings';
import { CLOUD_IDENTITIES, identityAnnotationsOf } from '../../../analysis/identity/cloud-identities';
import { groupOf, keyOf, ManifestObject } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';
import { hasOtherTemplate } from '../pod-template';
import { keepPrevious, retain } from '../recipe';
import { Update } from '../update';

/** ServiceAccounts that stay and lose their identity in a cloud, while pods keep running as them. */
export function lostIdentities(update: Update): RuleResult[] {
  const accounts = update.objects.kept.filter(({ before }) => before.kind === 'ServiceAccount' && groupOf(before) === '');
  return accounts.flatMap((kept): RuleResult[] => {
    const annotations = identityAnnotationsOf(kept.before);
    const owners = ownersOf(update, kept.before.namespace, kept.before.name)
      .filter(({ after }) => serviceAccountOf(after) === kept.after.name);
    if (annotations.length === 0 || owners.length === 0) { return []; }
    const violations = annotations.filter(key => kept.after.annotations[key] !== kept.before.annotations[key])
      .map(key => violation(kept, key, owners));
    return [{ object: kept.after, workload: onlyWorkload(update, owners), violations }];
  });
}

function violation({ before, after }: Change<ManifestObject>, key: string, owners: readonly Change<ManifestObject>[]): Violation {
  const { of, isOfStart } = CLOUD_IDENTITIES[key];
  const now = Object.hasOwn(after.annotations, key) ? after.annotations[key] : undefined;
  const whose = isOfStart ? `pods of ${ownersInWords(owners)} that start from then on` : `the pods of ${ownersInWords(owners)}, including the running ones,`;
  const path = ['metadata', 'annotations', key];
  return {
    path: now === undefined ? ['metadata'] : path,
    severity: now === undefined ? 'error' : 'warning',
    message: now === undefined
      ? `${displayName(after)} loses the annotation ${key}: ${whose} have no identity in ${of}, which refuses their requests.`
      : `${displayName(after)} changes the annotation ${key} from ${shorten(before.annotations[key], 80)} to ${shorten(now, 80)}: ${whose} send requests to ${of} with that identity, `
        + 'which may have fewer permissions, or may not be usable by them.',
    fix: now === undefined ? 'Keep the annotation as long as pods use the ServiceAccount.'
      : 'First give the new identity the same permissions and let this ServiceAccount use it, then acknowledge this finding.',
    recipe: [{ edits: [keepPrevious(after)] }],
  };
}

/** What removes the last binding of an account, or the account from it, while pods keep running with its token. */
export function lastBindings(update: Update): RuleResult[] {
  const { objects } = update;
  return [
    ...objects.removed.filter(object => isBinding(object) && isPruned(object) && !isOfPodSecurityPolicies(object, update.before))
      .flatMap(binding => lastBinding(binding, subjectsOf(binding), update)),
    ...objects.kept.filter(({ before }) => isBinding(before)).flatMap(({ before, after }) => {
      const stay = new Set(subjectsOf(after).map(subjectKey));
      return lastBinding(before, subjectsOf(before).filter(subject => !stay.has(subjectKey(subject))), update, after);
    }),
  ];
}

function subjectKey({ namespace, name }: Subject): string {
  return keyOf(namespace, name);
}

function lastBinding(
  binding: ManifestObject, subjects: readonly Subject[], update: Update, after?: ManifestObject,
): RuleResult[] {
  const owners = subjects.filter(subject => !isBoundSomehow(subject, update)).flatMap(subject => runningAs(subject, update));
  if (owners.length === 0) { return []; }
  const what = displayName(binding);
  return [{
    object: after ?? binding,
    workload: onlyWorkload(update, owners),
    violations: [{
      path: after ? ['subjects'] : ['metadata', 'name'],
      severity: 'warning',
      message: `${what} ${after ? 'drops' : 'is removed, and no other binding here names'} the ServiceAccount of ${ownersInWords(owners)}, whose pods still mount its token: `
        + 'the API server refuses their requests at once.',
      fix: `Keep ${after ? `it among the subjects of ${what}` : what} as long as they call the API server. If they do not, set automountServiceAccountToken to false.`,
      recipe: [{ edits: [after ? keepPrevious(after) : retain(binding)] }],
    }],
  }];
}

function isBoundSomehow({ namespace, name }: Subject, { after }: Update): boolean {
  return after.objects.some(object => isBinding(object)
    && subjectsOf(object).some(subject => subject.name === name && subject.namespace === namespace));
}

/** The pods that run as an account that stays, have its token, and do not change: new ones may not call the API server. */
function runningAs({ namespace, name }: Subject, update: Update): readonly Change<ManifestObject>[] {
  const account = accountNamed(update.after, { namespace, name });
  return account === undefined ? [] : ownersOf(update, namespace, name)
    .filter(owner => serviceAccountOf(owner.after) === name && hasToken(owner.after, account) && !hasOtherTemplate(owner));
}
