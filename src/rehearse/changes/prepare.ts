import { Journal, journalObjects, ObjectKey } from './journal';
import { Json, labelled, savedOf } from './saved-object';
import { isMapping, ManifestObject } from '../../manifests';
import { Settled, settle } from '../disturb/settle';
import { answerOf, Kubectl } from '../kubectl';
import { MADE_BY_REHEARSAL } from '../labels';
import { Plan } from '../plan/plan';
import { liveOf } from '../plan/read-state';

/** Of an apply of many objects, in milliseconds. */
const LONG = 120_000;

/**
 * The first change: creates the namespace, or saves the objects that will change, as a journal in the namespace. From then on, `clean`
 * can restore everything.
 */
export async function open(kubectl: Kubectl, plan: Plan): Promise<Journal> {
  if (plan.makesNamespace) { await apply(kubectl, [namespaceOf(plan)]); }
  // The objects may have changed between the plan and its confirmation.
  const live = plan.makesNamespace ? [] : await liveOf(kubectl, [...plan.before, ...plan.after]);
  const saved = [...new Map(live.map(object => [keyText(object), object])).values()];
  const existing = new Set(saved.map(keyText));
  const created = [...new Map([...plan.before, ...plan.after].map(object => [keyText(object), object])).values()]
    .filter(object => !existing.has(keyText(object)))
    .map(({ apiVersion, kind, name }): ObjectKey => ({ apiVersion, kind, name }));
  const journal: Journal = {
    id: plan.id,
    namespace: plan.namespace,
    makesNamespace: plan.makesNamespace,
    cordons: plan.cordons,
    created,
    saved: saved.map(({ json }) => savedOf(json)),
  };
  const [head, ...rest] = journalObjects(journal);
  // The head is written last: if it is missing, nothing was changed yet.
  for (const object of [...rest, head]) {
    await answerOf(kubectl, ['create', '--filename=-'], { input: JSON.stringify(object) });
  }
  return journal;
}

/** Applies the first version, and waits until it is available; again for each run. */
export async function prepare(kubectl: Kubectl, plan: Plan, journal: Journal): Promise<Settled> {
  await applySide(kubectl, plan, journal, plan.before);
  if (plan.disturbance.kind === 'scale') { await scaleBack(kubectl, plan, journal); }
  return settle(kubectl, plan.workloads, plan.deadline);
}

// If manifests do not set replicas, applying them does not revert a scaling.
async function scaleBack(kubectl: Kubectl, { workloads }: Plan, { saved }: Journal): Promise<void> {
  for (const { kind, name, resource } of workloads.filter(({ replicas }) => replicas === undefined)) {
    const before = saved.find(each => each.kind === kind && isMapping(each.metadata) && each.metadata.name === name);
    const replicas = isMapping(before?.spec) ? before.spec.replicas : undefined;
    await answerOf(kubectl, ['scale', `${resource}/${name}`, `--replicas=${String(replicas ?? 1)}`]);
  }
}

/** Applies the manifests of one side, as a user does: with `kubectl apply`. */
export async function applySide(
  kubectl: Kubectl, { id }: Plan, { created }: Journal, objects: readonly ManifestObject[],
): Promise<void> {
  const isNew = new Set(created.map(keyText));
  const made = (object: ManifestObject): Json =>
    isNew.has(keyText(object)) ? labelled(object.json, MADE_BY_REHEARSAL, id) : object.json;
  await apply(kubectl, objects.map(made));
}

async function apply(kubectl: Kubectl, items: readonly Json[]): Promise<void> {
  if (items.length === 0) { return; }
  await answerOf(kubectl, ['apply', '--filename=-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), timeout: LONG });
}

function namespaceOf({ id, namespace, namespaceLabels }: Plan): Json {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { ...namespaceLabels, [MADE_BY_REHEARSAL]: id } } };
}

function keyText({ apiVersion, kind, name }: ObjectKey): string {
  return `${apiVersion.replace(/[^/]*$/, '')} ${kind} ${name}`;
}
