import { ROUTERS } from '../../lifecycle';
import { PropErrors } from '../../service/checks/prop-errors';
import { harmOf } from '../../service/collisions/router-harm';
import { ZeroDowntimeService } from '../../service/zero-downtime-service';
import { Api } from '../planning/api';
import { exposureOf } from '../planning/router-exposure';

/** Refuses a service whose pods stop, or replace others, before the router notices. */
export function checkExposure(errors: PropErrors, prop: string, service: ZeroDowntimeService, api: Api): void {
  const exposure = exposureOf(api.router);
  if (!exposure || errors.has('router') || exposure._name === 'custom') { return; }
  const harm = harmOf(service._plan, ROUTERS[exposure._name]);
  if (harm === undefined) { return; }
  errors.add({
    prop,
    given: service.node.path,
    shown: `a service with Exposure.${service._plan.stop.router.name}()`,
    allowed: `a service with the exposure of the router, Exposure.${exposure._name}()`,
    because: harm,
    remedy: `write exposure: Exposure.${exposure._name}() for this service`,
  });
}

/** Refuses a service that the route cannot reach. */
export function checkNamespace(errors: PropErrors, prop: string, service: ZeroDowntimeService, api: Api): void {
  const { namespace, abilities } = api;
  const own = service.service.metadata.namespace;
  if (own === namespace || errors.has('namespace', 'router')) { return; }
  if (abilities.crossesNamespaces && own !== undefined && namespace !== undefined) { return; }
  const stated = abilities.crossesNamespaces;
  errors.add({
    prop,
    given: own,
    shown: own === undefined ? 'a service without a namespace' : `a service in the namespace '${own}'`,
    allowed: stated ? 'services with a stated namespace, as that of the API is stated' : `services in the namespace of the route${namespace === undefined ? '' : `, '${namespace}'`}`,
    because: 'The router answers each request for this version with 500 or 503: it is not allowed to send to another namespace.',
    remedy: stated ? "state the 'namespace' of the API and of the service" : 'give both the same namespace, or use Router.httpRoute',
  });
}
