import { Severity, RuleResult, Violation } from '../..';
import { podsIn } from '../../../analysis/traffic/known-pods';
import {
  isSameJson, listAt, ManifestObject, ManifestSet, matcherOf, PodOwner, rootOf, showPath, WORKLOAD_PATHS,
} from '../../../manifests';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { keepPrevious, set } from '../recipe';
import { keepingLabel, LabelChange, labelInWords } from './label-change';
import { PodSelection, podSelections, selectionsOf } from './label-policies';
import { servicesLeft } from './services-left';
import { onlyWorkload, runningOwners } from '../config/running-uses';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const podLabelsChanged: UpdateRule = {
  id: 'pod-labels-changed',
  severity: 'warning',
  otherSeverities: ['error', 'info'],
  title: 'Changed pod labels that Services or policies select',
  impact: 'A Service loses the pods that the rollout replaces, a NetworkPolicy blocks the traffic of old or new pods, or their metrics are missing.',
  why: 'The labels of running pods do not change, while selectors change at once. During a rollout, pods with the old labels and pods with the new ones run side by side.',
  fix: 'Keep the labels that are selected, or select both old and new pods, until all pods are replaced.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  examples: {
    before: `
kind: Deployment
spec: { template: { metadata: { labels: { app: web, db: allowed } } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: 'registry.example.com/db:16.4' }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jobs }
spec:
  selector: { matchLabels: { app: jobs } }
  template:
    metadata: { labels: { app: jobs, db: allowed } }
    spec: { containers: [{ name: jobs, image: 'registry.example.com/jobs:1.4.2' }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ podSelector: { matchLabels: { db: allowed } } }] }]
`,
    unsafe: `
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { db: null } } } }
`,
    safe: `
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { tier: front } } } }
`,
  },
  judge: update => {
    const [old, now] = [labelsIn(update.before), labelsIn(update.after)];
    return runningOwners(update).filter(({ after }) => after.kind !== 'CronJob').flatMap(owner => {
      const change = { owner, old: old.get(owner.before) ?? {}, now: now.get(owner.after) ?? {} };
      return isSameJson(change.old, change.now) ? [] : [newPodsMissed(update, change), ...oldPodsMissed(update, change)];
    });
  },
};

function labelsIn({ podOwners }: ManifestSet): Map<ManifestObject, PodOwner['podLabels']> {
  return new Map(podOwners.map(({ object, podLabels }) => [object, podLabels]));
}

function newPodsMissed(update: Update, change: LabelChange): RuleResult {
  const { owner, old, now } = change;
  const missed = selectionsFor(update.after, owner.after)
    .filter(selection => selection.fits(old) && !selection.fits(now));
  return {
    object: owner.after,
    workload: onlyWorkload(update, [owner]),
    violations: [...servicesLeft(update, change), ...missed.map((selection): Violation => {
      const keys = [...selection.keys].filter(key => old[key] !== now[key]);
      const path = [...WORKLOAD_PATHS.podLabels, keys[0]];
      return {
        path,
        message: `${displayName(selection.object)} ${selection.side} the running pods of ${displayName(owner.after)}, but not the new ones: `
          + `their label ${labelInWords(change, keys[0])}.`,
        fix: `Keep ${showPath(path)}, or let ${displayName(selection.object)} select the new pods as well.`,
        recipe: [{ edits: keys.map(key => keepingLabel(change, key)) }],
        severity: severityFor(selection, now, update.after),
      };
    })],
  };
}

