import { ContentChange, contentChange, keyPath } from './content-change';
import { ownersInWords, onlyWorkload, RunningUse, runningUses } from './running-uses';
import { hasNewChecksum } from '../../../analysis/config/checksums';
import { isConfig } from '../../../analysis/config/config-objects';
import { FixedName, fixedNameOf } from '../../../analysis/config/fixed-names';
import { isReloaded } from '../../../analysis/config/reloaders';
import { ManifestObject, rootOf, valueAt } from '../../../manifests';
import { RuleResult, Severity, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { hasOtherTemplate } from '../pod-template';
import { UpdateRule } from '../update-rule';

export const configChangedInPlace: UpdateRule = {
  id: 'config-changed-in-place',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'ConfigMap or Secret changed in place',
  impact: 'Pods of one version run with the configuration of the other, and no rollout stops or rolls back a mistake in it.',
  why: 'Old and new pods share one ConfigMap or Secret. Variables are read when a container starts; mounted files change in running pods within about a minute.',
  fix: 'Give new content a new name, such as one that ends with a hash of the content, and keep the old object for one more release.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }] }] } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config }
data: { LOG_LEVEL: info }
`,
    unsafe: `
kind: ConfigMap
data: { LOG_LEVEL: debug }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config-v2 } }] }] } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-v2 }
immutable: true
data: { LOG_LEVEL: debug }
`,
  },
  judge: update => update.objects.kept
    .filter(({ before }) => isConfig(before) && !isElsewhere(before))
    .flatMap((kept): RuleResult[] => {
      const uses = runningUses(update, kept.before).filter(({ owner, read }) => read !== 'never' && owner.before.kind !== 'CronJob');
      if (uses.length === 0) { return []; }
      const fixed = fixedNameOf(kept.after, update.after);
      const worst = worstOf(cases(kept, uses.sort(readAtStartFirst), contentChange(kept), fixed));
      const owners = uses.map(({ owner }) => owner);
      const violations = worst ? [violation(kept, worst, fixed)] : [];
      return [{ object: kept.after, workload: onlyWorkload(update, owners), violations }];
    }),
};

const ORDER: Severity[] = ['error', 'warning', 'info'];
/** A controller renews it while pods run, and they expect that. */
const RENEWED = ['kubernetes.io/tls', 'kubernetes.io/service-account-token'];

// Another rule reports that an immutable object cannot change.
function isElsewhere({ json }: ManifestObject): boolean {
  return valueAt(rootOf(json), ['immutable']) === true || RENEWED.includes(String(valueAt(rootOf(json), ['type'])));
}

/** One way in which a changed content reaches pods. */
interface Case {
  readonly severity: Severity;
  readonly keys: readonly string[];
  readonly owners: readonly Change<ManifestObject>[];
  readonly consequence: string;
  /** Whether pods apply the content only when they are restarted, and nothing in the update restarts them. */
  readonly needsRestart?: boolean;
}

function cases(kept: Change<ManifestObject>, uses: readonly RunningUse[], change: ContentChange, fixed?: FixedName): Case[] {
  const all = [...change.changed, ...change.removed];
  return uses.flatMap((use): Case[] => {
    const isRequired = (key: string): boolean => use.required.some(needed => needed.key === key);
    const isRead = (key: string): boolean => use.keys?.includes(key) ?? true;
    // Mostly all keys, so that a thousand uses of a thousand keys share one list.
    const altered = use.keys === undefined && use.required.length === 0 ? all
      : [...change.changed, ...change.removed.filter(key => !isRequired(key))].filter(isRead);
    const added = use.keys === undefined ? change.added : [];
    const isNew = altered.length === 0;
    const keys = isNew ? added : altered;
    const how = keys.length === 0 ? undefined : consequenceOf(kept, use, isNew, fixed);
    return how ? [{ ...how, keys, owners: [use.owner] }] : [];
  });
}

// What is read at the start stays longer than what appears within a minute.
function readAtStartFirst(one: RunningUse, other: RunningUse): number {
  return Number(other.read === 'at start') - Number(one.read === 'at start');
}

/** The worst case, with all uses that it applies to: one change is one finding. */
function worstOf(all: readonly Case[]): Case | undefined {
  const severity = ORDER.find(each => all.some(one => one.severity === each));
  const worst = all.find(one => one.severity === severity);
  const alike = all.filter(({ consequence }) => consequence === worst?.consequence);
  return worst
    && {
      ...worst,
      keys: [...new Set([...new Set(alike.map(({ keys }) => keys))].flat())],
      owners: alike.flatMap(({ owners }) => owners),
    };
}

type Consequence = Pick<Case, 'severity' | 'consequence' | 'needsRestart'>;

function consequenceOf(
  { after }: Change<ManifestObject>, { owner, read }: RunningUse, isNew: boolean, fixed?: FixedName,
): Consequence | undefined {
  const isWatched = isReloaded(owner.after, after);
  if (isWatched || hasNewChecksum(owner)) {
    return isNew ? undefined : { severity: 'info', consequence: 'they are replaced, but until then an old pod may start with it, and a rollback does not restore the old content' };
  }
  if (read === 'while running') {
    if (fixed?.watcher) { return isNew ? undefined : { severity: 'info', consequence: `${fixed.watcher} watches it and applies it in all pods, without a rollout that could stop a mistake` }; }
    return isNew ? undefined : { severity: 'warning', consequence: 'it appears in all running pods within about a minute, including old ones, and no rollout stops it' };
  }
  if (!hasOtherTemplate(owner)) {
    return { severity: isNew ? 'info' : 'warning', needsRestart: true, consequence: 'nothing restarts them, so each pod keeps the old content until it is restarted for another reason, and no rollout stops a mistake' };
  }
  return isNew ? undefined : { severity: 'warning', consequence: 'an old pod that is restarted during the rollout starts with it, and so do all pods after a rollback' };
}

function violation({ before, after }: Change<ManifestObject>, worst: Case, fixed: FixedName | undefined): Violation {
  const { severity, keys, owners, consequence } = worst;
  const what = `${after.kind} ${shorten(after.name)}`;
  const named = keys.slice(0, 3).map(key => shorten(key)).join(', ') + (keys.length > 3 ? ` and ${keys.length - 3} more` : '');
  const key = keys[0];
  return {
    path: keyPath(Object.hasOwn(after.json, 'data') || Object.hasOwn(after.json, 'stringData') ? after : before, key),
    message: `The content of ${what} changes (${named}) while the pods of ${ownersInWords(owners)} use it: ${consequence}.`,
    fix: fixed ? keepingName(what, worst, fixed)
      : `Put the new content into another ${after.kind} whose name ends with a hash of the content, refer to that one in the pods, and keep ${what} as it is for one more release.`,
    severity,
  };
}

// With another name, the program would no longer find it.
function keepingName(what: string, { owners, needsRestart }: Case, { because }: FixedName): string {
  const restarted = needsRestart ? `set spec.template.metadata.annotations['checksum/config'] of ${ownersInWords(owners)} to a hash of the content, which restarts the pods, and ` : '';
  return `Keep the name of ${what}, since ${because}; ${restarted}keep the old content ready, to apply it again if the new content has a mistake.`;
}
