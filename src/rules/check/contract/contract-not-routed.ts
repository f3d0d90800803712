import { RecordedOperation } from '../../../analysis/api/openapi-operations';
import { Unrouted, unroutedOperations } from '../../../analysis/api/routed-operations';
import { contractPath, contractRow, RecordedContract } from '../../../manifests';
import { listWords, shorten } from '../../../text';
import { contractExample } from '../../contract-example';
import { Rule, RuleResult, Violation } from '../../rule';
import { SECOND_SERVICE } from '../../second-service';
import { displayName } from '../../wording/objects';

const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, annotations: { cdk8s-zero-downtime/version.v1: current, cdk8s-zero-downtime/version.v2: current } }
spec:
  parentRefs: [{ name: public }]
  rules:
    - { matches: [{ path: { type: PathPrefix, value: /v1 } }], backendRefs: [{ name: web-v1, port: 80 }] }
    - { matches: [{ path: { type: PathPrefix, value: /v2 } }], backendRefs: [{ name: web, port: 80 }] }
---${SECOND_SERVICE}---${contractExample({ of: 'HTTPRoute/api', version: 'v1', server: '/v1' })}`;

export const contractNotRouted: Rule = {
  id: 'contract-not-routed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Contract path that no rule of the route matches',
  impact: 'Clients that call the API according to its contract get 404 from the router.',
  why: 'A contract promises URLs: the path of its server followed by the path of each operation. The router compares the path that clients send with the rules of the route. '
    + 'For a rule that rewrites the path, both the client path and the path at the pods count. If other kinds of routes, regular expressions or other objects may decide, nothing is reported.',
  fix: 'Add a match for the path to the rule of the version, or correct the servers and paths of the contract.',
  reference: 'https://spec.openapis.org/oas/v3.1.0#server-object',
  examples: {
    failing: ROUTE.replace('"url": "/v1"', '"url": "/api/v1"'),
    passing: ROUTE,
  },
  judge: manifests => manifests.contracts.flatMap((contract): RuleResult[] => {
    const found = unroutedOperations(manifests, contract);
    return found ? [{ object: contract.object, about: found.route.object, violations: violationsOf(contract, found) }] : [];
  }),
};

const MOST_NAMED = 3;

function violationsOf(contract: RecordedContract, { route, operations, isSure }: Unrouted): Violation[] {
  const [first] = operations;
  if (!first) { return []; }
  const api = `${displayName(route.object)}${contract.version === undefined ? '' : ` for ${shorten(contract.version)}`}`;
  return [{
    path: contractPath(contract),
    row: contractRow(contract, first.at),
    severity: isSure ? undefined : 'warning',
    message: `The contract has ${named(operations)}, and no rule of ${api} matches: clients that call it according to the contract get 404 from the router.`,
    fix: `Add a match for ${shorten(first.path)} below the server of the contract to ${displayName(route.object)}, or correct the servers and paths of the contract and record it again.`,
  }];
}

function named(operations: readonly RecordedOperation[]): string {
  const words = operations.slice(0, MOST_NAMED).map(({ method, path }) => `${method} ${shorten(path)}`);
  const more = operations.length - words.length;
  return listWords(more > 0 ? [...words, `${more} more`] : words);
}
