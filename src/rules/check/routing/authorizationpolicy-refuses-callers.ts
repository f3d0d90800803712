import { Unauthorized, unauthorizedAt } from '../../../analysis/traffic/authorization';
import { authorizationsOf, hasSelector, rulesOf, sourcesOf } from '../../../analysis/traffic/authorization-policies';
import { Caller } from '../../../analysis/traffic/authorized-sources';
import { FieldCursor, groupedBy, keyOf, stringsAt, valueAt, Workload } from '../../../manifests';
import { listWords, shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult, Severity, Violation } from '../../rule';
import { displayName } from '../../wording/objects';
import { podOwnerNames } from '../../wording/pods';

const EXAMPLE = (account: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/${account}] } }] }]
---
apiVersion: batch/v1
kind: Job
metadata: { name: report, namespace: shop }
spec: { template: { spec: { serviceAccountName: report, restartPolicy: Never, containers: [{ name: report, image: example.com/report:1, env: [{ name: WEB, value: 'http://web' }] }] } } }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`;

export const authorizationpolicyRefusesCallers: Rule = {
  id: 'authorizationpolicy-refuses-callers',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'AuthorizationPolicy that does not allow its clients',
  impact: 'Requests of users or of other services get 403 with "RBAC: access denied", though all pods are ready.',
  why: 'As soon as one ALLOW policy of Istio applies to pods, they accept only requests that match a rule of such a policy. Requests from outside have the identity of the gateway. A DENY policy overrides all of them. A policy of the namespace istio-system applies to all namespaces.',
  fix: 'Allow the namespace or the ServiceAccount of each client, including the gateway, before the policy is applied.',
  reference: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  examples: { failing: EXAMPLE('reports'), passing: EXAMPLE('report') },
  judge: manifests => {
    const judged = manifests.workloads.flatMap((workload): Judged[] => {
      const { allowing, denying } = authorizationsOf(workload, manifests);
      const refused = unauthorizedAt(workload, manifests);
      return [...allowing, ...denying]
        .map(policy => ({ policy, workload, refused: refused?.policy === policy ? refused : undefined }));
    });
    const alike = groupedBy(judged, ({ policy, refused }) =>
      [keyOf(policy.namespace, policy.name, refused?.who, refused?.from?.kind, refused?.from?.name)]);
    return [...alike.values()].map((group): RuleResult => ({
      object: group[0].policy,
      workload: group.length === 1 ? group[0].workload : undefined,
      violations: group[0].refused ? [violationOf(group[0].refused, group.map(({ workload }) => workload))] : [],
    }));
  },
};

interface Judged {
  readonly policy: Unauthorized['policy'];
  readonly workload: Workload;
  readonly refused?: Unauthorized;
}

function violationOf(refused: Unauthorized, workloads: readonly Workload[]): Violation {
  const place = refused.rule ?? refused.otherPorts ?? firstSource(refused);
  return {
    path: place?.path ?? ['spec'],
    severity: severityOf(refused, workloads),
    message: messageOf(refused, workloads),
    ...fixFor(refused, place),
  };
}

// Policies for one workload are usually in one place, those for a namespace or the mesh not.
function severityOf({ who, policy, caller }: Unauthorized, workloads: readonly Workload[]): Severity {
  const isShown = who === 'everyone' ? hasSelector(policy) || workloads.some(({ routes }) => routes.length > 0) : who === 'router' && caller !== undefined;
  return isShown ? 'error' : 'warning';
}

/** What a policy requires of its callers: the list of the first rule. */
function firstSource({ policy }: Unauthorized): FieldCursor | undefined {
  const sources = rulesOf(policy).flatMap(sourcesOf);
  return sources.flatMap(source => ['principals', 'serviceAccounts', 'namespaces'].map(field => ({ ...source, path: [...source.path, field], value: valueAt(source, [field]) })))
    .find(({ value }) => value !== undefined);
}

function messageOf(refused: Unauthorized, workloads: readonly Workload[]): string {
  const { policy, rule, otherPorts, ports = [], who, from, caller } = refused;
  const what = displayName(policy);
  const pods = `the pods of ${podOwnerNames(workloads)}`;
  const sender = from && (who === 'router' ? `the router of ${displayName(from)}` : displayName(from));
  const identity = caller ? ` (${identityInWords(caller)})` : '';
  if (rule) { return `${what} denies ${sender ? `the requests of ${sender}${identity}` : 'all requests'} to ${pods}: they get 403.`; }
  if (otherPorts) {
    return `${what} allows requests only to port ${shorten(listWords(stringsAt(otherPorts, [])))}, but those to ${pods} are for port ${listWords(ports.map(String))}, which is the one that counts, not that of the Service: all of them get 403.`;
  }
  if (sender) {
    return `${what} does not allow ${sender}${identity} to send requests to ${pods}, and no other policy here does: these get 403${caller ? '' : ', unless the router runs as one that is allowed'}.`;
  }
  return rulesOf(policy).length === 0 ? `${what} has no rule, and no other policy here allows requests to ${pods}: all of them get 403.`
    : `No pod here runs as a ServiceAccount that ${what} allows to send requests to ${pods}: all requests get 403.`;
}

function identityInWords({ isOutside, namespace, account }: Caller): string {
  if (isOutside) { return 'without a certificate of the mesh'; }
  return account === undefined ? `namespace ${shorten(namespace ?? '')}` : `ServiceAccount ${shorten(`${namespace ?? ''}/${account}`)}`;
}

const MEANT = 'that these clients are meant to be allowed';

function fixFor(refused: Unauthorized, place: FieldCursor | undefined): Fix {
  const { policy, rule, otherPorts, ports = [], who, caller, known } = refused;
  if (otherPorts) { return edited([{ path: otherPorts.path, value: ports.map(String) }], { byHand: MEANT }); }
  if (rule) { return { fix: 'Exclude these clients from the rule, for example with notNamespaces or notPrincipals, or remove it.' }; }
  const meant = [...known, ...caller ? [caller] : []].filter(({ isOutside }) => !isOutside);
  const values = place ? valuesFor(place, meant) : [];
  if (place && values.length > 0) {
    const old = who === 'everyone' ? [] : stringsAt(place, []);
    return edited([{ path: place.path, value: [...old, ...values] }], { byHand: MEANT });
  }
  const whom = meant.length > 0 ? `: ${shorten(listWords([...new Set(meant.map(identityInWords))]), 200)}` : ', including the gateway';
  return { fix: `Allow the clients in an ALLOW policy${whom}${rulesOf(policy).length === 0 ? ', and apply this one afterwards' : ''}.` };
}

function valuesFor({ path, value }: FieldCursor, meant: readonly Caller[]): string[] {
  const field = path[path.length - 1];
  const [domain] = /^[^/]+(?=\/ns\/)/.exec(`${(value as unknown[])[0] ?? ''}`) ?? ['cluster.local'];
  return [...new Set(meant.flatMap(({ namespace, account }) => {
    if (namespace === undefined) { return []; }
    if (field === 'namespaces') { return [namespace]; }
    if (account === undefined) { return []; }
    return [field === 'principals' ? `${domain}/ns/${namespace}/sa/${account}` : `${namespace}/${account}`];
  }))];
}
