import { counterparts } from './service-steps';
import { podsBy, servicesBy } from '../../../analysis/identity/controllers';
import { meshServices, Subset, subsetsByService } from '../../../analysis/traffic/mesh-routes';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { isVirtualService, keyOf, ManifestObject, Route, RouteBackend } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { replacementsOf } from '../identity/replacements';
import { subsets } from '../mesh-steps';
import { distinctEdits, Edit, keepPrevious, Recipe, retain } from '../recipe';
import { perUpdate, Update } from '../update';

const KNOWN = 'when all proxies have the DestinationRule, and the pods of its subsets are ready';
const MOVED = 'when all proxies have the new routes';

/** Routes of a mesh that move to or from a subset in the release in which the DestinationRule defines or drops it. */
export function switchedSubsets(update: Update): RuleResult[] {
  if (update.before.isPartial || update.after.isPartial) { return []; }
  return update.routes.kept.filter(({ after }) => isVirtualService(after.object) && !isAboutReplaced(after.object, update))
    .flatMap(({ before, after }): RuleResult[] => {
      const added = subsetsOf(after).filter(backend => isDefinedNow(backend, update));
      const dropped = subsetsOf(before).filter(backend => isDroppedNow(backend, after, update));
      const violation = violationOf(after, added, dropped, update);
      return violation ? [{ object: after.object, violations: [violation] }] : [];
    });
}

/** Replaced pods have their own releases, which include the routes of the mesh. */
function isAboutReplaced(route: ManifestObject, update: Update): boolean {
  return meshServices(route).some(key => replaced(update).has(key));
}

const replaced = perUpdate(update => new Set([...replacementsOf(update).keys()]
  .flatMap(object => servicesBy(update.before).get(object) ?? [])
  .map(({ object: { namespace, name } }) => keyOf(namespace, name))));

interface SubsetBackend extends RouteBackend {
  readonly subset: string;
}

function subsetsOf({ backends }: Route): SubsetBackend[] {
  return backends.filter((backend): backend is SubsetBackend => backend.subset !== undefined && backend.weight !== 0);
}

function subsetOf(manifests: Update['before'], { namespace, service, subset }: SubsetBackend): Subset | undefined {
  return subsetsByService(manifests).get(keyOf(namespace, service))?.get(subset);
}

// A Service that is added as well has no users yet.
function isDefinedNow(backend: SubsetBackend, { before, after }: Update): boolean {
  return subsetOf(before, backend) === undefined && subsetOf(after, backend) !== undefined
    && serviceNamed(before, backend.namespace, backend.service) !== undefined;
}

function isDroppedNow(backend: SubsetBackend, after: Route, update: Update): boolean {
  return subsetOf(update.before, backend) !== undefined && subsetOf(update.after, backend) === undefined
    && !subsetsOf(after).some(other => nameOf(other) === nameOf(backend));
}

function nameOf({ namespace, service, subset }: SubsetBackend): string {
  return keyOf(namespace, service, subset);
}

function violationOf(
  { object }: Route, added: readonly SubsetBackend[], dropped: readonly SubsetBackend[], update: Update,
): Violation | undefined {
  const [first] = added;
  const names = (of: readonly SubsetBackend[]): string => listWords([...new Set(of.map(({ subset }) => shorten(subset)))]);
  const recipe = recipeOf(object, added, dropped, update);
  if (first) {
    const also = dropped.length > 0 ? `, which drops ${names(dropped)}` : '';
    return {
      path: [...first.namePath.slice(0, -1), 'subset'],
      message: `Requests move to subset ${names(added)} of ${shorten(first.service)} in the release in which the DestinationRule defines it${also}: requests get 503 until a proxy has both.`,
      fix: 'Define the subset first, move the requests when all proxies know it, and drop unused subsets last.',
      recipe,
    };
  }
  return dropped.length === 0 ? undefined : {
    path: ['spec'],
    message: `Requests leave subset ${names(dropped)} of ${shorten(dropped[0].service)} in the release in which the DestinationRule drops it: proxies that still have the old route respond with 503.`,
    fix: 'Drop the subset one release later.',
    recipe,
  };
}

function recipeOf(
  route: ManifestObject, added: readonly SubsetBackend[], dropped: readonly SubsetBackend[], update: Update,
): Recipe {
  const keeping = (isOldFirst: boolean): Edit[] =>
    distinctEdits(dropped.flatMap(backend => keptSubset(subsetOf(update.before, backend)!, isOldFirst, update)));
  const starting = added.length > 0 ? [{ edits: [keepPrevious(route), ...keeping(true)], until: KNOWN }] : [];
  const moving = dropped.length > 0 ? [{ edits: keeping(false), until: MOVED }] : [];
  return [...starting, ...moving, { edits: [] }];
}

/** The rule with the subset that it drops, and the pods of that subset. */
function keptSubset({ rule, labels }: Subset, isOldFirst: boolean, update: Update): Edit[] {
  const after = counterparts(update).afterOf.get(rule);
  const pods = update.objects.removed.filter(object => {
    const own = podsBy(update.before).get(object);
    const isMember = Object.entries(labels).every(([key, value]) => own?.podLabels[key] === value);
    return own?.namespace === rule.namespace && isMember;
  });
  return [
    ...after ? subsets(after, ...isOldFirst ? [rule, after] as const : [after, rule] as const) : [retain(rule)],
    ...pods.map(retain),
  ];
}
