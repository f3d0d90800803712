import { isOtherVersions } from './other-versions';
import { backendKey, backendsIn, isChanged, PathBackend, pathInWords, RoutePath, pathsOf, sameIn } from './route-paths';
import { hasTargetGroups } from './route-routers';
import { isReachedOtherwise } from './route-ways';
import { routesAsNow } from './routes-as-now';
import { counterparts, runningPods } from './service-steps';
import { switchedSubsets } from './switched-subsets';
import { loadBalancerClassesOf } from '../../../analysis/traffic/load-balancer-class';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { ManifestObject, Route, showPath } from '../../../manifests';
import { RuleResult, ClusterProfile, Severity, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

export const routeBackendSwitched: UpdateRule = {
  id: 'route-backend-switched',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'Route switched to another Service or subset',
  impact: 'Requests fail until the pods of the new Service are ready, or until the load balancer considers them healthy.',
  why: 'A route changes at once. The pods of a Service that is added in the same release take time to start; AWS load balancers '
    + 'also delete the old target group with its connections before the targets of the new one are healthy. The proxies of a mesh receive a route and its subsets one after the other, '
    + 'and with Contour, Envoy receives a route and a new Service one after the other.',
  fix: 'Add the new Service or subset and its pods first, and switch the route in a later release, when they are ready.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#load-balancing',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
kind: Ingress
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { name: http } } } }] } }] }
`,
    safe: `
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`,
  },
  judge: (update, profile) => [...switchedServices(update, profile), ...switchedSubsets(update)],
};

function switchedServices(update: Update, profile: ClusterProfile): RuleResult[] {
  return update.after.routes.flatMap((route): RuleResult[] => {
    if (unchanged(update).has(route)) { return [{ object: route.object, violations: [] }]; }
    const paths = pathsOf(route).filter(path => sameIn(update.before, path).length > 0);
    if (paths.length === 0) { return []; }
    const found = new Map(paths.flatMap(path => switches(path, update, profile)).map(one => [`${one.key} ${one.from}`, one]));
    const edits = routesAsNow(route, [...found.values()].flatMap(({ before }) => before), update);
    const recipe = hasTargetGroups(route, update.after, profile) ? [{ edits }] : [{ edits }, { edits: [] }];
    const violations = [...found.values()].map((one): Violation => ({ ...one, recipe: one.severity === 'error' ? recipe : undefined }));
    return [{ object: route.object, violations }];
  });
}

const WEIGHTED = 'Forward to both Services by weight with an actions annotation of the Ingress, move the weight, and change the route to the new Service last.';

const unchanged = perUpdate(({ routes }) => new Set(routes.kept
  .filter(kept => !isChanged(kept) && !isReachedOtherwise(kept))
  .map(({ after }) => after)));

interface Switch extends Violation {
  readonly key: string;
  readonly from: string;
  readonly path: Violation['path'];
  readonly severity: Severity;
  readonly before: readonly RoutePath[];
}

function switches(path: RoutePath, update: Update, profile: ClusterProfile): Switch[] {
  const [old, now] = [update.before, update.after].map(manifests => backendsIn(manifests, path));
  if (old.size === 0) { return []; }
  const isWhole = [...old.keys()].every(key => !now.has(key));
  const from = [...old.values()].map(({ service }) => shorten(service)).join(', ');
  // A Service of another version is for version-backend-switched: a later switch would not be better.
  const others = path.backends.filter(backend => !old.has(backendKey(backend)))
    .filter(backend => !isOtherVersions(backend, path, update, profile));
  return others.flatMap((backend): Switch[] => {
    const lacking = unreadyFor(backend, update);
    const isAws = hasTargetGroups(path.route, update.after, profile);
    if (!lacking && !isWhole) { return []; }
    const to = shorten(backend.service);
    const subject = `${isWhole ? 'Requests to' : 'A part of the requests to'} ${pathInWords(path)} ${isWhole ? `move from Service ${from} to ${to}` : `is sent to Service ${to}`}`;
    const fix = isAws ? `Leave ${showPath(backend.at)} in this release, and then switch by weight. ${WEIGHTED}` : `Set ${showPath(backend.at)} to ${to} one release later.`;
    const isFirst = isWhole && isFirstNamed(backend, path.route, update, profile);
    const base = { key: backendKey(backend), from, path: backend.at, before: sameIn(update.before, path), fix: `${fix}${isFirst ? ` ${NAMED_FIRST}` : ''}` };
    if (lacking) {
      return [{ ...base, severity: 'error', message: `${subject}, but this release adds ${shorten(lacking.kind)} ${shorten(lacking.name)}: they fail until its pods are ready and the router knows them.` }];
    }
    if (isAws) {
      return [{
        ...base,
        severity: 'warning',
        message: `${subject} in one step: the controller deletes the old target group with its open connections, and the targets of the new one are not healthy yet.`,
        fix: WEIGHTED,
      }];
    }
    return isFirst ? [{
      ...base,
      severity: 'info',
      message: `${subject}, which no rule named before: Contour sends routes and Services to Envoy separately, so requests may get 503 for some milliseconds (observed: 40 of 7355 in 20 switches).`,
      fix: `With Contour, name Service ${to} in a rule that no client calls one release earlier, and Service ${from} until one release later: then no request failed.`,
    }] : [];
  });
}

const NAMED_FIRST = 'With Contour, name it in a rule that no client calls until then: with a Service that no rule named before, the first requests may get 503 for some milliseconds.';

// Contour's own routes, and routes of a Gateway that may be Contour's.
const CONTOUR_KINDS = ['HTTPRoute', 'GRPCRoute', 'HTTPProxy'];

/** Whether the router may receive a Service for the first time: together with the rule, not before it. */
function isFirstNamed(backend: PathBackend, route: Route, update: Update, profile: ClusterProfile): boolean {
  return CONTOUR_KINDS.includes(route.object.kind) && loadBalancerClassesOf(route, profile, update.after).includes('other')
    && !namedBefore(update).has(backendKey(backend));
}

const namedBefore = perUpdate(({ before }) => new Set(before.routes.flatMap(({ backends }) => backends.map(backendKey))));

/** The object that this release adds, so that a Service has no ready pods yet. */
function unreadyFor({ namespace, service: name }: PathBackend, update: Update): ManifestObject | undefined {
  const found = serviceNamed(update.after, namespace, name);
  if (!found) { return undefined; }
  const { added } = counterparts(update);
  if (added.has(found.object)) { return found.object; }
  if (Object.keys(found.selector).length === 0 || runningPods(update, namespace, found.selector).length > 0) { return undefined; }
  return update.after.selected.get(found.object)?.find(({ object }) => added.has(object))?.object;
}