/** Selections that change together with the labels, and so apply to new pods only. */
function oldPodsMissed(update: Update, { owner, old, now }: LabelChange): RuleResult[] {
  return selectionsFor(update.after, owner.after)
    .filter(selection => selection.fits(now) && !selection.fits(old))
    .flatMap(selection => {
      const before = update.objects.kept.find(({ after }) => after === selection.object)?.before;
      const earlier = before && selectionsOf(before, owner.before.namespace, update.before)
        .find(({ side }) => side === selection.side);
      if (!before || !earlier?.fits(old)) { return []; }
      return [{
        object: selection.object,
        workload: onlyWorkload(update, [owner]),
        violations: [{
          path: selection.path,
          message: `${displayName(selection.object)} ${selection.side} the pods of ${displayName(owner.after)} by the labels of the new ones: `
          + 'as soon as the release is applied, it no longer selects the old ones, which are still running.',
          ...meaningBoth(selection, before, earlier, { owner, old, now }, update),
          severity: isCut(selection, old, update.after) ? undefined : 'info' as const,
        }],
      }];
    });
}

/** What a policy must select while both old and new pods run; the current selector, if it also matches the new ones. */
function meaningBoth(
  selection: PodSelection, before: ManifestObject, earlier: PodSelection, { owner, old, now }: LabelChange, update: Update,
): Pick<Violation, 'fix' | 'recipe'> {
  const path = showPath(selection.path);
  const later = { edits: [] };
  if (earlier.fits(now)) {
    return { fix: `Change ${path} one release later than the labels.`, recipe: [{ edits: [keepPrevious(selection.object)] }, later] };
  }
  if (selection.side.startsWith('allows')) {
    const direction = ['spec', selection.path[1]];
    const rules = [selection.object, before].flatMap(({ json }) => listAt(rootOf(json), direction).map(({ value }) => value));
    return {
      fix: `Allow both the old and the new labels in ${showPath(direction)} until all pods are replaced.`,
      recipe: [{ edits: [set(selection.object, direction, rules)] }, later],
    };
  }
  const shared = Object.fromEntries(Object.entries(old).filter(([key, value]) => selection.keys.has(key) && now[key] === value));
  const others = [update.before, update.after].flatMap(manifests => podsIn(manifests, owner.after.namespace))
    .filter(({ object }) => object !== owner.before && object !== owner.after);
  const isOnlyTheirs = Object.keys(shared).length > 0 && !others.some(({ podLabels }) => fitsLabels(shared, podLabels));
  if (!isOnlyTheirs) { return { fix: `Keep the current ${path} in a second ${selection.object.kind} until all pods are replaced.` }; }
  return {
    fix: `Set ${path} to ${valueInWords({ matchLabels: shared })}, which old and new pods have, until all pods are replaced.`,
    recipe: [{ edits: [set(selection.object, selection.path, { matchLabels: shared })] }, later],
  };
}

function fitsLabels(matchLabels: PodOwner['podLabels'], labels: PodOwner['podLabels']): boolean {
  return matcherOf({ matchLabels, matchExpressions: [] })(labels);
}

function selectionsFor(manifests: ManifestSet, { namespace }: Pick<ManifestObject, 'namespace'>): readonly PodSelection[] {
  return podSelections(manifests, namespace);
}

/** A selection that matches no pod at all is hardly intended; otherwise these pods may no longer need it. */
function severityFor(selection: PodSelection, now: PodOwner['podLabels'], manifests: ManifestSet): Severity | undefined {
  if (fitsSome(selection, manifests)) { return isCut(selection, now, manifests) ? undefined : 'info'; }
  const isLetThrough = selectionsFor(manifests, selection)
    .some(other => other.object.namespace === selection.object.namespace && other.side === selection.side && other.fits(now));
  return selection.side.startsWith('allows') && !isLetThrough ? 'error' : undefined;
}

function fitsSome(selection: PodSelection, { podOwners }: ManifestSet): boolean {
  return podOwners.some(({ namespace, podLabels }) => namespace === selection.namespace && selection.fits(podLabels));
}

/** Whether pods lose traffic: if a policy allows it to others, or if it no longer applies to them while another policy still does. */
function isCut({ object, side }: PodSelection, labels: PodOwner['podLabels'], manifests: ManifestSet): boolean {
  if (side === 'scrapes') { return false; }
  return side !== 'applies to' || selectionsFor(manifests, object).some(other => other.side === 'applies to' && other.object !== object && other.fits(labels));
}
