import { servicesBy } from '../../../analysis/identity/controllers';
import { refusedSelector } from '../../../analysis/identity/immutable-selectors';
import { ManifestObject, matcherOf, PodOwner, Service, SERVICE_PATHS, showPath, WORKLOAD_PATHS } from '../../../manifests';
import { Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { Change } from '../object-diff';
import { inBetween } from '../routing/service-in-between';
import { countOf, podCount } from '../routing/service-steps';
import { perUpdate, Update } from '../update';
import { keepingLabel, LabelChange, labelInWords } from './label-change';

/** Violations for Services that send to the running pods, but not to those that replace them. */
export function servicesLeft(update: Update, change: LabelChange): Violation[] {
  const { owner, old, now } = change;
  if (refusedSelector(owner) || podCount({ object: owner.after }, update.after) === 0) { return []; }
  return (servicesBy(update.before).get(owner.before) ?? []).flatMap(before => {
    const service = laterServices(update).get(before.object);
    if (!service || !fits(service, old) || fits(service, now)) { return []; }
    const served = update.before.selected.get(before.object)!;
    const left = update.after.selected.get(service.object)!.filter(pods => podCount(pods, update.after) !== 0);
    const [were, are] = [countOf(served, update.before), countOf(left, update.after)];
    // Pods that are replaced by as many others are a switch.
    const isSwitch = were !== undefined && are !== undefined && are >= were;
    return isSwitch ? [] : [violation({ before, after: service }, left, change, update)];
  });
}

const laterServices = perUpdate(({ services }) => new Map(services.kept.map(({ before, after }) => [before.object, after])));

function violation(kept: Change<Service>, left: readonly PodOwner[], change: LabelChange, update: Update): Violation {
  const { owner: { after }, old, now } = change;
  const service = kept.after;
  const keys = Object.keys(service.selector).filter(key => old[key] !== now[key]);
  const path = [...WORKLOAD_PATHS.podLabels, keys[0]];
  const selector = `${showPath(SERVICE_PATHS.selector)} of ${displayName(service.object)}`;
  const isWanted = othersNeed(after, { ...now, ...Object.fromEntries(keys.map(key => [key, old[key]])) }, update);
  return {
    path,
    severity: 'error',
    message: `${displayName(service.object)} sends to the running pods of ${displayName(after)}, but not to the new ones: `
      + `their label ${labelInWords(change, keys[0])}. ${consequence(left)}`,
    ...isWanted ? selectingBoth(kept, selector, update) : {
      fix: `Keep ${showPath(path)}. To change it, first set ${selector} to labels that old and new pods have in common.`,
      recipe: [{ edits: keys.map(key => keepingLabel(change, key)) }],
    },
  };
}

function selectingBoth(kept: Change<Service>, selector: string, update: Update): Pick<Violation, 'fix' | 'recipe'> {
  const found = inBetween(kept, update.before.selected.get(kept.before.object)!, update);
  return found?.how === 'labels of both'
    ? { fix: `Set ${selector} to ${valueInWords(found.selector)}, which old and new pods have.`, recipe: [{ edits: found.edits }] }
    : { fix: `Set ${selector} to labels that old and new pods have in common.` };
}

function consequence([others]: readonly PodOwner[]): string {
  return others
    ? `The rollout removes the running pods from the Service one after the other, and the pods of ${displayName(others.object)} get all requests.`
    : 'The rollout removes the running pods from the Service one after the other, until every request to it fails.';
}

/** Whether a Service selects the new pods, and would not select them if they kept the labels. */
function othersNeed(object: ManifestObject, labels: LabelChange['now'], { after }: Update): boolean {
  return (servicesBy(after).get(object) ?? []).some(service => !fits(service, labels));
}

function fits({ selector }: Service, labels: LabelChange['now']): boolean {
  return Object.keys(selector).length > 0 && matcherOf({ matchLabels: selector, matchExpressions: [] })(labels);
}
