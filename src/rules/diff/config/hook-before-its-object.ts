import { LateObject, lateObjects, neededBy } from '../../../analysis/config/apply-order';
import { isHook } from '../../../analysis/config/migrations';
import { providersOf, referencesOf } from '../../../analysis/references';
import { keyOf, ManifestObject } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { defer, Edit, keepPrevious, retain } from '../recipe';
import { isSameObject } from '../untouched';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

const JOB = (version: string, more: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, annotations: { helm.sh/hook: pre-upgrade } }
spec: { template: { spec: { restartPolicy: Never, ${more}containers: [{ name: migrate, image: 'registry.example.com/web:${version}', command: [bin/migrate] }] } } }
`;
const ACCOUNT = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: migrate }
`;

export const hookBeforeItsObject: UpdateRule = {
  id: 'hook-before-its-object',
  severity: 'error',
  title: 'Hook that needs a new object of the same release',
  impact: 'The pod of the hook never starts, and the release gets stuck before anything else is applied.',
  why: 'Helm runs pre-upgrade hooks, and Argo CD PreSync hooks and lower waves, before it creates the other objects of a release, and waits until they have succeeded. A pod does not start without its ServiceAccount, ConfigMaps, Secrets and claims.',
  fix: 'Create the object in a release of its own, before the hook needs it.',
  reference: 'https://helm.sh/docs/topics/charts_hooks/#hooks-and-the-release-lifecycle',
  examples: {
    before: JOB('1.4.2', ''),
    unsafe: `${JOB('1.4.2', 'serviceAccountName: migrate, ')}---${ACCOUNT}`,
    safe: ACCOUNT,
  },
  judge: update => update.after.isPartial || update.before.objects.length === 0 ? []
    : update.after.objects.flatMap((object): RuleResult[] => {
      const late = lateIn(update, object);
      const violations = late.map(one => violationOf(update, object, one));
      return late.length === 0 && !isHook(object) ? [] : [{ object, violations }];
    }),
};

function lateIn(update: Update, object: ManifestObject): LateObject[] {
  const added = addedObjects(update);
  const late = lateObjects(object, update.after, 'pre-upgrade', provider => added.has(provider))
    .filter(({ kind, name }) => !neededBefore(update).has(keyOf(kind, object.namespace, name)));
  if (late.length === 0 || !added.has(object)) { return late; }
  // A new hook may belong to a release that is only now installed.
  const first = lateObjects(object, update.after, 'pre-install');
  return late.filter(({ kind, name }) => first.some(one => one.kind === kind && one.name === name));
}

const addedObjects = perUpdate(({ objects }): ReadonlySet<ManifestObject> => new Set(objects.added));

/** What running pods already need exists, although it was not in the manifests. */
const neededBefore = perUpdate(({ before }): ReadonlySet<string> => new Set(before.podOwners.flatMap(({ object }) =>
  neededBy(object).map(({ kind, name }) => keyOf(kind, object.namespace, name)))));

function violationOf(update: Update, object: ManifestObject, late: LateObject): Violation {
  const { tool, kind, name, path, provider, starts, comes } = late;
  const what = `${shorten(kind)} ${shorten(name)}`;
  const from = provider.kind === kind ? '' : ` from ${displayName(provider)}`;
  return {
    path,
    message: `${displayName(object)} (${starts}) needs ${what}, which is new in this release, and which ${tool} creates ${comes}${from}: `
      + `its pods cannot start, and ${tool} waits for them until the release fails.`,
    fix: `Release ${displayName(provider)} first, and the rest of the change when ${what} exists.`,
    recipe: [{ edits: allBut(provider, update), until: `when ${what} exists` }, { edits: [] }],
  };
}

/** Everything as it is now, with an additional object and what it refers to. */
function allBut(provider: ManifestObject, { objects, after }: Update): Edit[] {
  const first = new Set([provider, ...referencesOf(provider).flatMap(({ target }) => providersOf(after, target.key))]);
  return [
    ...objects.kept.filter(kept => !isSameObject(kept) && !first.has(kept.after)).map(kept => keepPrevious(kept.after)),
    ...objects.added.filter(object => !first.has(object)).map(defer),
    ...objects.removed.map(retain),
  ];
}
