import { Admission, admitsPort, isElsewhere, isOutsideOnly } from './admissions';
import { isByName, NAMESPACE_NAME } from './namespace-selectors';
import { isEmptySelector, matcherOf, selectorAt } from '../../manifests';

type Departures = readonly Admission[];

/** The namespace of the DNS pods of most clusters. A selector of pods alone selects those of the own namespace. */
const SYSTEM = 'kube-system';
/** The namespace of the DNS pods of OpenShift, which listen at another port than their Service. */
const OPENSHIFT = { [NAMESPACE_NAME]: 'openshift-dns' };
export const OPENSHIFT_PORT = 5353;

/** Whether egress rules allow DNS lookups; the DNS server is rarely in the manifests. A policy matches the port of its pods, not of its Service. */
export function admitsLookups(departures: Departures): boolean {
  return departures.some(admitsAnyDns) || departures.some(admitsOpenShiftDns);
}

/** Whether a change of egress rules blocks DNS lookups. Rules that allowed only the DNS of OpenShift show that the cluster has it. */
export function losesLookups(was: Departures | undefined, is: Departures): boolean {
  if (was && was.some(admitsOpenShiftDns) && !was.some(admitsAnyDns)) { return !is.some(admitsOpenShiftDns); }
  return (was === undefined || admitsLookups(was)) && !admitsLookups(is);
}

/** Whether any of the rules is only about the DNS of OpenShift. */
export function namesOpenShiftDns(departures: Departures): boolean {
  return departures.some(isForOpenShift);
}

/** Whether it allows the port at which most DNS servers listen. */
function admitsAnyDns(departure: Admission): boolean {
  const mayInclude = (isElsewhere(departure) && !isForOpenShift(departure)) || departure.policy.namespace === SYSTEM;
  return mayInclude && !isOutsideOnly(departure) && admitsPort(departure, { number: 53, name: 'dns', protocol: 'UDP' });
}

function admitsOpenShiftDns(departure: Admission): boolean {
  const spaces = departure.peer && selectorAt(departure.peer, ['namespaceSelector']);
  // A selector by other labels, or a range of addresses, may include it.
  const mayInclude = spaces ? !isByName(spaces) || matcherOf(spaces)(OPENSHIFT)
    : isElsewhere(departure) && !isOutsideOnly(departure);
  return mayInclude && admitsPort(departure, { number: OPENSHIFT_PORT, name: 'dns', protocol: 'UDP' });
}

function isForOpenShift({ peer }: Admission): boolean {
  const spaces = peer && selectorAt(peer, ['namespaceSelector']);
  return spaces !== undefined && !isEmptySelector(spaces) && isByName(spaces) && matcherOf(spaces)(OPENSHIFT)
    && spaces.matchExpressions.every(({ operator, values }) => operator === 'In' && values.length === 1);
}
