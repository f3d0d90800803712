import { RouteRule, showPath, writtenRules } from '../../../manifests';
import { Rule, RuleResult } from '../../rule';

const ROUTE = (weight: number): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80, weight: ${weight} }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;

/** Kinds whose rule without a backend answers requests with an error, unless a filter answers them. */
const NEED_BACKENDS = ['HTTPRoute', 'GRPCRoute'];

export const routeWithoutBackend: Rule = {
  id: 'route-without-backend',
  severity: 'error',
  title: 'Route whose backends have no weight',
  impact: 'Every request to this rule gets status 500 (503 from some routers).',
  why: 'A backend with weight 0 gets no requests. If all have 0, or there is no backend, a rule matches requests but cannot send them anywhere.',
  fix: 'Give one backend a weight greater than 0.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/traffic-splitting/',
  examples: { failing: ROUTE(0), passing: ROUTE(1) },
  judge: manifests => manifests.routes.filter(({ object }) => object.kind !== 'Ingress').map((route): RuleResult => ({
    object: route.object,
    violations: writtenRules(route).filter(rule => isEmpty(rule, route.object.kind)).map(rule => {
      const [first] = rule.backends;
      return first === undefined ? {
        path: rule.path,
        message: 'The rule has no backend and no redirect: every request that it matches gets status 500 or 404.',
        fix: `Name a Service in ${showPath([...rule.path, 'backendRefs'])}, or remove the rule.`,
      } : {
        path: first.namePath,
        message: `${rule.backends.length === 1 ? 'The only backend of the rule has' : `All ${rule.backends.length} backends of the rule have`} weight 0: every request that it matches gets status 500 or 503.`,
        fix: 'Give the backend that should answer a weight greater than 0.',
      };
    }),
  })),
};

function isEmpty({ backends, backendCount, filters }: RouteRule, kind: string): boolean {
  if (filters.some(filter => filter.kind !== 'rewrite')) { return false; }
  if (backendCount === 0) { return NEED_BACKENDS.includes(kind); }
  return backends.length === backendCount && backends.every(({ weight }) => weight === 0);
}
