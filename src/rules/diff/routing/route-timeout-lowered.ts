import { ClusterProfile } from '../../../analysis/cluster-profile';
import { longestRequestOf } from '../../../analysis/pod/grace-period';
import { rootOf, RouteTimeout, showPath, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../rule';
import { keepPrevious } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';
import { servedBy } from './removed-routes';
import { isChanged, pathInWords, RoutePath, pathsOf, sameIn } from './route-paths';

const ROUTE = (rule: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [{ ${rule} backendRefs: [{ name: web, port: 80 }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;

export const routeTimeoutLowered: UpdateRule = {
  id: 'route-timeout-lowered',
  severity: 'warning',
  title: 'Shorter timeout of a route',
  impact: 'Long requests that succeeded before get 504 as soon as the release is applied.',
  why: 'A router aborts a request after its timeout, whatever the pods do. A new timeout applies at once, for old and new pods alike.',
  fix: 'Keep the timeout until you have seen that no request takes that long, or state with the annotation longest-request that none does.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/http-timeouts/',
  examples: {
    before: ROUTE('timeouts: { request: 120s },'),
    unsafe: ROUTE('timeouts: { request: 50s },'),
    safe: ROUTE('timeouts: { request: 180s },'),
  },
  judge: (update, profile) => update.routes.kept.filter(isChanged).map(({ before, after }): RuleResult => {
    const workload = servedBy(before, update);
    const found = pathsOf(after).flatMap(path => violationOf(path, update, profile));
    return {
      object: after.object,
      workload,
      violations: [...new Map(found.map(violation => [violation.path.join('.'), violation])).values()]
        .map(violation => ({ ...violation, recipe: [{ edits: [keepPrevious(after.object)] }] })),
    };
  }),
};

function violationOf(path: RoutePath, update: Update, profile: ClusterProfile): Violation[] {
  const [before] = sameIn(update.before, path);
  const [was, is] = [before?.rule.timeout, path.rule.timeout];
  if (!was || !is || is.seconds >= was.seconds || path.backends.length === 0) { return []; }
  if (isLongEnough(path, is, update, profile)) { return []; }
  return [{
    path: is.at,
    message: `From this release on, the router aborts requests to ${pathInWords(path)} after ${shown(is.seconds)} s ${was.seconds === Infinity ? 'where nothing limited them before' : `instead of ${shown(was.seconds)} s`}: `
      + 'those that take longer get 504.',
    fix: fixOf(was, before.route.object.json),
  }];
}

// The owner states that no request takes that long.
function isLongEnough({ backends }: RoutePath, { seconds }: RouteTimeout, update: Update, profile: ClusterProfile): boolean {
  const served = update.after.workloads.filter(({ services }) => services.some(({ object }) =>
    backends.some(({ namespace, service }) => object.name === service && object.namespace === namespace)));
  return served.length > 0 && served.every(workload => (longestRequestOf(workload, profile) ?? Infinity) <= seconds);
}

function fixOf({ seconds, at }: RouteTimeout, json: object): string {
  const written = valueAt(rootOf(json), at);
  const limit = seconds === Infinity ? 'none' : `${shown(seconds)} s`;
  const kept = written === undefined ? `Leave the limit at ${limit}` : `Keep ${String(written)} in ${showPath(at)}`;
  return `${kept} until you have seen that no request takes that long, or state with the annotation longest-request that none does.`;
}

function shown(seconds: number): number {
  return Number(seconds.toFixed(3));
}
