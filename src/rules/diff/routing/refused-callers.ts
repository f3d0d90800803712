import { changedPolicy } from './changed-policy';
import { isSamePort } from './service-port-steps';
import { numberOf } from './service-target-pods';
import { servicesBy } from '../../../analysis/identity/controllers';
import { Admission, admissionsTo, admitsClients, admitsPods, admitsPort, callersOf, PodPort } from '../../../analysis/traffic/admissions';
import { knownPodsOf } from '../../../analysis/traffic/known-pods';
import { isFor, networkPolicies } from '../../../analysis/traffic/network-policies';
import { isRoutedPort } from '../../../analysis/traffic/routed-services';
import { admitsRouter, mayHoldRouter, selectsSomeSpace, spacesNamedAfter } from '../../../analysis/traffic/router-peers';
import { routersTo } from '../../../analysis/traffic/router-places';
import { RouterPlace } from '../../../analysis/traffic/router-products';
import { isSameJson, ManifestObject, ManifestSet, PodOwner, Service, ServicePort } from '../../../manifests';
import { runningOwners } from '../config/running-uses';
import { Change } from '../object-diff';
import { perUpdate, Update } from '../update';

/** Clients that reach pods now, and that a policy will refuse. */
export interface Refusal {
  readonly policy: ManifestObject;
  readonly owner: Change<ManifestObject>;
  readonly service: ManifestObject;
  readonly who: 'everyone' | 'router' | 'callers' | 'others';
  /** The pods that are known to call. */
  readonly callers: readonly ManifestObject[];
  /** The traffic that is admitted after the release. */
  readonly admissions: readonly Admission[];
  /** The port of the pods. */
  readonly port: PodPort;
  /** Where the refused router runs. */
  readonly router?: RouterPlace;
  /** Whether the policy allows public address ranges, so that the router is refused unless its addresses, or those of its nodes, are in them. */
  readonly isByAddress?: boolean;
  /** The Namespace of the refused router, if the policy selects no Namespace here by its labels. */
  readonly space?: ManifestObject;
  /** Whether the policy allows requests, but at other ports. */
  readonly isOtherPort?: boolean;
  /** Whether only old pods are affected, or only new ones, since their ports differ. */
  readonly only?: 'old' | 'new';
}

/** A way to pods, before or after. */
interface Way {
  readonly manifests: ManifestSet;
  readonly pods: PodOwner;
  readonly port: PodPort;
}

/** All clients that an update refuses; for each Service, the most important ones. */
export const refusals = perUpdate((update): readonly Refusal[] => {
  const [old, now] = [update.before, update.after].map(({ podOwners }) => new Map(podOwners.map(pods => [pods.object, pods])));
  const services = new Map(update.services.kept.map(({ before, after }) => [before.object, after]));
  return runningOwners(update).filter(({ before }) => before.kind !== 'CronJob').flatMap(owner => {
    const [before, after] = [old.get(owner.before), now.get(owner.after)];
    if (!before || !after || !isLimited(update.after, before, after)) { return []; }
    const found = (servicesBy(update.before).get(owner.before) ?? []).flatMap(service => {
      const next = services.get(service.object);
      const isStill = next && update.after.selected.get(next.object)!.includes(after);
      return isStill ? refusalsOf({ update, owner, before, after, service, next }) : [];
    });
    return worstOf(found);
  });
});

const WORST_FIRST: readonly Refusal['who'][] = ['everyone', 'router', 'callers', 'others'];

/** Pods behind several Services are reported once. */
function worstOf(found: readonly Refusal[]): Refusal[] {
  return WORST_FIRST.flatMap(who => found.filter(one => one.who === who)).slice(0, 1);
}

interface Served {
  readonly update: Update;
  readonly owner: Change<ManifestObject>;
  readonly before: PodOwner;
  readonly after: PodOwner;
  readonly service: Service;
  readonly next: Service;
}

function isLimited(manifests: ManifestSet, ...groups: readonly PodOwner[]): boolean {
  return groups.some(pods => admissionsTo(manifests, pods) !== undefined);
}

function refusalsOf(served: Served): Refusal[] {
  const { update, service, next } = served;
  const policy = responsible(served);
  if (!policy) { return []; }
  const ports = service.ports.filter(port => isRoutedPort(update.before, service.object, port)
    && isRoutedPort(update.after, next.object, port));
  const found = (ports.length > 0 ? ports : service.ports).map(port => refusalAt(port, ports.length > 0, policy, served));
  // Each port of a Service without a route, such as a port for metrics, may have its own clients.
  const isWhole = ports.length > 0 || !found.includes(undefined);
  return isWhole ? found.filter(one => one !== undefined).slice(0, 1) : [];
}

