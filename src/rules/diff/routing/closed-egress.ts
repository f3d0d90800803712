import { changedPolicy } from './changed-policy';
import { servicesBy } from '../../../analysis/identity/controllers';
import { Admission, callersOf } from '../../../analysis/traffic/admissions';
import { addressesCalledBy, admitsAddress } from '../../../analysis/traffic/called-addresses';
import { isCiliumPolicy, isClusterwide, onlyDeniesEgress } from '../../../analysis/traffic/cilium-policies';
import { admitsOutside, admitsService, departuresFrom, hostsCalledBy, isOutside, isToldNothing } from '../../../analysis/traffic/departures';
import { losesLookups, namesOpenShiftDns, OPENSHIFT_PORT } from '../../../analysis/traffic/lookups';
import { isFor, networkPolicies } from '../../../analysis/traffic/network-policies';
import { groupedBy, keyOf, ManifestObject, ManifestSet, PodOwner } from '../../../manifests';
import { RuleResult, Severity, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { onlyWorkload, ownersInWords, runningOwners } from '../config/running-uses';
import { Change } from '../object-diff';
import { defer, keepPrevious, retain } from '../recipe';
import { Update } from '../update';

/** A destination that running pods call, and that a policy will block. */
interface ClosedWay {
  readonly policy: ManifestObject;
  readonly owner: Change<ManifestObject>;
  readonly refused: readonly string[];
  readonly isDns: boolean;
  /** Whether it is the DNS of OpenShift. */
  readonly isOpenShift: boolean;
  readonly severity: Severity;
}

/** The egress policies that block DNS, Services that pods call, or destinations outside of the cluster. */
export function closedEgress(update: Update): RuleResult[] {
  const isAny = [update.before, update.after].some(side => networkPolicies(side).some(policy => policy.isAboutEgress));
  if (!isAny) { return []; }
  const closed = runningOwners(update).flatMap(owner => closedTo(owner, update) ?? []);
  const alike = groupedBy(closed, ({ policy, refused, severity }) =>
    [keyOf(policy.namespace, policy.name, severity, ...refused)]);
  return [...alike.values()]
    .map(group => ({
      object: group[0].policy,
      workload: onlyWorkload(update, group.map(({ owner }) => owner)),
      violations: [violation(group, update)],
    }));
}

function closedTo(owner: Change<ManifestObject>, update: Update): ClosedWay | undefined {
  const [before, after] = [podsOf(update.before.podOwners, owner.before), podsOf(update.after.podOwners, owner.after)];
  const is = after && departuresFrom(update.after, after);
  const policy = before && is && responsible(update, before, after);
  if (!policy) { return undefined; }
  const was = departuresFrom(update.before, before);
  const isLost = (admits: (departures: readonly Admission[]) => boolean): boolean =>
    (was === undefined || admits(was)) && !admits(is);
  const own = servicesBy(update.after).get(after.object) ?? [];
  const called = update.after.services.filter(service => !own.includes(service)
    && callersOf(service.object, update.after).some(({ object: caller }) => caller === after.object));
  const services = called.filter(service => isLost(departures => admitsService(departures, service, update.after)));
  // Browsers, not these pods, usually call the hosts that routes serve.
  const served = new Set(update.after.routes.flatMap(route => route.hosts));
  const hosts = hostsCalledBy(after.object).filter(host => !served.has(host));
  const host = hosts.find(isOutside);
  const isDns = losesLookups(was, is);
  const addresses = addressesCalledBy(after.object, update.after);
  const refused = [
    ...isDns ? ['DNS'] : [],
    ...services.map(({ object }) => displayName(object)),
    ...host !== undefined && isLost(admitsOutside) ? [shorten(host)] : [],
    ...addresses.filter(one => isLost(departures => admitsAddress(departures, one)))
      .map(({ address, port }) => `${address}${port === undefined ? '' : `:${port}`}`),
  ];
  const isSure = refused.length > (isDns ? 1 : 0) || (isDns && called.length + hosts.length > 0);
  const isDenying = onlyDeniesEgress(policy);
  const levels: Severity[] = isToldNothing(after.object) && !isDenying ? ['info', 'info'] : ['warning', 'info'];
  // With Cilium, a clusterwide policy in another repository often allows DNS.
  const mayBeAllowed = refused.length === 1 && isDns && isCiliumPolicy(policy) && !isDenying
    && !update.after.objects.some(isClusterwide);
  const [severity] = [...isSure ? ['error' as const, 'warning' as const] : levels].slice(mayBeAllowed ? 1 : 0);
  if (refused.length === 0) { return undefined; }
  return { policy, owner, refused, isDns, isOpenShift: namesOpenShiftDns([...was ?? [], ...is]), severity };
}

function podsOf(all: readonly PodOwner[], object: ManifestObject): PodOwner | undefined {
  return all.find(pods => pods.object === object);
}

/** The new, changed or removed policy about the egress of these pods. */
function responsible(update: Update, was: PodOwner, is: PodOwner): ManifestObject | undefined {
  const about = (manifests: ManifestSet, pods: PodOwner): ManifestObject[] => networkPolicies(manifests)
    .filter(policy => policy.isAboutEgress && isFor(policy, pods))
    .map(({ object }) => object);
  return changedPolicy(about(update.after, is), about(update.before, was), update);
}

const OPENSHIFT_DNS = `port ${OPENSHIFT_PORT} of UDP and TCP to the namespace openshift-dns, where the pods behind port 53 of the Service listen`;

function violation(group: readonly ClosedWay[], update: Update): Violation {
  const [{ policy, refused, isDns, isOpenShift, severity }] = group;
  const isGone = !update.after.objects.includes(policy);
  const kept = update.objects.kept.find(({ after }) => after === policy);
  const withoutChange = isGone ? retain(policy) : defer(policy);
  const isDenying = !isGone && onlyDeniesEgress(policy);
  return {
    path: ['spec', isDenying ? 'egressDeny' : 'egress'],
    severity,
    message: `${displayName(policy)} ${isGone ? 'is removed, and the remaining policies do not allow' : 'will not allow'} the pods of ${ownersInWords(group.map(({ owner }) => owner))} `
      + `to connect to ${listWords(refused, 'or')}: ${isDns ? 'they cannot resolve names, and ' : ''}their calls for users' requests fail as soon as the release is applied.`,
    fix: isDenying ? 'Set spec.enableDefaultDeny.egress to false, so that the policy denies only what it lists.'
      : `Allow it in spec.egress before the policy is released${isDns ? `: ${isOpenShift ? OPENSHIFT_DNS : 'port 53 of UDP and TCP for DNS'}` : ''}.`,
    recipe: [{ edits: [kept ? keepPrevious(policy) : withoutChange] }],
  };
}
