import { anyPodSpecOf } from '../../../analysis/pod/pod-spec';
import { ENFORCE_PATH, enforcedLevel, enforcing } from '../../../analysis/scheduling/enforced-standard';
import { Level, Refused, refusedBy } from '../../../analysis/scheduling/pod-security';
import { ManifestObject, rootOf, showPath, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords } from '../../../text';
import { displayName } from '../../wording/objects';
import { onlyWorkload, ownersInWords, runningOwners } from '../config/running-uses';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { counterparts } from '../routing/service-steps';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const NAMESPACE = (labels: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
`;

export const podSecurityRaised: UpdateRule = {
  id: 'pod-security-raised',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Enforced Pod Security Standard that running pods do not meet',
  impact: 'Nothing happens at first. Then each replacement of a pod after a release, a drain or a crash is refused, until no pod is left.',
  why: 'A namespace that enforces a Pod Security Standard does not touch running pods, and refuses new ones that do not meet it.',
  fix: 'Make all pods of the namespace meet the standard first, and enforce it one release later. The labels warn and audit show which pods do not.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/',
  examples: {
    before: `${NAMESPACE('team: shop')}---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, securityContext: { allowPrivilegeEscalation: null } }] } } }\n`,
    unsafe: 'kind: Namespace\nmetadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } }\n',
    safe: 'kind: Namespace\nmetadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: baseline } }\n',
  },
  judge: update => [...enforcing(update.after).values()]
    .filter(({ name }) => isRaised(enforcedLevel(update.before, name), enforcedLevel(update.after, name)))
    .map(object => verdict(object, update)),
};

function isRaised(before: Level | undefined, after: Level | undefined): boolean {
  return before !== after && before !== 'restricted';
}

interface RefusedPods {
  readonly owner: Change<ManifestObject>;
  readonly before: readonly Refused[];
  readonly after: readonly Refused[];
}

function verdict(object: ManifestObject, update: Update): RuleResult {
  const level = enforcedLevel(update.after, object.name)!;
  const found = runningOwners(update).filter(({ before }) => before.namespace === object.name).map((owner): RefusedPods => {
    const [before, after] = [owner.before, owner.after].map(each => refusedBy(level, anyPodSpecOf(each)));
    return { owner, before, after };
  });
  const lasting = found.filter(({ after }) => after.length > 0);
  const old = found.filter(({ before, after }) => before.length > 0 && after.length === 0);
  const violations = [
    ...lasting.length > 0 ? [violation(object, level, lasting, update)] : [],
    ...lasting.length === 0 && old.length > 0 ? [onlyOld(object, level, old, update)] : [],
  ];
  return { object, workload: onlyWorkload(update, [...lasting, ...old].map(({ owner }) => owner)), violations };
}

function violation(object: ManifestObject, level: string, pods: readonly RefusedPods[], update: Update): Violation {
  const refused = pods[0].after;
  const what = listWords(refused.slice(0, 3).map(({ has, path }) => `${has} (${showPath(path)})`));
  return {
    path: ENFORCE_PATH,
    message: `${displayName(object)} will enforce the standard ${level}, which refuses every new pod of ${ownersInWords(pods.map(({ owner }) => owner))}: ${what}`
      + `${refused.length > 3 ? `, and ${refused.length - 3} more` : ''}. Running pods stay, but no pod that is lost or replaced comes back.`,
    fix: `Change the pods first, and enforce ${level} one release later.`,
    recipe: [{ edits: [asNow(object, update)] }],
  };
}

// Pods of the new revision are admitted.
function onlyOld(object: ManifestObject, level: string, pods: readonly RefusedPods[], update: Update): Violation {
  return {
    path: ENFORCE_PATH,
    severity: 'warning',
    message: `${displayName(object)} will enforce the standard ${level} in the same release that makes the pods of ${ownersInWords(pods.map(({ owner }) => owner))} meet it: `
      + 'an old pod that is lost in the meantime is not replaced, and no pod starts after a rollback.',
    fix: `Enforce ${level} one release later.`,
    recipe: [{ edits: [asNow(object, update)] }, { edits: [] }],
  };
}

function asNow(object: ManifestObject, update: Update) {
  const before = counterparts(update).beforeOf.get(object);
  return set(object, ENFORCE_PATH, before && valueAt(rootOf(before.json), ENFORCE_PATH));
}
