import { ARGO_HOOK, ARGO_WAVE, HELM_WEIGHT, helmEvents } from './hook-annotations';
import { accountIn } from './pod-accounts';
import { configReferencesOf } from './references';
import { booleanAt, ManifestObject, ManifestSet, numberAt, Path, rootOf } from '../../manifests';
import { anyPodSpecOf } from '../pod/pod-spec';
import { providersOf, targetOf } from '../references';

/** An object without which pods do not start, and that a tool creates only after it has waited for these pods. */
export interface LateObject {
  readonly tool: 'Helm' | 'Argo CD';
  readonly kind: string;
  readonly name: string;
  /** The path of its name in the object with the pods. */
  readonly path: Path;
  /** The first object in the manifests that is it or writes it. */
  readonly provider: ManifestObject;
  /** When the pods start and when the object is created, in the words of the tool: `pre-install`, `PreSync`, `wave 1`. */
  readonly starts: string;
  readonly comes: string;
}

/** Kinds for whose health Argo CD waits; Helm waits for hooks that are Jobs or Pods. */
const WAITED = ['Job', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * The objects that come too late for the pods of an object: in the first installation, since they do not exist before, or
 * in an upgrade if `isNew` says that none of the objects that provide them exists.
 */
export function lateObjects(
  object: ManifestObject,
  manifests: ManifestSet,
  event: 'pre-install' | 'pre-upgrade',
  isNew: (provider: ManifestObject) => boolean = () => true,
): LateObject[] {
  if (!isWaitedFor(object)) { return []; }
  return neededBy(object).flatMap(({ kind, name, path }) => {
    const providers = providersOf(manifests, targetOf(`/${kind}`, object.namespace, name).key);
    if (providers.length === 0 || !providers.every(isNew)) { return []; }
    const orders = providers.map(provider => inHelm(object, provider, event) ?? inArgo(object, provider));
    const [order] = orders;
    return order && orders.every(each => each !== undefined) ? [{ kind, name, path, provider: providers[0], ...order }] : [];
  });
}

function isWaitedFor({ kind, json }: ManifestObject): boolean {
  const root = rootOf(json);
  return WAITED.includes(kind) && numberAt(root, ['spec', 'replicas']) !== 0 && booleanAt(root, ['spec', 'suspend']) !== true;
}

/** The objects without which the pods of an object do not start. */
export function neededBy(object: ManifestObject): Pick<LateObject, 'kind' | 'name' | 'path'>[] {
  const account = accountIn(anyPodSpecOf(object));
  const needed = [
    ...account ? [{ kind: 'ServiceAccount', ...account }] : [],
    ...configReferencesOf(object).filter(({ optional }) => !optional),
  ];
  return [...new Map(needed.map(one => [`${one.kind} ${one.name}`, one] as const)).values()];
}

type Order = Pick<LateObject, 'tool' | 'starts' | 'comes'>;

export function helmWeight({ annotations }: ManifestObject): number {
  return wholeNumber(annotations[HELM_WEIGHT]) ?? 0;
}

// Helm creates hooks of one event by weight, and waits for each Job; all other objects come after them.
function inHelm(object: ManifestObject, provider: ManifestObject, event: string): Order | undefined {
  const isHook = helmEvents(object).includes(event) && !Object.hasOwn(object.annotations, ARGO_HOOK);
  if (!isHook || !['Job', 'Pod'].includes(object.kind)) { return undefined; }
  if (!helmEvents(provider).includes(event)) { return { tool: 'Helm', starts: event, comes: 'after it' }; }
  const [own, other] = [object, provider].map(helmWeight);
  return other <= own ? undefined : { tool: 'Helm', starts: `weight ${own}`, comes: `with weight ${other}` };
}

const PHASES = ['PreSync', 'Sync', 'PostSync'];

// Argo CD applies phase by phase, wave by wave, and waits until each is healthy.
function inArgo(object: ManifestObject, provider: ManifestObject): Order | undefined {
  if (![object, provider].some(isOfArgo)) { return undefined; }
  const [own, other] = [object, provider].map(turnOf);
  if (!own || !other || other.phase < own.phase || (other.phase === own.phase && other.wave <= own.wave)) { return undefined; }
  return own.phase === other.phase ? { tool: 'Argo CD', starts: `wave ${own.wave}`, comes: `in wave ${other.wave}` }
    : { tool: 'Argo CD', starts: PHASES[own.phase], comes: `in ${PHASES[other.phase]}` };
}

function isOfArgo({ annotations }: ManifestObject): boolean {
  return Object.hasOwn(annotations, ARGO_HOOK) || Object.hasOwn(annotations, ARGO_WAVE);
}

/** The wave in which Argo CD applies an object. */
export function waveOf({ annotations }: ManifestObject): number {
  return wholeNumber(annotations[ARGO_WAVE]) ?? wholeNumber(annotations[HELM_WEIGHT]) ?? 0;
}

function turnOf(object: ManifestObject): { readonly phase: number; readonly wave: number } | undefined {
  const phases = phasesOf(object);
  return phases.length === 0 ? undefined : { phase: Math.min(...phases), wave: waveOf(object) };
}

// Argo CD reads hooks of Helm too; hooks of other events are not part of a sync.
function phasesOf(object: ManifestObject): number[] {
  const own = object.annotations[ARGO_HOOK];
  if (own !== undefined) { return own.split(',').map(hook => PHASES.indexOf(hook.trim())).filter(phase => phase >= 0); }
  const events = helmEvents(object);
  if (events.length === 0) { return [1]; }
  return events.filter(event => /^(?:pre|post)-(?:install|upgrade)$/.test(event)).map(event => event.startsWith('pre') ? 0 : 2);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
