import { stablePath } from './fingerprint';
import { ClusterProfile } from '../analysis/cluster-profile';
import { foreignReferences, grantsFor } from '../analysis/traffic/reference-grants';
import { groupedBy, isWithin, keyOf, ManifestObject } from '../manifests';
import { Finding, judge, RuleOverrides, RULES } from '../rules';
import { replacementsOf, Update } from '../rules/diff';

/** What `check` finds after an update but not before, except for what a finding of the update already reports. */
export function newFindings(
  update: Update, said: readonly Finding[], profile: ClusterProfile, policy: RuleOverrides,
): Finding[] {
  const known = new Set(RULES.map(({ id }) => id));
  const after = judge(update.after, profile, policy).findings.filter(({ rule }) => known.has(rule.id));
  const rules = new Set(after.map(({ rule }) => rule));
  // Only findings of these rules can be new.
  const asked = RULES.filter(rule => rules.has(rule));
  const old = judge(update.before, profile, policy, asked);
  const before = new Set([...old.findings, ...old.acknowledged].flatMap(finding => keysOf(finding, finding.object)));
  const earlier = earlierObjects(update);
  const isSaid = alreadySaid(said);
  const lostGrants = said.filter(({ rule }) => rule.id === 'reference-grant-removed');
  return after
    .filter(finding => !keysOf(finding, earlier.get(finding.object) ?? finding.object).some(key => before.has(key)))
    .filter(finding => !isSaid(finding) && !lostGrants.some(lost => isItsLostGrant(lost, finding, update)))
    .map(finding => ({ ...finding, isNew: true }));
}

/** The same objects before the update, even if their names differ. */
function earlierObjects(update: Update): Map<ManifestObject, ManifestObject> {
  return new Map([
    ...jobsOfVersions(update),
    ...[...replacementsOf(update).values()].map(({ before, after }) => [after, before] as const),
    ...update.objects.kept.map(({ before, after }) => [after, before] as const),
  ]);
}

/** A Job cannot be changed, so each version has its own, whose name ends with the version. */
function jobsOfVersions({ objects: { added, removed } }: Update): [ManifestObject, ManifestObject][] {
  const isJob = ({ kind }: ManifestObject): boolean => kind === 'Job';
  const baseOf = ({ name }: ManifestObject): string => name.replace(/[-.](?:v?\d[\w.-]{0,40}|[0-9a-f]{6,64})$/, '');
  return added.filter(isJob).flatMap((job): [ManifestObject, ManifestObject][] => {
    const earlier = removed.find(other => isJob(other) && other.namespace === job.namespace && baseOf(other) === baseOf(job));
    return earlier ? [[job, earlier]] : [];
  });
}

const ids = new WeakMap<ManifestObject, number>();
let last = 0;

/** A list item is the same if its name or its place is the same. */
function keysOf({ rule, object, path }: Finding, earlier: ManifestObject): string[] {
  const id = ids.get(earlier) ?? ++last;
  ids.set(earlier, id);
  return [stablePath(object, path), path].map(where => JSON.stringify([id, rule.id, where]));
}

/** Findings of check that follow from findings of the update, which show where the defect is. */
const FOLLOWING: Readonly<Record<string, readonly string[]>> = {
  'autoscaler-target-not-found': ['autoscaler-removed'],
  'dangling-service': ['service-selector-tightened', 'pod-labels-changed', 'selector-changed', 'workload-removed'],
  'pdb-missing': ['pdb-removed'],
  'pdb-matches-no-pods': ['pdb-removed', 'selector-changed', 'workload-removed'],
  'mtls-refuses-router': ['mtls-refuses-callers'],
  'networkpolicy-denies-all': ['networkpolicy-refuses-callers'],
  'networkpolicy-misses-pods': ['pod-labels-changed'],
  'config-not-found': ['config-key-removed', 'prune-before-ready', 'config-pruned-before-rollback', 'serviceaccount-replaced'],
  'pod-security-violation': ['pod-security-raised'],
  'target-port-not-found': ['service-target-port-changed'],
};

function spaceOf({ kind, name, namespace }: ManifestObject): string | undefined {
  return kind === 'Namespace' ? name : namespace;
}

/** Whether an update has a finding at the same place, or one that this follows from. */
function alreadySaid(said: readonly Finding[]): (finding: Finding) => boolean {
  const inSpace = new Set(said.map(({ rule, object }) => keyOf(rule.id, spaceOf(object))));
  const about = groupedBy(said, ({ object }) => [object]);
  return ({ rule, severity, object, path }) => FOLLOWING[rule.id]?.some(id => inSpace.has(keyOf(id, object.namespace)))
    // An info does not hide an error.
    || (about.get(object) ?? []).some(other => (other.severity !== 'info' || severity === 'info')
      && (isWithin(other.path, path) || isWithin(path, other.path)));
}

/** Whether an update removes the ReferenceGrant of a reference that is no longer allowed. */
function isItsLostGrant(lost: Finding, { rule, object, path }: Finding, { before, after }: Update): boolean {
  if (rule.id !== 'reference-not-granted') { return false; }
  return foreignReferences(after).some(reference => reference.from === object && reference.namespace === lost.object.namespace
    && isWithin(path, reference.path) && grantsFor(before, reference).length > 0);
}
