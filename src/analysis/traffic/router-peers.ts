import { Admission, isElsewhere, SCRAPERS } from './admissions';
import { namespaces } from './mesh';
import { isByName, selectsNamespace } from './namespace-selectors';
import { PRODUCTS, RouterPlace } from './router-products';
import { mayRunBeside, selectedWords } from './routers-beside';
import { ManifestObject, ManifestSet, selectorAt, stringAt, valueAt } from '../../manifests';

/**
 * Whether a router is allowed. No selector of pods or namespaces selects a load balancer outside the cluster. A selector of
 * another router, or of a metrics collector, does not select this one; a namespace with any other name may contain it.
 */
export function admitsRouter(admission: Admission, place: RouterPlace, manifests: ManifestSet): boolean {
  const { peer } = admission;
  if (!peer || valueAt(peer, ['ipBlock']) !== undefined) { return true; }
  if (place === 'outside') { return false; }
  if (!isElsewhere(admission) && !mayRunBeside(admission, place, manifests)) { return false; }
  const words = selectedWords(peer);
  if (place === 'somewhere') { return !SCRAPERS.test(words) || /ingress|gateway|proxy|router/i.test(words); }
  if (PRODUCTS[place].test(words)) { return true; }
  return !SCRAPERS.test(words) && !Object.values(PRODUCTS).some(product => product.test(words));
}

/** The Namespaces here that are named after a router. */
export function spacesNamedAfter(place: RouterPlace, manifests: ManifestSet): readonly ManifestObject[] {
  if (place === 'outside' || place === 'somewhere') { return []; }
  return [...namespaces(manifests).values()].filter(({ name }) => PRODUCTS[place].test(name));
}

/**
 * Whether a peer selects a Namespace here other than that of the policy, by its labels. One that is selected by its name may be in other
 * manifests.
 */
export function selectsSomeSpace({ peer, policy }: Admission, manifests: ManifestSet): boolean {
  const selector = peer && selectorAt(peer, ['namespaceSelector']);
  if (!selector || isByName(selector)) { return true; }
  return [...namespaces(manifests).keys()]
    .some(name => name !== policy.namespace && selectsNamespace(selector, name, manifests) === true);
}

/** Address ranges that include pods and nodes of most clusters: private ones, and all. */
const INSIDE = /^(?:0\.0\.0\.0\/0|::\/0$|10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|198\.1[89]\.|f[cde][0-9a-f]{2}:)/i;

/** Whether the addresses of a peer may include a router in pods or on nodes: pods see its address, not that of a user. */
export function mayHoldRouter({ peer }: Admission, place: RouterPlace): boolean {
  const cidr = peer && stringAt(peer, ['ipBlock', 'cidr']);
  return !cidr || !/^[0-9a-f.:]+\/\d{1,3}$/i.test(cidr) || place === 'outside' || place === 'somewhere' || INSIDE.test(cidr);
}
