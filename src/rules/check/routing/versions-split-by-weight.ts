import { isCalledAfter, usedBackends, versionsOfRule, versionsRouted, versionsServed } from '../../../analysis/traffic/api-versions';
import { isHttpRoute, ManifestSet, Route, RouteBackend, RouteRule, showPath } from '../../../manifests';
import { listWords, shorten } from '../../../text';
import { Rule, RuleResult, Violation } from '../../rule';
import { SECOND_SERVICE } from '../../second-service';
import { displayName } from '../../wording/objects';

const ROUTE = (byDefault: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, annotations: { cdk8s-zero-downtime/version.v1: current, cdk8s-zero-downtime/version.v2: current } }
spec:
  parentRefs: [{ name: public }]
  rules:
    - { matches: [{ path: { type: PathPrefix, value: /v1 } }], backendRefs: [{ name: web-v1, port: 80 }] }
    - { matches: [{ path: { type: PathPrefix, value: /v2 } }], backendRefs: [{ name: web, port: 80 }] }
    - { backendRefs: [${byDefault}] }
---${SECOND_SERVICE}`;

export const versionsSplitByWeight: Rule = {
  id: 'versions-split-by-weight',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Weights that split requests between versions of an API',
  impact: 'Each client gets answers of two versions in turn, and fails on every answer of the version that it does not support.',
  why: 'A weight splits requests, not clients. A client that sends 300 requests to a rule with equal weights gets one version 149 times and the other 151 times.',
  fix: 'Send the requests of a rule to the Service of one version. For a canary, split them between two Services that serve the same version.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/traffic-splitting/',
  examples: {
    failing: ROUTE('{ name: web-v1, port: 80, weight: 50 }, { name: web, port: 80, weight: 50 }'),
    passing: ROUTE('{ name: web-v1, port: 80 }'),
  },
  judge: manifests => manifests.routes
    .filter(route => isHttpRoute(route) && versionsRouted(route).size + (route.versions?.retirements.size ?? 0) > 0)
    .map((route): RuleResult => ({
      object: route.object,
      violations: route.rules.flatMap(rule => violationsOf(rule, route, manifests)),
    })),
};

function violationsOf(rule: RouteRule, route: Route, manifests: ManifestSet): Violation[] {
  const known = usedBackends(rule)
    .map(backend => ({ backend, versions: versionsServed(manifests, backend) }))
    .filter(({ versions }) => versions.size > 0);
  const other = known.find(one => isApart(one, known[0]));
  if (!other) { return []; }
  // The end of a canary of a Service that serves both versions looks the same, except for names.
  const isSure = versionsOfRule(route, rule).size === 0 || [known[0], other].every(isNamed);
  return [{
    path: other.backend.namePath,
    severity: isSure ? undefined : 'warning',
    message: `A rule of ${displayName(route.object)} splits requests by weight between ${described(known[0])} and ${described(other)}: each client gets both contracts in turn.`,
    fix: `Leave only one of the two in ${showPath([...rule.path, 'backendRefs'])}. A canary of a version is a second Service with pods of the same version.`,
  }];
}

function described({ backend, versions }: Known): string {
  return `Service ${shorten(backend.service)} (${listWords([...versions].map(version => shorten(version)))})`;
}

interface Known {
  readonly backend: RouteBackend;
  readonly versions: ReadonlySet<string>;
}

function isNamed({ backend, versions }: Known): boolean {
  return [...versions].some(version => isCalledAfter(backend.service, version));
}

/** Whether two Services have no version in common. */
function isApart(one: Known, other: Known): boolean {
  return ![...one.versions].some(version => other.versions.has(version));
}
