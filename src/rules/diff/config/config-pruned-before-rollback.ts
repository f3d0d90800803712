import { ownersInWords, RunningUse, runningOwners, runningUses, stillUses } from './running-uses';
import { isConfig } from '../../../analysis/config/config-objects';
import { generationBase, generationKey, generations } from '../../../analysis/config/generations';
import { isPruned, isPrunedLast } from '../../../analysis/config/pruning';
import { configReferencesOf } from '../../../analysis/config/references';
import { addTo, ManifestObject, numberAt, rootOf } from '../../../manifests';
import { RuleResult } from '../../../rules';
import { shorten } from '../../../text';
import { retain } from '../recipe';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

export const configPrunedBeforeRollback: UpdateRule = {
  id: 'config-pruned-before-rollback',
  severity: 'info',
  title: 'ConfigMap or Secret removed that a rollback needs',
  impact: 'No pod starts after a rollback to an older revision.',
  why: 'The ReplicaSets that revisionHistoryLimit keeps refer to older ConfigMaps and Secrets. Without these, their pods do not start.',
  fix: 'Keep as many older generations of a ConfigMap or Secret as revisionHistoryLimit keeps revisions.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config-v2 } }] }] } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-v1 }
immutable: true
data: { LOG_LEVEL: info }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-v2 }
immutable: true
data: { LOG_LEVEL: debug }
`,
    unsafe: `
kind: ConfigMap
metadata: { name: web-config-v1 }
$patch: delete
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'registry.example.com/web:1.4.3' }] } } }
`,
  },
  judge: update => [
    ...update.objects.removed.flatMap(object => verdicts(update, object, false)),
    ...update.objects.kept
      .flatMap(({ before, after }) => verdicts(update, before, true).map(verdict => ({ ...verdict, object: after }))),
  ],
};

function verdicts(update: Update, object: ManifestObject, isKept: boolean): RuleResult[] {
  const base = isConfig(object) ? generationBase(object.name, update.before) : undefined;
  if (base === undefined || (runningUses(update, object).length > 0 && !isPrunedLast(object))) { return []; }
  const uses = generationUses(update, object, base);
  if (uses.length === 0) { return []; }
  const limit = Math.max(...uses.map(historyLimit));
  const rest = generations(update.after).get(generationKey(object, base)) ?? 0;
  // One of them is the current one.
  if (isKept || !isPruned(object) || rest > limit) { return [{ object, violations: [] }]; }
  return [{
    object,
    violations: [{
      path: ['metadata', 'name'],
      message: `${object.kind} ${shorten(object.name)}, an older generation of ${shorten(base)}, is removed: revisions of ${ownersInWords(uses.map(({ owner }) => owner))} `
        + 'that still refer to it cannot be restored by a rollback.',
      fix: `Keep the last ${limit} generations before the current one, as revisionHistoryLimit does.`,
      recipe: [{ edits: [retain(object)] }],
    }],
  }];
}

/** Uses of the generation that runs, by Deployments that keep older revisions. */
function generationUses(update: Update, object: ManifestObject, base: string): RunningUse[] {
  return usesByBase(update)
    .get(generationKey(object, base))
    ?.filter(use => historyLimit(use) > 0 && !stillUses(use.owner, object)) ?? [];
}

const usesByBase = perUpdate((update): ReadonlyMap<string, RunningUse[]> => {
  const found = new Map<string, RunningUse[]>();
  for (const owner of runningOwners(update)) {
    for (const use of configReferencesOf(owner.before)) {
      const base = generationBase(use.name, update.before);
      if (base !== undefined) {
        addTo(found, generationKey({ kind: use.kind, namespace: owner.before.namespace }, base), { ...use, owner });
      }
    }
  }
  return found;
});

function historyLimit({ owner: { after } }: RunningUse): number {
  return after.kind === 'Deployment' ? numberAt(rootOf(after.json), ['spec', 'revisionHistoryLimit']) ?? 10 : 0;
}
