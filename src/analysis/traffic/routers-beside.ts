import { Admission, ROUTERS } from './admissions';
import { knownPodsOf } from './known-pods';
import { servedFrom } from './router-places';
import { PRODUCTS, RouterPlace } from './router-products';
import { FieldCursor, LabelSelector, ManifestSet, matcherOf, PodOwner, selectorAt } from '../../manifests';

/** Products that run a proxy for each Gateway, in its namespace and with labels that users choose. */
const PER_GATEWAY: ReadonlySet<RouterPlace> = new Set(['istio', 'envoy', 'contour', 'kong', 'ambassador']);
/** Words of a router of any product, also in the labels of the Gateway API. */
const ANY_ROUTER = /ingress|router|gateway\.networking\.k8s\.io\//i;
/** Images of routers; plain nginx and HAProxy are servers as well. */
const ROUTER_IMAGE = /ingress|traefik/i;
/** Images of routers that users do not run as mere servers: a router may also serve its own dashboard. */
const OWN_IMAGE = /ingress(?![a-z])|traefik|kong|contour|envoy|istio|ambassador|emissary/i;
/** Labels of a router that has no other name; `build-gateway` is the name of an application. */
const MERE_ROUTER = /^(?:(?:api|edge|reverse|public|external|internal|https?|web|main)-?)?(?:gateway|proxy)$/i;

/** Whether the router may be among the pods that a peer selects in the namespace of the policy. */
export function mayRunBeside({ peer, policy }: Admission, place: RouterPlace, manifests: ManifestSet): boolean {
  const selector = peer && selectorAt(peer, ['podSelector']);
  if (!selector) { return false; }
  const isChosen = matcherOf(selector);
  const served = servedFrom(place, manifests);
  const pods = manifests.podOwners.filter(one => one.namespace === policy.namespace && isChosen(one.podLabels)
    && !(served.has(one.object) && isMereServer(one)));
  const texts = [JSON.stringify(selector), ...pods.map(wordsOf)];
  const says = (pattern: RegExp): boolean => texts.some(text => pattern.test(text));
  if (place === 'outside' || place === 'somewhere' || PER_GATEWAY.has(place)) { return says(ROUTERS); }
  if (says(PRODUCTS[place]) || says(ANY_ROUTER)) { return true; }
  const known = pods.flatMap(one => knownPodsOf(one) ?? []);
  if (known.length > 0) { return known.some(({ images }) => [...images].some(image => ROUTER_IMAGE.test(image))); }
  return valuesOf(selector).some(value => MERE_ROUTER.test(value));
}

/** Whether pods behind a router run none themselves. */
function isMereServer(pods: PodOwner): boolean {
  const images = knownPodsOf(pods)?.images;
  return images !== undefined && images.size > 0 && ![...images].some(image => OWN_IMAGE.test(image));
}

function wordsOf({ object, podLabels }: PodOwner): string {
  return `${object.name} ${JSON.stringify(podLabels)}`;
}

function valuesOf({ matchLabels, matchExpressions }: LabelSelector): string[] {
  return [...Object.values(matchLabels), ...matchExpressions.flatMap(({ operator, values }) => operator === 'In' ? values : [])];
}

/** The labels that a peer selects, as words. */
export function selectedWords(peer: FieldCursor): string {
  const selectors = ['namespaceSelector', 'podSelector'].map(field => selectorAt(peer, [field]));
  return selectors.flatMap(selector => selector ? [
    ...Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`),
    ...selector.matchExpressions.filter(({ operator }) => operator !== 'NotIn').map(({ key, values }) => `${key}=${values.join(' ')}`),
  ] : []).join(' ');
}
