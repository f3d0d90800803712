import { Edit, Recipe, Release } from './recipe';
import { showPath } from '../../manifests';
import { capitalize, listWords, shorten } from '../../text';
import { valueInWords } from '../wording/values';

/** Longer than in a message, since users copy it. */
const LONGEST_VALUE = 1200;

/** What to wait for before the next release, where the recipe does not state it. */
export const UNTIL = 'when its pods are ready';

/** An annotation with a copy of the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The steps of a recipe, as sentences. */
export function recipeInWords(recipe: Recipe): string {
  return releasesInWords(recipe).join(' ');
}

/** The same, with one sentence for each release. */
export function releasesInWords(recipe: Recipe): string[] {
  if (recipe.length === 1) {
    return [recipe[0].edits.length === 0 ? 'Release this change.' : `Release this change, but ${differences(recipe[0])}.`];
  }
  return recipe.map((release, i) => {
    const before = i === 0 ? '' : `${capitalize(recipe[i - 1].until ?? UNTIL)}, `;
    return `${before}${i === 0 ? 'Release' : 'release'} ${i + 1}: ${content(release, recipe[i - 1], i === recipe.length - 1)}.`;
  });
}

function content(release: Release, former: Release | undefined, isLast: boolean): string {
  const more = former && furtherEdits(release, former);
  if (more) { return `the same, and ${listWords(more.map(inWords))}`; }
  if (release.edits.length === 0) { return isLast ? 'the rest of this change' : 'this change'; }
  return `${isLast ? 'the rest of this change' : 'this change'}, but ${differences(release)}`;
}

/** The edits beyond those of the previous release, if all of those stay. */
function furtherEdits({ edits }: Release, former: Release): readonly Edit[] | undefined {
  const stays = former.edits.length > 0
    && edits.length > former.edits.length
    && former.edits.every((edit, i) => edits[i] === edit);
  return stays ? edits.slice(former.edits.length) : undefined;
}

function differences({ edits }: Release): string {
  return listWords(edits.map(inWords));
}

function inWords(edit: Edit): string {
  const { kind, name } = edit.object;
  const object = `${shorten(kind)} ${shorten(name)}`;
  switch (edit.kind) {
    case 'retain': return `keep ${object}`;
    case 'keepPrevious': return `leave ${object} as it is now`;
    case 'defer': return `without ${object}`;
    case 'set': return edit.value === undefined ? `leave out ${showPath(edit.path)} of ${object}`
      : `with ${showPath(edit.path)} of ${object} ${isContent(edit) ? 'as it is now' : `set to ${valueInWords(edit.value, LONGEST_VALUE)}`}`;
  }
}

/** The content of a ConfigMap or a Secret must not appear in logs; a recipe only keeps it. */
export function isContent({ object: { kind }, path }: SetEdit): boolean {
  return ['ConfigMap', 'Secret'].includes(kind)
    && (['data', 'stringData', 'binaryData'].includes(String(path[0])) || path.includes(LAST_APPLIED));
}

type SetEdit = Extract<Edit, { kind: 'set' }>;