function refusalAt(asked: ServicePort, isRouted: boolean, policy: ManifestObject, served: Served): Refusal | undefined {
  const { update, owner, before, after, next } = served;
  const still = next.ports.find(isSamePort(asked));
  if (!still) { return undefined; }
  const [was, is] = [portOf(before, asked), portOf(after, still)];
  const now = { manifests: update.before, pods: before, port: was };
  const running = { ...now, manifests: update.after };
  const coming = { manifests: update.after, pods: after, port: is };
  const found = refused([now, running, coming].map(open), isRouted, served);
  if (!found) { return undefined; }
  const { who, callers, router, isByAddress, space, isOld, isNew } = found;
  const only = isOld ? 'old' as const : 'new' as const;
  const isPartly = was.number !== is.number && isOld !== isNew;
  const way = isPartly && only === 'new' ? coming : running;
  const isOtherPort = who === 'everyone' && admissionsTo(way.manifests, way.pods)!.length > 0;
  const about = { policy, owner, service: next.object, who, callers, router, isByAddress, space, isOtherPort };
  return { ...about, port: way.port, admissions: open(way) ?? [], ...isPartly && { only } };
}

/** The cause: a policy that is new, changed or removed, or else one that stays while the ports change. */
function responsible({ update, before, after }: Served): ManifestObject | undefined {
  const selecting = (manifests: ManifestSet): ManifestObject[] => networkPolicies(manifests)
    .filter(policy => policy.isAboutIngress && [before, after].some(pods => isFor(policy, pods)))
    .map(({ object }) => object);
  const now = selecting(update.after);
  return changedPolicy(now, selecting(update.before), update)
    ?? (isSameJson(before.podLabels, after.podLabels) ? now[0] : undefined);
}

function portOf(pods: PodOwner, { targetPort, protocol }: ServicePort): PodPort {
  const known = knownPodsOf(pods);
  if (!known) { return { protocol }; }
  const number = numberOf(known, { targetPort, protocol });
  const declared = known.containers.flatMap(({ ports }) => ports)
    .find(port => port.number === number && port.protocol === protocol);
  return { number, name: declared?.name, protocol };
}

/** The traffic that is admitted to a port; undefined where no policy limits it. */
function open({ manifests, pods, port }: Way): readonly Admission[] | undefined {
  return admissionsTo(manifests, pods)?.filter(admission => admitsPort(admission, port));
}

interface Refused extends Pick<Refusal, 'who' | 'callers' | 'router' | 'isByAddress' | 'space'> {
  readonly isOld: boolean;
  readonly isNew: boolean;
}

type Ways = readonly (readonly Admission[] | undefined)[];

function refused([was, ...are]: Ways, isRouted: boolean, { update, after, next }: Served): Refused | undefined {
  const lacks = (is: (admissions: readonly Admission[]) => boolean) => {
    if (was && !is(was)) { return undefined; }
    const [isOld, isNew] = are.map(admissions => admissions !== undefined && !is(admissions));
    return isOld || isNew ? { isOld, isNew } : undefined;
  };
  const everyone = lacks(admissions => admissions.length > 0);
  if (everyone) { return { who: 'everyone', callers: [], ...everyone }; }
  const isExternal = isRouted || ['LoadBalancer', 'NodePort'].includes(next.type);
  for (const place of isExternal ? placesOf(next, update) : []) {
    for (const isByAddress of [false, true]) {
      const router = lacks(admissions => admissions
        .some(admission => admitsRouter(admission, place, update.after) && (!isByAddress || mayHoldRouter(admission, place))));
      if (router) { return { who: 'router', callers: [], router: place, isByAddress, ...router }; }
    }
    const space = spacesNamedAfter(place, update.after)
      .find(object => update.objects.kept.some(({ after: kept }) => kept === object));
    const unselected = space && lacks(admissions => admissions.some(admission =>
      admitsRouter(admission, place, update.after)
      && mayHoldRouter(admission, place) && selectsSomeSpace(admission, update.after)));
    if (unselected) { return { who: 'router', callers: [], router: place, space, ...unselected }; }
  }
  const added = new Set(update.objects.added);
  const calling = callersOf(next.object, update.after).filter(({ object }) => object !== after.object && !added.has(object));
  const cut = calling.flatMap(caller => {
    const found = lacks(admissions => admissions.some(admission => admitsPods(admission, caller)));
    return found ? [{ caller, found }] : [];
  });
  if (cut.length > 0) { return { who: 'callers', callers: cut.map(({ caller }) => caller.object), ...cut[0].found }; }
  const others = was
    ? lacks(admissions => !isFewer(was, admissions, update))
    : lacks(admissions => isExternal || calling.length > 0
      || admissions.some(admission => admitsClients(admission, update.after)));
  return others && { who: 'others', callers: [], ...others };
}

/** Where the routers of a Service run; not known for a router that its routes do not show. */
function placesOf(service: Service, { after }: Update): readonly RouterPlace[] {
  const places = routersTo(service, after);
  return places.length === 0 ? ['somewhere'] : places;
}

/** Whether peers are dropped without a replacement, and not because their pods are removed. */
function isFewer(was: readonly Admission[], are: readonly Admission[], { before, after }: Update): boolean {
  const has = (admissions: readonly Admission[], { peer }: Admission): boolean =>
    admissions.some(other => !other.peer || isSameJson(other.peer.value, peer?.value));
  const isGone = (admission: Admission): boolean => [before, after]
    .map(({ podOwners }) => podOwners.some(pods => admission.peer && admitsPods(admission, pods))).join() === 'true,false';
  return are.every(admission => has(was, admission)) && was.some(admission => !has(are, admission) && !isGone(admission));
}
