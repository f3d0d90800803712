import { hookViolation } from './hook-violation';
import { ownersInWords, onlyWorkload, RunningUse, runningUses, stillUses } from './running-uses';
import { isConfig } from '../../../analysis/config/config-objects';
import { generationBase, generationKey, generations } from '../../../analysis/config/generations';
import { becomesHook } from '../../../analysis/config/hook-deletion';
import { isMade, isPruned, isPrunedLast } from '../../../analysis/config/pruning';
import { configReferencesOf } from '../../../analysis/config/references';
import { groupOf, ManifestObject } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { retain } from '../recipe';
import { isSameObject } from '../untouched';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const KINDS = ['ConfigMap', 'Secret', 'PersistentVolumeClaim'];
const NO_OLD_PODS = 'when no pod of the old revision is left';

export const pruneBeforeReady: UpdateRule = {
  id: 'prune-before-ready',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'Object removed that running pods need',
  impact: 'Old pods that are restarted or moved during the rollout do not start again, and no pod starts after a rollback.',
  why: 'Tools prune objects that are no longer in the manifests without waiting for the rollout. A container does not start while a ConfigMap, Secret or claim is missing. Helm also deletes an object that becomes a hook, since it is no longer part of the release.',
  fix: 'Keep the objects that running pods refer to for one more release.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-settings } }] }] } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-settings }
data: { LOG_LEVEL: info }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config }
data: { LOG_LEVEL: debug }
`,
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }] }] } } }
---
kind: ConfigMap
metadata: { name: web-settings }
$patch: delete
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }] }] } } }
`,
  },
  judge: update => [
    ...update.objects.removed.filter(isKept).flatMap(object => verdicts(update, object)),
    ...update.objects.kept.filter(({ before, after }) => isKept(before) && becomesHook(before, after))
      .flatMap(kept => hookVerdict(update, kept)),
    ...changedUses(update),
  ],
};

function isKept(object: ManifestObject): boolean {
  return groupOf(object) === '' && KINDS.includes(object.kind);
}

function verdicts(update: Update, object: ManifestObject): RuleResult[] {
  const uses = runningUses(update, object).filter(({ optional }) => !optional);
  if (uses.length === 0) { return []; }
  const owners = uses.map(({ owner }) => owner);
  const isGone = isPruned(object) && !isMade(update.after, object);
  return [{ object, workload: onlyWorkload(update, owners), violations: isGone ? violations(object, uses, update) : [] }];
}

function hookVerdict(update: Update, { before, after }: Change<ManifestObject>): RuleResult[] {
  const owners = runningUses(update, before).map(({ owner }) => owner).filter(owner => stillUses(owner, before));
  if (owners.length === 0) { return []; }
  const found = hookViolation(after, `no new pod of ${ownersInWords(owners)} starts`);
  return [{ object: after, workload: onlyWorkload(update, owners), violations: [found] }];
}

// The object is kept beside pods that stop using it.
function changedUses(update: Update): RuleResult[] {
  return update.objects.kept.filter(({ before }) => isKept(before))
    .filter(({ before }) => runningUses(update, before).some(({ owner }) => !isSameObject(owner) && !stillUses(owner, before)))
    .map(({ after }) => ({ object: after, violations: [] }));
}

function violations(object: ManifestObject, uses: RunningUse[], update: Update): Violation[] {
  const lasting = uses.filter(({ owner }) => stillUses(owner, object));
  if (lasting.length > 0) { return [violation(object, lasting, true)]; }
  if (isPrunedLast(object)) { return []; }
  const served = uses.filter(({ owner }) => owner.before.kind !== 'CronJob');
  const severity = rateRemoval(object, served, update);
  return [{ ...violation(object, served.length > 0 ? served : uses, false), severity }];
}

function rateRemoval(object: ManifestObject, served: RunningUse[], update: Update): 'info' | 'warning' | undefined {
  if (served.length === 0) { return 'info'; }
  return served.every(use => isSucceeded(object, use, update)) ? 'warning' : undefined;
}

/** Whether pods move to another generation of it, as with kustomize in each release: only an old pod that restarts in the meantime fails. */
function isSucceeded(object: ManifestObject, { owner: { after } }: RunningUse, update: Update): boolean {
  const base = isConfig(object) ? generationBase(object.name, update.before) : undefined;
  return base !== undefined && generations(update.after).has(generationKey(object, base))
    && configReferencesOf(after).some(({ kind, name }) => kind === object.kind && generationBase(name, update.after) === base);
}

function violation(object: ManifestObject, uses: RunningUse[], isLasting: boolean): Violation {
  const what = `${object.kind} ${shorten(object.name)}`;
  const whose = ownersInWords(uses.map(({ owner }) => owner));
  return {
    path: ['metadata', 'name'],
    message: isLasting
      ? `${what} is removed while the pods of ${whose} still need it: from then on no new one starts${LOSS[object.kind] ?? ''}.`
      : `${what} is removed in the same release in which the pods of ${whose} stop using it: an old pod that is restarted or moved in the meantime does not start again, `
        + `and no pod starts after a rollback${LOSS[object.kind] ?? ''}.`,
    fix: isLasting ? `Keep ${what} as long as pods refer to it.` : `Remove ${what} one release later than the last reference to it${ofFlux(object)}.`,
    recipe: isLasting ? [{ edits: [retain(object)] }] : [{ edits: [retain(object)], until: NO_OLD_PODS }, { edits: [] }],
  };
}

// Flux prunes right after the apply, when the rollout has only begun.
function ofFlux({ labels }: ManifestObject): string {
  return Object.hasOwn(labels, 'kustomize.toolkit.fluxcd.io/name')
    ? ', or keep it in the cluster with the annotation kustomize.toolkit.fluxcd.io/prune: disabled' : '';
}

const LOSS: { readonly [kind: string]: string } = {
  PersistentVolumeClaim: '; its data may be deleted with the last pod that uses it',
};
