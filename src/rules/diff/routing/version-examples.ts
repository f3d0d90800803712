import { SECOND_SERVICE } from '../../second-service';

interface ApiRoute {
  /** What the route announces about v1. */
  readonly v1?: string;
  /** Which version serves requests that name none. */
  readonly byDefault?: string;
  readonly rules?: readonly string[];
}

/** A route of two versions of an API, each with its own Service, for the examples of rules. */
export function apiRoute({ v1 = 'current', byDefault, rules = [versionRule('v1', 'web-v1'), versionRule('v2', 'web')] }: ApiRoute = {}): string {
  const named = byDefault === undefined ? '' : `, cdk8s-zero-downtime/default-version: ${byDefault}`;
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, annotations: { cdk8s-zero-downtime/version.v1: ${v1}, cdk8s-zero-downtime/version.v2: current${named} } }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [${rules.join(', ')}] }
---${SECOND_SERVICE}`;
}

export function versionRule(version: string, service: string): string {
  return `{ matches: [{ path: { type: PathPrefix, value: /${version} } }], backendRefs: [{ name: ${service}, port: 80 }] }`;
}

export function defaultRule(service: string): string {
  return `{ backendRefs: [{ name: ${service}, port: 80 }] }`;
}

/** The route announces something else about v1. */
export function sayingOfV1(text: string): string {
  return `
kind: HTTPRoute
metadata: { name: api, annotations: { cdk8s-zero-downtime/version.v1: ${text} } }
`;
}

/** The route has other rules. */
export function withRules(...rules: readonly string[]): string {
  return `
kind: HTTPRoute
metadata: { name: api }
spec: { rules: [${rules.join(', ')}] }
`;
}
