import { LIKELY_REQUEST, longestRequestOf } from '../../../analysis/pod/grace-period';
import { Route, RouteRule, RouteTimeout, showPath, Workload, writtenRules } from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult } from '../../rule';

const ROUTE = (request: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ timeouts: { request: ${request} }, backendRefs: [{ name: web, port: 80 }] }] }
---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/longest-request: 60s } }
spec: { template: { spec: { terminationGracePeriodSeconds: 90, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;

export const routeTimeoutTooShort: Rule = {
  id: 'route-timeout-too-short',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Route timeout shorter than the longest request',
  impact: 'Requests that take longer are answered with 504 while the pods still work on them.',
  why: 'A router abandons a request after its timeout. Here no rule that leads to the pods allows the longest request that their owner has stated.',
  fix: 'Set the timeout of the route to the longest request, or state a shorter longest request, which also lets pods stop sooner.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/http-timeouts/',
  examples: { failing: ROUTE('10s'), passing: ROUTE('65s') },
  judge: (manifests, profile) => manifests.workloads.flatMap((workload): RuleResult[] => {
    const longest = longestRequestOf(workload, profile);
    if (longest === undefined || workload.routes.length === 0) { return []; }
    const rules = workload.routes.flatMap(route => rulesTo(workload, route).map(rule => ({ route, rule })));
    // Only one path may have requests that long, so all timeouts must be known and too short.
    const isCut = rules.every(({ rule: { timeout } }) => timeout !== undefined && timeout.seconds < longest);
    return workload.routes.map(route => ({
      object: route.object,
      workload,
      violations: isCut ? rules.filter(one => one.route === route).map(({ rule: { timeout } }) => ({
        path: timeout!.at,
        // The construct assumes this length if its props do not set one.
        severity: longest <= LIKELY_REQUEST ? 'info' : undefined,
        message: messageOf(timeout!, workload, longest),
        fix: `Set ${showPath(timeout!.at)} to ${longest}s or more, or state a shorter longest-request.`,
      })) : [],
    }));
  }),
};

function messageOf({ seconds }: RouteTimeout, { name }: Workload, longest: number): string {
  return `The router abandons requests after ${shown(seconds)} s, but the longest request of ${shorten(name)} takes up to ${longest} s: users get 504 for requests in between.`;
}

function rulesTo({ services }: Workload, route: Route): RouteRule[] {
  return writtenRules(route).filter(({ backends }) => backends.some(({ namespace, service }) =>
    services.some(({ object }) => object.name === service && object.namespace === namespace)));
}

function shown(seconds: number): number {
  return Number(seconds.toFixed(3));
}
