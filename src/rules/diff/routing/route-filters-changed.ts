import { servedBy } from './removed-routes';
import { pathInWords, pathsOf, RoutePath, sameIn } from './route-paths';
import { versionNamed } from '../../../analysis/traffic/api-versions';
import { isSameJson, RouteFilter } from '../../../manifests';
import { shorten } from '../../../text';
import { RuleResult, Violation } from '../../rule';
import { keepPrevious } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const ROUTE = (rule: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [${rule}] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;
const SERVED = '{ backendRefs: [{ name: web, port: 80 }] }';
const REDIRECTED = '{ filters: [{ type: RequestRedirect, requestRedirect: { hostname: shop.example.net } }] }';

export const routeFiltersChanged: UpdateRule = {
  id: 'route-filters-changed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Redirect or rewrite of a route changed',
  impact: 'Clients that do not follow a redirect fail, a POST becomes a GET, and an application that gets another path responds with 404.',
  why: 'Routes change at once, also for old clients and old pods. A redirect sends clients to another address without their Authorization header, and a rewrite sends another path to the pods.',
  fix: 'Add the new behaviour under its own path or host, and support both paths in the application before they are rewritten.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/',
  examples: { before: ROUTE(SERVED), unsafe: ROUTE(REDIRECTED), safe: ROUTE('{ backendRefs: [{ name: web, port: 80, weight: 10 }] }') },
  judge: update => update.routes.kept.map(({ before, after }): RuleResult => {
    const found = pathsOf(after).flatMap(path => violationOf(path, update));
    return {
      object: after.object,
      workload: servedBy(before, update),
      violations: [...new Map(found.map(violation => [violation.path.join('.'), violation])).values()]
        .map(violation => ({ ...violation, recipe: [{ edits: [keepPrevious(after.object)] }] })),
    };
  }),
};

function violationOf(path: RoutePath, update: Update): Violation[] {
  const [before] = sameIn(update.before, path);
  if (!before || before.backends.length === 0) { return []; }
  const redirect = filterOf(path, 'redirect');
  const words = pathInWords(path);
  if (redirect && !filterOf(before, 'redirect')) {
    return [{
      path: redirect.at,
      message: `Requests to ${words} get a redirect from this release on instead of a response of Service ${before.backends[0].service}: clients that do not follow it fail, a POST becomes a GET, and another host gets no Authorization header.`,
      fix: 'Keep the backend until clients no longer call the old address, and announce the new one.',
    }];
  }
  const [was, is] = [filterOf(before, 'rewrite'), filterOf(path, 'rewrite')];
  if (path.backends.length === 0 || isSameJson(was?.value ?? null, is?.value ?? null) || isOther(path, before)) { return []; }
  const version = versionNamed(path);
  const clients = version === undefined ? '' : `, and clients of ${shorten(version)} fail`;
  return [{
    path: is?.at ?? path.at,
    severity: areReleased(path, update) ? 'warning' : undefined,
    message: `The pods of Service ${path.backends[0].service} get other paths for requests to ${words} from this release on (${changeInWords(was, is)}): `
      + `those that do not know them, including old pods, respond with 404${clients}.`,
    fix: 'First release an application that supports both paths, and the rewrite when all its pods are ready.',
  }];
}

function changeInWords(was: RouteFilter | undefined, is: RouteFilter | undefined): string {
  if (!is) { return 'the rewrite is removed'; }
  return was ? 'the rewrite changes' : 'a rewrite is added';
}

function filterOf({ rule }: RoutePath, kind: RouteFilter['kind']): RouteFilter | undefined {
  return rule.filters.find(filter => filter.kind === kind);
}

// Another Service is another application.
function isOther(path: RoutePath, before: RoutePath): boolean {
  return !path.backends.some(({ service }) => before.backends.some(other => other.service === service));
}

// If the pods change as well, new ones may know the new paths; old ones do not.
function areReleased(path: RoutePath, update: Update): boolean {
  const [{ service }] = path.backends;
  return update.workloads.kept
    .filter(({ after }) => after.services.some(({ object }) => object.name === service))
    .some(({ before, after }) => !isSameJson(before.object.json.spec, after.object.json.spec));
}
