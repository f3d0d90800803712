import { danglingIncludes } from './dangling-route/includes';
import { danglingMiddlewares } from './dangling-route/middlewares';
import { isNamespaceShown, serviceNamed } from '../../../analysis/traffic/services-by-name';
import { groupedBy, keyOf, ManifestSet, Path, RouteBackend, showPath } from '../../../manifests';
import { nearestWord, shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

export const danglingRoute: Rule = {
  id: 'dangling-route',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'Route to a Service that is not in the manifests',
  impact: 'Unless the Service exists elsewhere, every request to the route fails with 503; Contour answers 502 if an included HTTPProxy is missing, and Traefik 404 if a Middleware is.',
  why: 'A Service that is renamed or moved is another Service, but routes still name the old one. The same applies to an HTTPProxy that another includes, and to Traefik\'s Middlewares.',
  fix: 'Set the backend of the route to a Service of its namespace.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
  examples: {
    failing: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80 }, { name: wbe, port: 80 }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`,
    passing: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`,
  },
  judge: manifests => manifests.routes.flatMap((route): RuleResult[] => {
    const judged = route.backends.filter(backend => isJudged(backend, manifests));
    const others = [...danglingIncludes(route, manifests), ...danglingMiddlewares(route, manifests)];
    if (judged.length === 0 && others.length === 0) { return []; }
    return [{
      object: route.object,
      violations: [...missingServices(judged, manifests).map(places => violation(places, manifests)), ...others],
    }];
  }),
};

function missingServices(backends: readonly RouteBackend[], manifests: ManifestSet): RouteBackend[][] {
  const missing = backends.filter(backend => isMissing(backend, manifests));
  return [...groupedBy(missing, ({ namespace, service }) => [keyOf(namespace, service)]).values()];
}

/** One missing Service, in all places where a route names it. */
function violation(places: readonly RouteBackend[], manifests: ManifestSet): Violation {
  const [{ namespace, service }] = places;
  const paths = places.map(({ namePath }) => namePath);
  const where = namespace === undefined ? '' : ` in namespace ${shorten(namespace)}`;
  return {
    path: paths[0],
    message: `The route sends requests to Service ${shorten(service)}, which the manifests do not have${where}: unless it exists elsewhere, all these requests fail with 503.`,
    ...fixOf(paths, service, namesIn(manifests, namespace)),
  };
}

// A typo is similar to the intended name.
function fixOf(paths: readonly Path[], service: string, names: readonly string[]): Fix {
  const nearest = nearestWord(service, names);
  return nearest === undefined
    ? { fix: `Set ${showPath(paths[0])} to the name of a Service, or add this Service.` }
    : edited(paths.map(path => ({ path, value: nearest })), { or: 'add this Service', byHand: 'that this Service is meant' });
}

function namesIn(manifests: ManifestSet, namespace: string | undefined): string[] {
  return manifests.services.filter(({ object }) => object.namespace === namespace).map(({ object }) => object.name);
}

function isMissing({ namespace, service }: RouteBackend, manifests: ManifestSet): boolean {
  return serviceNamed(manifests, namespace, service) === undefined;
}

// If the manifests have no Services of the namespace, any may exist. AWS' controller reads some names as its own actions.
function isJudged({ namespace, port }: RouteBackend, manifests: ManifestSet): boolean {
  return port !== 'use-annotation' && isNamespaceShown(manifests, namespace);
}
