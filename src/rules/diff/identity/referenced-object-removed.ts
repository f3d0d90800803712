import { lostHosts } from './lost-hosts';
import { LostReference, lostReferences } from './lost-references';
import { accountNamed, hasToken } from '../../../analysis/config/pod-accounts';
import { isRole, subjectsOf } from '../../../analysis/identity/bindings';
import { Loss, providersOf, referencesOf } from '../../../analysis/references';
import { ManifestObject, ManifestSet, rootOf, showPath, stringAt } from '../../../manifests';
import { RuleResult, Severity, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { onlyWorkload, ownersInWords } from '../config/running-uses';
import { isBoundIn, ownersOf } from '../config/service-accounts';
import { Change } from '../object-diff';
import { defer, distinctEdits, Edit, keepPrevious, retain } from '../recipe';
import { retainOldWorkload } from '../retain-old-workload';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const LOGIN = `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login }
spec: { forwardAuth: { address: 'http://login:4180' } }
`;
const NEW_LOGIN = LOGIN.replace('name: login', 'name: login-v2');
const ROUTE = (middleware: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { traefik.ingress.kubernetes.io/router.middlewares: shop-${middleware}@kubernetescrd } }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`;

export const referencedObjectRemoved: UpdateRule = {
  id: 'referenced-object-removed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Referenced object removed',
  impact: 'Objects that refer to it stop working as soon as the release is applied: routes respond with errors, or new pods are refused or do not start.',
  why: 'Routes refer to Middlewares, Gateways, classes and Services; pods to PriorityClasses and image pull Secrets; bindings to roles; webhooks to Services; and custom resources need their definition. '
    + 'Kubernetes removes an object without checking what refers to it.',
  fix: 'Keep the object until the last reference to it is removed, and remove it one release later.',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  examples: {
    before: `${LOGIN}---${ROUTE('login')}`,
    unsafe: `kind: Middleware\nmetadata: { name: login }\n$patch: delete\n---${NEW_LOGIN}`,
    safe: `${NEW_LOGIN}---${ROUTE('login-v2')}`,
  },
  judge: update => [...lostReferences(update).flatMap(lost => verdict(lost, update)), ...lostHosts(update), ...passing(update)],
};

function verdict(lost: LostReference, update: Update): RuleResult[] {
  const [{ after }] = lost.from;
  if (lost.loss !== 'role') {
    const violations = [violation(lost, CONSEQUENCES[lost.loss], update)];
    return [{ object: after, workload: onlyWorkload(update, lost.from), violations }];
  }
  const owners = lost.from.flatMap(from => boundPods(from, update));
  if (owners.length === 0) { return []; }
  const what = `the running pods of ${ownersInWords(owners)} lose its permissions at once`;
  const found = violation(lost, what, update);
  const violations = [{ ...found, path: ['metadata', 'name'] }];
  return [{ object: lost.changed ?? lost.provider, workload: onlyWorkload(update, owners), violations }];
}

/** The pods with a token of an account that this binding names and no other binding does. */
function boundPods({ before, after }: Change<ManifestObject>, update: Update): readonly Change<ManifestObject>[] {
  const others = { ...update.after, objects: update.after.objects.filter(object => object !== after) };
  const gone = update.objects.removed.filter(isRole);
  return subjectsOf(before).filter(subject => !isBoundIn(others, subject, before, gone)).flatMap(({ namespace, name }) => {
    const account = accountNamed(update.before, { namespace, name });
    return account ? ownersOf(update, namespace, name).filter(owner => hasToken(owner.before, account)) : [];
  });
}

function violation(lost: LostReference, consequence: string, update: Update): Violation {
  const { objects } = update;
  const { provider, changed, rest, from, path, target, loss } = lost;
  const [{ after }, ...others] = from;
  const referrer = `${displayName(after)}${others.length === 0 ? '' : ` and ${others.length} more`}`;
  const isStale = loss === 'role' && stringAt(rootOf(after.json), ['roleRef', 'name']) !== target.name;
  const names = isStale ? 'cannot be given another role and refers to it' : `${others.length === 0 ? 'refers' : 'refer'} to it in ${showPath(path)}`;
  const what = displayName(provider);
  const instead = rest.find(object => object !== changed);
  return {
    path,
    severity: MILDER[loss],
    message: loss === 'kind' ? kindLost(referrer, what, changed !== undefined)
      : `${what} ${lacks(changed, target, instead)}, but ${referrer} ${names}: ${consequence}.`,
    fix: fixFor(lost, instead),
    // The object that replaces it would write the same target.
    recipe: [{
      edits: [
        ...changed ? [keepPrevious(changed)] : distinctEdits([retain(provider), ...answering(lost, update)]),
        ...rest.filter(object => objects.added.includes(object)).map(defer),
      ],
    }],
  };
}

/** The pods that answer a webhook: its Service does not work without them. */
function answering({ provider, loss }: LostReference, update: Update): Edit[] {
  if (!isWebhook(loss)) { return []; }
  const removed = new Set(update.objects.removed);
  return (update.before.selected.get(provider) ?? []).filter(({ object }) => removed.has(object))
    .flatMap(({ object }) => retainOldWorkload(object, update));
}

function isWebhook(loss: Loss): boolean {
  return loss === 'webhook' || loss === 'pod webhook';
}

function fixFor(
  { provider, changed, from: [{ after }], target, loss }: LostReference, instead: ManifestObject | undefined,
): string {
  if (isWebhook(loss) && !changed) {
    return `Remove ${displayName(after)} first, and ${displayName(provider)} and its pods one release later.`;
  }
  if (instead) { return `Add ${target.kind} ${shorten(target.name)} to ${displayName(instead)}.`; }
  return changed ? `Keep what ${displayName(after)} refers to in ${displayName(changed)}.`
    : `Keep ${displayName(provider)} until nothing refers to it.`;
}

function lacks(
  changed: ManifestObject | undefined, { kind, name }: LostReference['target'], instead: ManifestObject | undefined,
): string {
  if (changed) { return `will not have ${kind} ${shorten(name)}`; }
  return instead ? `is removed, and ${displayName(instead)} has no ${kind} ${shorten(name)}` : 'is removed';
}

function kindLost(referrer: string, definition: string, isThere: boolean): string {
  return isThere
    ? `${definition} will no longer serve the apiVersion of ${referrer}: the API server refuses each release with it.`
    : `${definition} is removed, and the API server deletes all objects of its kind with it, including ${referrer}.`;
}

const CONSEQUENCES: { readonly [loss in Loss]: string } = {
  'router': 'Traefik drops the router, and every request to its hosts gets 404',
  'proxy': 'ingress-nginx responds to every request to its paths with 503',
  'auth': 'no request can be authenticated, and each gets an error',
  'tls options': 'Traefik serves its hosts with other TLS options, or not at all',
  'filter': 'its requests get 500',
  'plugin': 'Kong serves its requests without the plugin, or not at all',
  'class': 'its controller stops serving it, and every request to its hosts gets 404',
  'gateway class': 'no controller programs the Gateway from then on',
  'gateway': 'no Gateway serves the route, and every request to its hosts fails',
  'subset': 'requests to the subset get 503',
  'service': 'its requests get 503, or 500 from some routers',
  'certificate': 'clients get a default certificate, which they reject',
  'renewal': 'the Secret is no longer renewed, and its content expires',
  'pull': 'a node that does not have the image cannot pull it, and new pods do not start there',
  'priority': 'the API server refuses every new pod',
  'runtime': 'the API server refuses every new pod',
  'mount': 'the volume cannot be mounted, and no new pod starts',
  'secret': 'the Secret is deleted with it, and no new pod starts',
  'key': 'no new pod starts',
  'trigger': 'KEDA cannot query the load, and the number of pods does not change',
  'role': 'its permissions are lost',
  'kind': 'the object is deleted with it',
  'server certificate': 'TLS connections to its hosts are reset',
  'load balancer settings': 'the GKE Ingress controller stops updating the load balancer, and later changes of its routes and pods are not applied',
  'claim': 'a member that needs a new volume stays Pending',
  'webhook': 'the API server refuses all requests that it sends to the webhook',
  'pod webhook': 'the API server refuses every new pod that the webhook must admit, so updates, scale-ups and node replacements stop',
};

const MILDER: { readonly [loss in Loss]?: Severity } = {
  'load balancer settings': 'warning',
  'tls options': 'warning',
  'plugin': 'warning',
  'gateway class': 'warning',
  'renewal': 'warning',
  'trigger': 'warning',
  'claim': 'warning',
  // The webhook may admit only objects of its own operator, which do not work without that anyway.
  'webhook': 'warning',
};

/** Objects that refer to something that exists before and after. */
function passing(update: Update): RuleResult[] {
  const lost = new Set(lostReferences(update).flatMap(({ from }) => from));
  return update.objects.kept.filter(kept => !lost.has(kept) && hasAll(kept.after, update.after))
    .map(({ after }) => ({ object: after, violations: [] }));
}

function hasAll(object: ManifestObject, manifests: ManifestSet): boolean {
  const references = referencesOf(object);
  return references.length > 0 && references.some(({ target }) => providersOf(manifests, target.key).length > 0);
}
