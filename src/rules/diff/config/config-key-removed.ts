import { isConfig } from '../../../analysis/config/config-objects';
import { ManifestObject, showPath } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { contentAt, contentChange, keyPath } from './content-change';
import { ownersInWords, onlyWorkload, RunningUse, runningUses } from './running-uses';
import { configReferencesOf } from '../../../analysis/config/references';
import { UpdateRule } from '../update-rule';

export const configKeyRemoved: UpdateRule = {
  id: 'config-key-removed',
  severity: 'error',
  title: 'Key removed from a ConfigMap or Secret that running pods read',
  impact: 'Old pods that are restarted or moved during the rollout do not start again, and no pod starts after a rollback.',
  why: 'A container does not start while a key that its template refers to is missing. Old pods refer to it until the last of them is removed.',
  fix: 'Keep the key for one more release.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: web-config, key: LEVEL } } }] }] } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config }
data: { LEVEL: info, LOG_LEVEL: info }
`,
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: web-config, key: LOG_LEVEL } } }] }] } } }
---
kind: ConfigMap
data: { LEVEL: null }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: web-config, key: LOG_LEVEL } } }] }] } } }
`,
  },
  judge: update => update.objects.kept.filter(({ before }) => isConfig(before)).flatMap((kept): RuleResult[] => {
    const uses = runningUses(update, kept.before).filter(({ required }) => required.length > 0);
    if (uses.length === 0) { return []; }
    return [
      { object: kept.after, workload: onlyWorkload(update, uses.map(({ owner }) => owner)), violations: violations(kept, uses) },
    ];
  }),
};

function violations(kept: Change<ManifestObject>, uses: RunningUse[]): Violation[] {
  return contentChange(kept).removed.flatMap(key => {
    const needing = uses.filter(({ required }) => required.some(needed => needed.key === key));
    return needing.length === 0 ? [] : [violation(kept, key, needing)];
  });
}

function violation({ before, after }: Change<ManifestObject>, key: string, uses: RunningUse[]): Violation {
  const lasting = uses.filter(({ owner, kind, name }) => configReferencesOf(owner.after)
    .some(use => use.kind === kind && use.name === name && use.required.some(needed => needed.key === key)));
  const isLasting = lasting.length > 0;
  const whose = ownersInWords((isLasting ? lasting : uses).map(({ owner }) => owner));
  const path = keyPath(before, key);
  const keeping = { edits: [set(after, path, contentAt(before, path))] };
  const what = `${after.kind} ${shorten(after.name)} loses the key ${shorten(key)}`;
  return {
    path,
    message: isLasting
      ? `${what}, which the pods of ${whose} still need: from then on no new one starts.`
      : `${what} in the same release in which the pods of ${whose} stop using it: an old pod that is restarted or moved in the meantime does not start again, `
        + 'and no pod starts after a rollback.',
    fix: isLasting ? `Keep ${showPath(path)} as long as pods refer to it.` : `Remove ${showPath(path)} one release later than the last reference to it.`,
    recipe: isLasting ? [keeping] : [{ ...keeping, until: 'when no pod of the old revision is left' }, { edits: [] }],
  };
}
