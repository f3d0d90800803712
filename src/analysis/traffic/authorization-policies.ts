import { Caller, isShownMissing, mayBe, mayBeRouter, mustBe } from './authorized-sources';
import {
  FieldCursor, groupOf, keysAt, listAt, ManifestObject, ManifestSet, mappingAt, matcherOf, placeAt, rootOf, selectorAt, stringAt,
  stringsAt, valueAt, Workload,
} from '../../manifests';
import { perCluster } from '../memoize';
import { ROOT_NAMESPACE } from './mutual-tls';

/** Istio's policy, not that of Linkerd, which has the same kind. */
export function isAuthorizationPolicy(object: ManifestObject): boolean {
  return object.kind === 'AuthorizationPolicy' && groupOf(object) === 'security.istio.io';
}

const CALLER_FIELDS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts'];

/** Whether something in a policy decides that no manifest shows: paths, headers, addresses, tokens, another authorizer or a waypoint. */
export function isPartlyJudged(object: ManifestObject): boolean {
  const root = rootOf(object.json);
  const rules = listAt(root, ['spec', 'rules']);
  return isElsewhere(object) || actionOf(object) === 'CUSTOM' || rules.some(rule =>
    listAt(rule, ['when']).length > 0 || listAt(rule, ['to']).some(to => keysAt(to, ['operation']).some(key => key !== 'ports'))
    || sourcesOf(rule).some(source => keysAt(source, []).some(key => !CALLER_FIELDS.includes(key))));
}

/** The policies that a proxy of the pods enforces, by their effect. */
export interface Authorizations {
  readonly allowing: readonly ManifestObject[];
  readonly denying: readonly ManifestObject[];
}

export function authorizationsOf(workload: Workload, manifests: ManifestSet): Authorizations {
  const own = policies(manifests).filter(policy => appliesTo(policy, workload));
  return {
    allowing: own.filter(policy => actionOf(policy) === 'ALLOW'),
    denying: own.filter(policy => actionOf(policy) === 'DENY'),
  };
}

const policies = perCluster(({ objects }) => objects.filter(object => isAuthorizationPolicy(object) && !isElsewhere(object)
  && object.annotations['istio.io/dry-run'] !== 'true'));

function isElsewhere({ json }: ManifestObject): boolean {
  return ['targetRef', 'targetRefs'].some(field => valueAt(rootOf(json), ['spec', field]) !== undefined);
}

function actionOf({ json }: ManifestObject): string {
  return stringAt(rootOf(json), ['spec', 'action']) ?? 'ALLOW';
}

function appliesTo({ namespace, json }: ManifestObject, { namespace: own, podLabels }: Workload): boolean {
  const selector = selectorAt(rootOf(json), ['spec', 'selector']);
  return (namespace === own || namespace === ROOT_NAMESPACE) && (selector === undefined || matcherOf(selector)(podLabels));
}

/** Whether a policy is for these pods only, not for all of a namespace or of the mesh. */
export function hasSelector({ json }: ManifestObject): boolean {
  return valueAt(rootOf(json), ['spec', 'selector']) !== undefined;
}

/** The sources of a rule; empty if it applies to all callers. */
export function sourcesOf(rule: FieldCursor): FieldCursor[] {
  return listAt(rule, ['from']).map(from => mappingAt(from, ['source']));
}

export function rulesOf(policy: ManifestObject): FieldCursor[] {
  return listAt(rootOf(policy.json), ['spec', 'rules']);
}

/** Whether a rule of an ALLOW policy may match requests of the caller, for all that manifests show. */
export function mayAllow(policy: ManifestObject, caller: Caller, ports: readonly number[]): boolean {
  return allowsSome(policy, ports, source => mayBe(source, caller, policy));
}

/** The same for a router whose pods are not here. */
export function mayAllowRouter(policy: ManifestObject, ports: readonly number[], manifests: ManifestSet): boolean {
  return allowsSome(policy, ports, source => mayBeRouter(source, policy, manifests));
}

function allowsSome(policy: ManifestObject, ports: readonly number[], isMeant: (source: FieldCursor) => boolean): boolean {
  return rulesOf(policy).some(rule => {
    const sources = sourcesOf(rule);
    return isForPorts(rule, ports) && (sources.length === 0 || sources.some(isMeant));
  });
}

/** The rule of a DENY policy that matches all requests of the caller. */
export function denyingRule(policy: ManifestObject, caller: Caller, ports: readonly number[]): FieldCursor | undefined {
  return rulesOf(policy).find(rule => {
    const sources = sourcesOf(rule);
    return isForAllRequests(rule, ports) && (sources.length === 0 || sources.some(source => mustBe(source, caller, policy)));
  });
}

/** The rule of a DENY policy that matches all requests, whatever their caller. */
export function denyingAll(policy: ManifestObject, ports: readonly number[]): FieldCursor | undefined {
  return rulesOf(policy).find(rule => isForAllRequests(rule, ports)
    && (sourcesOf(rule).length === 0 || sourcesOf(rule).some(source => keysAt(source, []).length === 0)));
}

/** Whether all that an ALLOW policy allows are identities that no pod here has. */
export function allowsNoneHere(policy: ManifestObject, ports: readonly number[], manifests: ManifestSet): boolean {
  return !allowsSome(policy, ports, source => !isShownMissing(source, policy, manifests));
}

/** The ports of the first rule of a policy whose rules are all for other ports; undefined if one is not. */
export function otherPortsOf(policy: ManifestObject, ports: readonly number[]): FieldCursor | undefined {
  const rules = rulesOf(policy);
  return rules.some(rule => isForPorts(rule, ports)) ? undefined
    : rules.flatMap(rule => listAt(rule, ['to'])).map(operation => placeAt(operation, ['operation', 'ports']))[0];
}

// The port is that of the pods. Ports of all operations count, and without any, all do.
function isForPorts(rule: FieldCursor, ports: readonly number[]): boolean {
  const operations = listAt(rule, ['to']);
  return operations.length === 0 || ports.length === 0 || operations.some(operation => {
    const named = stringsAt(operation, ['operation', 'ports']);
    return named.length === 0 || ports.some(port => named.includes(`${port}`));
  });
}

const EVERYTHING = new Set(['*', '/*']);

function isForAllRequests(rule: FieldCursor, ports: readonly number[]): boolean {
  const operations = listAt(rule, ['to']);
  return listAt(rule, ['when']).length === 0 && (operations.length === 0 || operations.some(operation =>
    keysAt(operation, ['operation']).every(field => {
      const values = stringsAt(operation, ['operation', field]);
      return field === 'ports' ? ports.length > 0 && ports.every(port => values.includes(`${port}`))
        : ['hosts', 'methods', 'paths'].includes(field) && values.some(value => EVERYTHING.has(value));
    })));
}
