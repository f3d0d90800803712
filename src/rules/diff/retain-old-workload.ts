import { meshSteps } from './mesh-steps';
import { distinctEdits, Edit, keepPrevious, defer, Recipe, retain, set } from './recipe';
import { perUpdate, Update } from './update';
import { podsBy, servicesBy } from '../../analysis/identity/controllers';
import { anyPodSpecOf } from '../../analysis/pod/pod-spec';
import { workloadsByObject } from '../../analysis/workloads';
import { ACKNOWLEDGE } from '../../intent/acknowledgement';
import { keyOf, groupedBy, groupOf, listAt, ManifestObject, matcherOf, rootOf, Route, selectorAt, Service, stringAt, Workload, intentPath } from '../../manifests';

const USED = ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'];

/** Edits that keep a removed controller serving for one more release: the controller itself, and all objects that it needs. */
export function retainOldWorkload(object: ManifestObject, update: Update): Edit[] {
  const { before, after, services, budgets } = update;
  const labels = podsBy(before).get(object)?.podLabels ?? {};
  const own = servicesBy(before).get(object) ?? [];
  const sending = new Set(own.map(service => service.object));
  const removed = removedBy(update);
  const isSelected = (by: ManifestObject): boolean => before.selected.get(by)!.some(pods => pods.object === object);
  const leftOut = services.kept
    .filter(kept => sending.has(kept.before.object) && !fits(kept.after.selector, labels))
    .map(kept => kept.after);
  const isNear = (other: { readonly object: ManifestObject }): boolean => other.object.namespace === object.namespace;
  const isBudgeted = after.budgets.some(budget => isNear(budget) && budget.selector && matcherOf(budget.selector)(labels));
  return [
    retain(object),
    ...own.filter(service => removed.has(service.object)).map(service => retain(service.object)),
    ...leftOut.map(service => keepPrevious(service.object)),
    ...update.autoscalers.removed
      .filter(isNear)
      .filter(({ target }) => target.kind === object.kind && target.name === object.name)
      .map(autoscaler => retain(autoscaler.object)),
    // Two budgets for the same pods would allow no eviction at all.
    ...isBudgeted ? [] : budgets.removed.filter(budget => isSelected(budget.object)).map(budget => retain(budget.object)),
    ...neededBy(object, needsBy(update), labels).map(retain),
    ...routesTo(own, update),
    ...meshSteps(object, update).starting,
    ...overlapping(object, update),
  ];
}

/** Releases in which one controller replaces another: first beside it, then with the routes of a mesh, then without it. */
export function replacedBeside(object: ManifestObject, until: string, update: Update): Recipe {
  const beside = distinctEdits(retainOldWorkload(object, update));
  const { starting, moving } = meshSteps(object, update);
  const mesh = new Set(starting.map(edit => edit.object));
  const moved = moving === undefined ? [] : [{
    edits: [...beside.filter(edit => !mesh.has(edit.object)), ...moving],
    until: 'when all proxies have the new routes',
  }];
  return [{ edits: beside, until }, ...moved, { edits: [] }];
}

/** While both exist, they may select the same pods, and check must not report it. */
function overlapping(object: ManifestObject, update: Update): Edit[] {
  const old = workloadsByObject(update.before).get(object);
  if (old?.kind !== 'Deployment' || old.selector === undefined) { return []; }
  const { all, byLabel } = addedDeployments(update);
  const next = Object.entries(old.selector.matchLabels).map(pair => byLabel.get(keyOf(...pair)) ?? [])
    .reduce((one, other) => other.length < one.length ? other : one, all)
    .find(other => other.namespace === old.namespace && selects(old, other) && selects(other, old));
  return next ? [set(object, intentPath(`${ACKNOWLEDGE}overlapping-selectors`), `until the pods of Deployment ${next.name} are ready`)] : [];
}

