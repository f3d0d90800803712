import { counterparts, podCount, retainedPods } from './service-steps';
import { podsIn } from '../../../analysis/traffic/known-pods';
import { ManifestSet, matcherOf, PodOwner, Service, SERVICE_PATHS } from '../../../manifests';
import { Change } from '../object-diff';
import { Edit, keepPrevious, set } from '../recipe';
import { Update } from '../update';

type Labels = Readonly<Record<string, string>>;

/** What a Service selects while its new pods start. */
export interface InBetween {
  readonly how: 'selector of now' | 'selector and pods of now' | 'labels of both';
  readonly selector: Labels;
  /** How the release differs from the change. */
  readonly edits: readonly Edit[];
}

/**
 * How a Service keeps pods from the release that adds the new ones until these are ready; undefined if no selector
 * does, since old and new pods have no labels in common that other pods do not have.
 */
export function inBetween(kept: Change<Service>, served: readonly PodOwner[], update: Update): InBetween | undefined {
  const { before: { selector }, after: { object } } = kept;
  const staying = replaced(served, update);
  const isKept = ({ after }: Replaced): boolean => fitted(selector, after) && podCount(after, update.after) !== 0;
  const leaving = staying.filter(pair => !isKept(pair));
  const held = (labels: Labels, more: readonly Edit[] = []): Edit[] => {
    const retained = retainedPods(update, served);
    const isWhole = labels === selector && retained.some(edit => edit.kind === 'keepPrevious' && edit.object === object);
    return [...retained, ...more, ...isWhole ? [] : [set(object, SERVICE_PATHS.selector, labels)]];
  };
  if (leaving.length === 0) { return { how: 'selector of now', selector, edits: held(selector) }; }
  if (comeFromElsewhere(kept, leaving, update)) {
    return { how: 'selector and pods of now', selector, edits: held(selector, leaving.map(({ after }) => keepPrevious(after.object))) };
  }
  const both = leaving.every(({ after }) => podCount(after, update.after) !== 0)
    ? labelsOfBoth(kept, served, staying, update)
    : undefined;
  return both && { how: 'labels of both', selector: both, edits: held(both) };
}

/** Whether the current selector matches pods of the change, including all that it matches now. */
export function stillFits(
  { before: { object, selector } }: Change<Service>,
  served: readonly PodOwner[],
  update: Update,
): boolean {
  return replaced(served, update).every(({ after }) => fitted(selector, after))
    && podsIn(update.after, object.namespace).some(group => fitted(selector, group) && podCount(group, update.after) !== 0);
}

interface Replaced {
  readonly before: PodOwner;
  readonly after: PodOwner;
}

function replaced(groups: readonly PodOwner[], update: Update): Replaced[] {
  const { afterOf } = counterparts(update);
  const later = new Map(update.after.podOwners.map(group => [group.object, group]));
  return groups.flatMap(before => {
    const object = afterOf.get(before.object);
    const after = object && later.get(object);
    return after ? [{ before, after }] : [];
  });
}

/** Whether the new pods do not replace the old ones, so that the old ones may stay for a release. */
function comeFromElsewhere({ after: { object } }: Change<Service>, leaving: readonly Replaced[], update: Update): boolean {
  const isLeft = new Set(leaving.map(({ after }) => after.object));
  return (update.after.selected.get(object)
    ?? []).some(group => !isLeft.has(group.object) && podCount(group, update.after) !== 0);
}

/** The labels, from both selectors or else from all these pods, that only old and new pods have in the namespace. */
function labelsOfBoth(
  { before, after }: Change<Service>, served: readonly PodOwner[], staying: readonly Replaced[], update: Update,
): Labels | undefined {
  const pods = [...served, ...staying.map(pair => pair.after)];
  const old = selectedBy(before.object, update.before);
  const meant = new Set([...old, ...replaced(old, update).map(pair => pair.after), ...selectedBy(after.object, update.after)]);
  const others = [update.before, update.after]
    .flatMap(manifests => podsIn(manifests, after.object.namespace))
    .filter(group => !meant.has(group));
  return [common([before.selector, after.selector]), common(pods.map(({ podLabels }) => podLabels))].find(labels =>
    Object.keys(labels).length > 0 && pods.every(group => fitted(labels, group)) && !others.some(group => fitted(labels, group)));
}

function selectedBy(service: Service['object'], manifests: ManifestSet): readonly PodOwner[] {
  return manifests.selected.get(service) ?? [];
}

function common([first, ...others]: readonly Labels[]): Labels {
  const isShared = ([key, value]: [string, string]): boolean => others.every(labels => Object.hasOwn(labels, key)
    && labels[key] === value);
  return Object.fromEntries(Object.entries(first).filter(isShared));
}

function fitted(selector: Labels, { podLabels }: PodOwner): boolean {
  return matcherOf({ matchLabels: selector, matchExpressions: [] })(podLabels);
}
