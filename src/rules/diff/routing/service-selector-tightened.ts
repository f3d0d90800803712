import { flipOf } from './service-flip';
import { inBetween, stillFits } from './service-in-between';
import { counterparts, countOf, podCount, runningPods } from './service-steps';
import { labelsForOldSelector, refusedSelector } from '../../../analysis/identity/immutable-selectors';
import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { isSameJson, ManifestObject, matcherOf, PodOwner, Service, SERVICE_PATHS, showPath } from '../../../manifests';
import { Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { serviceChangeRule } from '../change-rules';
import { replacementsOf } from '../identity/replacements';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { Update } from '../update';


const PATH = showPath(SERVICE_PATHS.selector);

export const serviceSelectorTightened = serviceChangeRule({
  id: 'service-selector-tightened',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'Service selector that its running pods do not match',
  impact: 'Every request to the Service fails from this release until new pods are ready, or until a load balancer considers them healthy.',
  why: 'A Service changes at once, while the labels of running pods do not change. Pods with the new labels exist only after the rollout. '
    + 'A load balancer that targets pods removes the old targets at once, and checks the health of the new ones first.',
  fix: 'First add the labels to the pods, and change the selector when all of them have been replaced. If a label gets another value, select labels that old and new pods have in common until then, also to move from blue to green pods.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { template: { metadata: { labels: { app: web, tier: front } } } }
---
kind: Service
spec: { selector: { app: web, tier: front } }
`,
    safe: `
kind: Deployment
spec: { template: { metadata: { labels: { app: web, tier: front } } } }
`,
  },
  judge: (kept, update, profile) => {
    const { before, after } = kept;
    const selected = update.before.selected.get(before.object) ?? [];
    if (selected.length === 0 || Object.keys(after.selector).length === 0) { return undefined; }
    if (isSameJson(before.selector, after.selector)) { return []; }
    const served = selected.filter(group => podCount(group, update.before) !== 0);
    if (served.length === 0) { return undefined; }
    const found = runningPods(update, before.object.namespace, after.selector);
    if (found.length === 0) {
      if (isElsewhere(after, update) || served.every(group => isMovedConstruct(group, update))) { return []; }
      if ((update.after.selected.get(after.object) ?? []).length === 0) { return [matchesNothing(kept, served, update)]; }
      return [{
        path: SERVICE_PATHS.selector,
        message: `The Service will select ${valueInWords(after.selector)}, ${sendsToNothing(after, update)}.`,
        ...remedy(kept, served, update, `one release later than the ${addedPods(after, update) ? 'pods' : 'labels'}`),
      }];
    }
    const [were, are] = [countOf(served, update.before), countOf(found, update.before)];
    if (were === undefined || are === undefined || 2 * are >= were) { return flipOf(kept, served, found, update, profile); }
    return [{
      path: SERVICE_PATHS.selector,
      severity: 'warning',
      message: `The Service will select ${valueInWords(after.selector)}, which only ${are} of the running pods ${are === 1 ? 'has' : 'have'}, `
        + `instead of ${were}: until more are ready, ${are === 1 ? 'it gets' : 'they get'} all requests.`,
      ...remedy(kept, served, update, 'one release later, when as many pods are ready'),
    }];
  },
});

function matchesNothing(kept: Change<Service>, served: PodOwner[], update: Update): Violation {
  const { before, after } = kept;
  const message = `The Service will select ${valueInWords(after.selector)}, which neither the running pods nor those of this change have: it has no pods to send to.`;
  const refused = refusedPods(kept.after, served, update);
  if (refused.length > 0) { return { path: SERVICE_PATHS.selector, message, ...afterRefusal(kept, refused) }; }
  const isRight = stillFits(kept, served, update);
  return {
    path: SERVICE_PATHS.selector,
    message,
    fix: isRight ? `Leave ${PATH} at ${valueInWords(before.selector)}, or correct it.` : `Correct ${PATH}: ${valueInWords(before.selector)} does not match the pods of this change either.`,
    recipe: isRight ? [{ edits: [set(after.object, SERVICE_PATHS.selector, before.selector)] }] : undefined,
  };
}

/** Pods before and after whose change the API server refuses because of their own selector. */
function refusedPods({ object }: Service, served: readonly PodOwner[], update: Update): Change<ManifestObject>[] {
  const { afterOf, beforeOf } = counterparts(update);
  const pairs = [
    ...served.map(pods => ({ before: pods.object, after: afterOf.get(pods.object) })),
    ...(update.after.selected.get(object) ?? []).map(pods => ({ before: beforeOf.get(pods.object), after: pods.object })),
  ];
  return pairs.filter((pair): pair is Change<ManifestObject> => pair.before !== undefined && pair.after !== undefined)
    .filter(pair => refusedSelector(pair) !== undefined);
}

/** The recipe of the refused change, so that there is only one. */
function afterRefusal({ before }: Change<Service>, [refused]: readonly Change<ManifestObject>[]): Pick<Violation, 'fix'> {
  const stays = matcherOf({ matchLabels: before.selector, matchExpressions: [] })(labelsForOldSelector(refused));
  return {
    fix: stays
      ? `Leave ${PATH} at ${valueInWords(before.selector)}: the pods of ${displayName(refused.after)} keep these labels with its selector.`
      : `First keep the selector of ${displayName(refused.after)}, which the API server does not change, and its labels in the pod template.`,
  };
}

/** How the Service keeps pods, both at the beginning of the release and when all of them have been replaced. */
function remedy(kept: Change<Service>, served: PodOwner[], update: Update, later: string): Pick<Violation, 'fix' | 'recipe'> {
  const refused = refusedPods(kept.after, served, update);
  if (refused.length > 0) { return afterRefusal(kept, refused); }
  const found = inBetween(kept, served, update);
  if (!found) { return { fix: `Add pods with the new labels in another object, change ${PATH} when they are ready, and then remove the old ones.` }; }
  const fix = {
    'selector of now': `Change ${PATH} ${later}.`,
    'selector and pods of now': `Change ${PATH} ${later}, and the old pods with it.`,
    'labels of both': `Set ${PATH} to ${valueInWords(found.selector)}, which old and new pods have, until all of them have been replaced.`,
  }[found.how];
  return { fix, recipe: [{ edits: found.edits }, { edits: [] }] };
}

function sendsToNothing(service: Service, update: Update): string {
  const pods = addedPods(service, update);
  if (pods) { return `the pods of ${displayName(pods.object)}, which this release adds: it has no pods to send to until new ones are ready`; }
  const none = 'which no running pod has';
  const selected = update.after.selected.get(service.object) ?? [];
  const refused = refusedPods(service, [], update);
  return refused.length < selected.length
    ? `${none}: it has no pods to send to until new ones are ready`
    : `${none}, and the API server refuses the change of ${displayName(refused[0].after)} that adds new ones: it has no pods to send to`;
}

function addedPods({ object }: Service, update: Update): PodOwner | undefined {
  return update.after.selected.get(object)?.find(group => counterparts(update).added.has(group.object));
}

// Pods from other manifests may already have the labels.
function isElsewhere({ object }: Service, { after }: Update): boolean {
  return (after.selected.get(object) ?? []).length === 0 && mayHaveForeignPods(after, object.namespace);
}

// The remedy for that is the old name.
function isMovedConstruct({ object }: PodOwner, update: Update): boolean {
  return replacementsOf(update).get(object)?.how === 'construct';
}