const addedDeployments = perUpdate(({ workloads: { added } }) => {
  const all = added.filter(({ kind }) => kind === 'Deployment');
  return { all, byLabel: groupedBy(all, ({ podLabels }) => Object.entries(podLabels).map(pair => keyOf(...pair))) };
});

function selects({ selector }: Workload, { podLabels }: Workload): boolean {
  return selector !== undefined && matcherOf(selector)(podLabels);
}

/** Configuration, volumes and permissions that pods use, and policies that allow requests to them. */
function neededBy(
  object: ManifestObject,
  removed: Needs,
  labels: Readonly<Record<string, string>>,
): ManifestObject[] {
  const names = new Set<string>();
  collectNames(anyPodSpecOf(object).value, names);
  const isNear = ({ namespace }: ManifestObject): boolean => namespace === object.namespace;
  const used = removed.used.filter(other => names.has(other.name) && isNear(other));
  const account = stringAt(anyPodSpecOf(object), ['serviceAccountName']);
  const bindings = removed.bindings.filter(other => account !== undefined
    && listAt(rootOf(other.json), ['subjects']).some(subject => stringAt(subject, ['name']) === account
      && (stringAt(subject, ['namespace']) ?? object.namespace) === object.namespace));
  const roles = new Set(bindings.map(({ json }) => stringAt(rootOf(json), ['roleRef', 'name'])));
  const policies = removed.policies.filter(other => isNear(other) && matcherOf(selectorAt(rootOf(other.json), ['spec', 'podSelector'])
    ?? { matchLabels: {}, matchExpressions: [] })(labels));
  return [...used, ...bindings, ...removed.roles.filter(other => roles.has(other.name)), ...policies];
}

/** Removed objects that pods may need, by kind. */
interface Needs {
  readonly used: readonly ManifestObject[];
  readonly bindings: readonly ManifestObject[];
  readonly roles: readonly ManifestObject[];
  readonly policies: readonly ManifestObject[];
}

const needsBy = perUpdate(({ objects: { removed } }): Needs => ({
  used: removed.filter(other => USED.includes(other.kind) && groupOf(other) === ''),
  bindings: removed.filter(({ kind }) => /^(?:Cluster)?RoleBinding$/.test(kind)),
  roles: removed.filter(({ kind }) => /^(?:Cluster)?Role$/.test(kind)),
  policies: removed.filter(({ kind }) => kind === 'NetworkPolicy'),
}));

const removedBy = perUpdate(({ objects: { removed } }): ReadonlySet<ManifestObject> => new Set(removed));

const NAME_FIELDS = ['name', 'secretName', 'claimName', 'serviceAccountName'];

function collectNames(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) { return; }
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && NAME_FIELDS.includes(key)) { names.add(inner); }
    collectNames(inner, names);
  }
}

/** Edits by which routes keep sending to the old pods until new ones are ready. */
export function routesTo(services: readonly Service[], { routes, services: all }: Update): Edit[] {
  if (routes.kept.length + routes.removed.length === 0) { return []; }
  const going = new Set(all.removed.map(({ object }) => object));
  const keys = new Set(services
    .filter(({ object }) => going.has(object))
    .map(({ object }) => keyOf(object.namespace, object.name)));
  const leads = ({ backends }: Route): boolean => backends.some(({ namespace, service }) => keys.has(keyOf(namespace, service)));
  const removed = routes.removed.filter(leads);
  const hosts = new Set(removed.flatMap(route => route.hosts));
  return [
    ...routes.kept.filter(kept => leads(kept.before) && !leads(kept.after)).map(kept => keepPrevious(kept.after.object)),
    ...removed.map(route => retain(route.object)),
    // The old route keeps the hosts as long as it exists.
    ...routes.added.filter(route => route.hosts.some(host => hosts.has(host))).map(route => defer(route.object)),
  ];
}

function fits(selector: Service['selector'], labels: Readonly<Record<string, string>>): boolean {
  return Object.keys(selector).length > 0 && matcherOf({ matchLabels: selector, matchExpressions: [] })(labels);
}
