import { servicesBy } from '../../../analysis/identity/controllers';
import { refusedSelector } from '../../../analysis/identity/immutable-selectors';
import { ManifestObject, matcherOf, PodOwner, Service, SERVICE_PATHS, showPath, WORKLOAD_PATHS } from '../../../manifests';
import { Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { countOf, podCount } from '../routing/service-steps';
import { perUpdate, Update } from '../update';
import { keepingLabel, LabelChange, labelInWords } from './label-change';

/** What Services lose that send to the pods of now, but not to those that take their place. */
export function servicesLeft(update: Update, change: LabelChange): Violation[] {
  const { owner, old, now } = change;
  if (refusedSelector(owner) || podCount({ object: owner.after }, update.after) === 0) { return []; }
  return (servicesBy(update.before).get(owner.before) ?? []).flatMap(before => {
    const service = laterServices(update).get(before.object);
    if (!service || !fits(service, old) || fits(service, now)) { return []; }
    const served = update.before.selected.get(before.object)!;
    const left = update.after.selected.get(service.object)!.filter(pods => podCount(pods, update.after) !== 0);
    const [were, are] = [countOf(served, update.before), countOf(left, update.after)];
    // Pods that are taken out while as many others come are a switch.
    return were === undefined || are === undefined || are < were ? [violation(service, left, change, update)] : [];
  });
}

const laterServices = perUpdate(({ services }) => new Map(services.kept.map(({ before, after }) => [before.object, after])));

function violation(service: Service, left: readonly PodOwner[], change: LabelChange, update: Update): Violation {
  const { owner: { after }, old, now } = change;
  const keys = Object.keys(service.selector).filter(key => old[key] !== now[key]);
  const path = [...WORKLOAD_PATHS.podLabels, keys[0]];
  const shared = `${showPath(SERVICE_PATHS.selector)} of ${displayName(service.object)}`;
  const isWanted = othersNeed(after, { ...now, ...Object.fromEntries(keys.map(key => [key, old[key]])) }, update);
  return {
    path,
    severity: 'error',
    message: `${displayName(service.object)} sends to the running pods of ${displayName(after)}, but not to the new ones: `
      + `their label ${labelInWords(change, keys[0])}. ${consequence(left)}`,
    fix: isWanted
      ? `Let ${shared} be what old and new pods have in common.`
      : `Keep ${showPath(path)}. For another one, first let ${shared} be what old and new pods have in common.`,
    recipe: isWanted ? undefined : [{ edits: keys.map(key => keepingLabel(change, key)) }],
  };
}

function consequence([others]: readonly PodOwner[]): string {
  return others
    ? `The rollout removes them from the Service one after the other, and the pods of ${displayName(others.object)} get the requests of all.`
    : 'The rollout removes them from the Service one after the other, until every request to it fails.';
}

/** Whether a Service selects the new pods, and would not if they kept the labels. */
function othersNeed(object: ManifestObject, labels: LabelChange['now'], { after }: Update): boolean {
  return (servicesBy(after).get(object) ?? []).some(service => !fits(service, labels));
}

function fits({ selector }: Service, labels: LabelChange['now']): boolean {
  return Object.keys(selector).length > 0 && matcherOf({ matchLabels: selector, matchExpressions: [] })(labels);
}
