import { groupedBy, isHttpRoute, keyOf, ManifestSet, PodOwner, RecordedContract, Route, Service } from '../../manifests';
import { perCluster } from '../memoize';
import { usedBackends, versionsOfRule, versionsRouted } from '../traffic/api-versions';
import { serviceNamed } from '../traffic/services-by-name';

const routes = perCluster(manifests =>
  groupedBy(manifests.routes, ({ object }) => [keyOf(object.kind, object.namespace, object.name)]));

/** The route that clients of a contract call; undefined if they call a Service, or a route that is not in the manifests. */
export function routeOfContract(manifests: ManifestSet, { object, of }: RecordedContract): Route | undefined {
  const found = routes(manifests).get(keyOf(of.kind, object.namespace, of.name)) ?? [];
  // The same kind in another API group is a different kind.
  return found.length === 1 ? found[0] : undefined;
}

/** Whether the object that clients of a contract call is in the manifests, and leads to its version. */
export function isStillCalled(manifests: ManifestSet, contract: RecordedContract): boolean {
  const { object, of, version } = contract;
  if (of.kind === 'Service') { return serviceNamed(manifests, object.namespace, of.name) !== undefined; }
  const route = routeOfContract(manifests, contract);
  if (!route) { return false; }
  const routed = versionsRouted(route);
  return version === undefined || routed.has(version) || (routed.size === 0 && route.versions?.retirements.has(version) === true);
}

/** The Services that requests of a contract reach. */
export function servicesOfContract(manifests: ManifestSet, contract: RecordedContract): Service[] {
  const { object, of, version } = contract;
  const route = routeOfContract(manifests, contract);
  const found = route && isHttpRoute(route)
    ? route.rules.filter(rule => version === undefined || versionsOfRule(route, rule).has(version)).flatMap(usedBackends)
    : [{ namespace: object.namespace, service: of.name }].filter(() => of.kind === 'Service');
  return [...new Set(found.flatMap(({ namespace, service }) => serviceNamed(manifests, namespace, service) ?? []))];
}

/** The pods in the manifests that answer requests of a contract. */
export function podsOfContract(manifests: ManifestSet, contract: RecordedContract): PodOwner[] {
  return [...new Set(servicesOfContract(manifests, contract).flatMap(({ object }) => manifests.selected.get(object) ?? []))];
}

/** The announced day from which a version may be removed; undefined if none was announced. */
export function sunsetOf(manifests: ManifestSet, contract: RecordedContract): string | undefined {
  const { version } = contract;
  return version === undefined ? undefined : routeOfContract(manifests, contract)?.versions?.retirements.get(version)?.sunset;
}
