import { Replacement, replacementsOf } from './replacements';
import { isController, selectorOf } from '../../../analysis/identity/controllers';
import { hasConstructHash } from '../../../analysis/identity/names';
import { isSameJson, isService, ManifestObject, Path, rootOf, valueAt } from '../../../manifests';
import { Edit, set } from '../recipe';
import { perUpdate, Update } from '../update';

const NAME: Path = ['metadata', 'name'];
const REFERENCE = /(?:^|\.)(?:scaleTargetRef\.name|service\.name|backendRefs\.\d+\.name|claimName)$/;
const NO_REFERENCE = /(?:^|\.)(?:labels|matchLabels|selector|image)(?:\.|$)|ontainers\.\d+\.name$/;

/** Edits that give a moved construct its old name wherever it occurs; undefined if the places are not known. */
export function renameBack(replacement: Replacement, update: Update): Edit[] | undefined {
  const { before, after } = replacement;
  const isAlike = isService(before) || isSameJson(specOf(before), specOf(after));
  const labelsOfOthers = isAlike ? new Map<string, string>() : undefined;
  const labels = isController(before) ? labelsBack(replacement) : labelsOfOthers;
  if (labels === undefined || /[^a-z0-9-]/.test(after.name)) { return undefined; }
  const back = new Map([...labels, [after.name, before.name]]);
  const found = [...back.keys()].flatMap(word => mentions(update).get(word) ?? [])
    .filter(({ object, path }) => object !== after || !isSameJson(path, NAME));
  const sure = hasConstructHash(after.name) ? found : found.filter(({ path }) => !NO_REFERENCE.test(path.join('.')));
  if (sure !== found && sure.some(({ path }) => !REFERENCE.test(path.join('.')))) { return undefined; }
  const changes = [...new Set(sure)].map(({ object, path, text }) => ({ object, path, text: replaced(text, back) }));
  return changes.every(change => isPrintable(change, update))
    ? [set(after, NAME, before.name), ...changes.map(({ object, path, text }) => set(object, path, text))] : undefined;
}

/** The content of a ConfigMap or a Secret is not printed; a recipe can say to leave it as it is. */
function isPrintable({ object, path, text }: Mention, { objects }: Update): boolean {
  if (!['ConfigMap', 'Secret'].includes(object.kind) || path[0] === 'metadata') { return true; }
  const kept = objects.kept.find(({ after }) => after === object);
  return kept !== undefined && valueAt(rootOf(kept.before.json), path) === text;
}

/** The previous values of the selector labels that are hashes of the construct path. */
function labelsBack({ before, after }: Replacement): Map<string, string> | undefined {
  const [old, now] = [selectorOf(before), selectorOf(after)];
  if (isSameJson(old, now)) { return new Map(); }
  if (!old || !now || !isSameJson(old.matchExpressions, now.matchExpressions)) { return undefined; }
  if (!isSameJson(Object.keys(old.matchLabels).sort(), Object.keys(now.matchLabels).sort())) { return undefined; }
  const changed = Object.entries(now.matchLabels).filter(([label, value]) => value !== old.matchLabels[label]);
  if (!changed.every(([, value]) => hasConstructHash(value))) { return undefined; }
  return new Map(changed.map(([label, value]) => [value, old.matchLabels[label]]));
}

interface Mention {
  readonly object: ManifestObject;
  readonly path: Path;
  readonly text: string;
}

/** The places of the new names and labels of moved constructs. */
const mentions = perUpdate((update): ReadonlyMap<string, Mention[]> => {
  const moved = [...replacementsOf(update).values()].filter(({ how }) => how === 'construct');
  const found = new Map<string, Mention[]>(moved.flatMap(replacement => [
    replacement.after.name, ...isController(replacement.after) ? labelsBack(replacement)?.keys() ?? [] : [],
  ]).map(word => [word, []]));
  for (const object of update.after.objects) {
    eachText(object.json, [], (text, path) => {
      const mention = { object, path, text };
      for (const word of new Set(wordsOf(text))) { found.get(word)?.push(mention); }
    });
  }
  return found;
});

function eachText(value: unknown, path: Path, use: (text: string, path: Path) => void): void {
  if (typeof value === 'string') { use(value, path); }
  if (typeof value !== 'object' || value === null) { return; }
  const steps: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [step, inner] of steps) { eachText(inner, [...path, step], use); }
}

function wordsOf(text: string): string[] {
  return text.split(/[^A-Za-z0-9-]+/);
}

function replaced(text: string, back: ReadonlyMap<string, string>): string {
  return text.split(/([^A-Za-z0-9-]+)/).map(part => back.get(part) ?? part).join('');
}

function specOf({ json }: ManifestObject): unknown {
  return valueAt(rootOf(json), ['spec']);
}
