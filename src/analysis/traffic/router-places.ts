import { classNamesOf, isOutside, loadBalancerClassesOf } from './load-balancer-class';
import { PRODUCTS, RouterPlace, RouterProduct } from './router-products';
import { groupedBy, keyOf, ManifestObject, ManifestSet, Route, Service } from '../../manifests';
import { perCluster } from '../memoize';

/** Where requests to a Service come from, by its routes and its type. */
export function routersTo({ object, type }: Service, manifests: ManifestSet): readonly RouterPlace[] {
  const routes = routesTo(manifests).get(keyOf(object.namespace, object.name)) ?? [];
  const places = routes.flatMap(route => placesOf(route, manifests));
  return places.length === 0 && ['LoadBalancer', 'NodePort'].includes(type) ? ['outside'] : [...new Set(places)];
}

const routesTo = perCluster(({ routes }) =>
  groupedBy(routes, ({ backends }) => new Set(backends.map(({ namespace, service }) => keyOf(namespace, service)))));

/** Where the router of a route runs. */
export function placesOf(route: Route, manifests: ManifestSet): RouterPlace[] {
  const classes = loadBalancerClassesOf(route, {}, manifests);
  if (classes.some(isOutside)) { return ['outside']; }
  const { kind } = route.object;
  const names = [...classes, ...kind === 'VirtualService' ? ['istio'] : [], ...kind === 'HTTPProxy' ? ['contour'] : [], ...classNamesOf(route, manifests)];
  const known = Object.keys(PRODUCTS) as RouterProduct[];
  const products = known.filter(product => names.some(name => PRODUCTS[product].test(name)));
  return products.length === 1 ? products : ['somewhere'];
}

/** The owners of the pods to which a router sends requests: they are not that router, whatever their names are. */
export function servedFrom(place: RouterPlace, manifests: ManifestSet): ReadonlySet<ManifestObject> {
  return servedByPlace(manifests).get(place) ?? NONE;
}

const NONE: ReadonlySet<ManifestObject> = new Set();

const servedByPlace = perCluster((manifests): ReadonlyMap<RouterPlace, ReadonlySet<ManifestObject>> => {
  const served = new Map<RouterPlace, Set<ManifestObject>>();
  for (const service of manifests.services) {
    for (const place of routersTo(service, manifests)) {
      const owners = served.get(place) ?? new Set();
      manifests.selected.get(service.object)!.forEach(({ object }) => owners.add(object));
      served.set(place, owners);
    }
  }
  return served;
});
