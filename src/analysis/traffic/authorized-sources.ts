import { FieldCursor, keysAt, ManifestObject, ManifestSet, stringsAt } from '../../manifests';
import { accountNamed, serviceAccountOf } from '../config/pod-accounts';
import { perCluster } from '../memoize';
import { ROUTERS } from './admissions';
import { mayHaveForeignPods } from './foreign-pods';
import { podsIn } from './known-pods';

/** The identity with which a client connects; what is not known is undefined. */
export interface Caller {
  readonly namespace?: string;
  readonly account?: string;
  /** Whether it has no certificate of the mesh. */
  readonly isOutside?: boolean;
}

type Answer = 'yes' | 'no' | 'unknown';

/** Whether a source of a policy may be the caller. What manifests do not show, such as addresses and tokens, may be. */
export function mayBe(source: FieldCursor, caller: Caller, policy: ManifestObject): boolean {
  return answers(source, caller, policy).every(answer => answer !== 'no');
}

/** Whether a source of a policy is the caller, for certain. */
export function mustBe(source: FieldCursor, caller: Caller, policy: ManifestObject): boolean {
  return answers(source, caller, policy).every(answer => answer === 'yes');
}

function answers(source: FieldCursor, caller: Caller, policy: ManifestObject): Answer[] {
  return keysAt(source, []).map(field => {
    const values = stringsAt(source, [field]);
    const positive = field.startsWith('not') ? field.charAt(3).toLowerCase() + field.slice(4) : field;
    if (!Object.hasOwn(MATCHERS, positive)) { return 'unknown'; }
    const answer = anyOf(values.map(value => MATCHERS[positive](value, caller, policy)));
    return positive === field ? answer : OPPOSITE[answer];
  });
}

const OPPOSITE: Record<Answer, Answer> = { yes: 'no', no: 'yes', unknown: 'unknown' };

function anyOf(found: readonly Answer[]): Answer {
  if (found.includes('yes')) { return 'yes'; }
  return found.includes('unknown') ? 'unknown' : 'no';
}

const MATCHERS: { readonly [field: string]: (value: string, caller: Caller, policy: ManifestObject) => Answer } = {
  namespaces: (value, { namespace, isOutside }) => {
    if (isOutside) { return 'no'; }
    return namespace === undefined ? 'unknown' : yesIf(matches(value, namespace));
  },
  principals: (value, caller) => {
    const named = accountOfPrincipal(value);
    if (value === '*' || !named) { return value === '*' ? yesIf(!caller.isOutside) : 'unknown'; }
    return isAccount(named, caller);
  },
  serviceAccounts: (value, caller, policy) => isAccount(accountOf(value, policy), caller),
};

function yesIf(is: boolean): Answer {
  return is ? 'yes' : 'no';
}

function isAccount(named: NamedAccount, { namespace, account, isOutside }: Caller): Answer {
  if (isOutside) { return 'no'; }
  if (namespace === undefined) { return 'unknown'; }
  if (!matches(named.namespace, namespace)) { return 'no'; }
  if (named.name === '*') { return 'yes'; }
  return account === undefined ? 'unknown' : yesIf(matches(named.name, account));
}

/** A pattern begins or ends with `*`. */
function matches(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) { return text.startsWith(pattern.slice(0, -1)); }
  return pattern.startsWith('*') ? text.endsWith(pattern.slice(1)) : pattern === text;
}

/** A ServiceAccount as a policy names it: each part may be a pattern. */
interface NamedAccount {
  readonly namespace: string;
  readonly name: string;
}

// Whatever the trust domain is: `cluster.local/ns/shop/sa/web`, `*/ns/shop/sa/web`, `cluster.local/ns/shop/*`, `cluster.local/ns/shop*`.
function accountOfPrincipal(value: string): NamedAccount | undefined {
  const [, namespace, name] = /\/ns\/([^/]+)(?:\/(?:sa\/)?(.+))?$/.exec(value) ?? [];
  if (namespace === undefined) { return undefined; }
  if (name !== undefined) { return { namespace, name }; }
  return namespace.endsWith('*') ? { namespace, name: '*' } : undefined;
}

/** `web` in the namespace of the policy, or `shop/web`. */
function accountOf(value: string, { namespace = '' }: ManifestObject): NamedAccount {
  const [first, second] = value.split('/');
  return second === undefined ? { namespace, name: first } : { namespace: first, name: second };
}

/** The ServiceAccounts that a source requires; undefined if something else decides. */
export function requiredAccounts(source: FieldCursor, policy: ManifestObject): NamedAccount[] | undefined {
  const principals = stringsAt(source, ['principals']).map(accountOfPrincipal);
  const accounts = [...principals, ...stringsAt(source, ['serviceAccounts']).map(value => accountOf(value, policy))];
  return accounts.length === 0 || accounts.some(one => !one || `${one.namespace}${one.name}`.includes('*')) ? undefined : accounts as NamedAccount[];
}

/** Whether the manifests have the pods of all namespaces that a source names, and none of them has such an identity. */
export function isShownMissing(source: FieldCursor, policy: ManifestObject, manifests: ManifestSet): boolean {
  const accounts = requiredAccounts(source, policy);
  return accounts !== undefined && accounts.every(({ namespace, name }) => !mayHaveForeignPods(manifests, namespace)
    && podsIn(manifests, namespace).length > 0 && !accountNamed(manifests, { namespace, name })
    && !podsIn(manifests, namespace).some(({ object }) => (serviceAccountOf(object) ?? 'default') === name));
}

/** Whether a router whose pods are not here may be the source: it names no identity, or one that pods elsewhere may have. */
export function mayBeRouter(source: FieldCursor, policy: ManifestObject, manifests: ManifestSet): boolean {
  const fields = ['principals', 'namespaces', 'serviceAccounts'];
  const values = fields.flatMap(field => stringsAt(source, [field]).map(value => ({ field, value })));
  return values.length === 0 || values.some(({ field, value }) => {
    const namespace = field === 'namespaces' ? value
      : (field === 'principals' ? accountOfPrincipal(value) : accountOf(value, policy))?.namespace;
    return namespace === undefined || namespace.includes('*') || ROUTERS.test(value)
      || mayHaveForeignPods(manifests, namespace) || !spaces(manifests).has(namespace);
  });
}

const spaces = perCluster(({ podOwners }) => new Set(podOwners.map(({ namespace }) => namespace)));
