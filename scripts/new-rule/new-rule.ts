import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ACKNOWLEDGEMENT_RULES } from '../../src/rules/acknowledgement-rules';
import { Topic, TOPICS } from '../../src/rules/topics';
import { listWords, nearestWord } from '../../src/text';

const SIDES = ['check', 'diff'] as const;

export interface NewRule {
  readonly side: typeof SIDES[number];
  readonly topic: Topic;
  readonly id: string;
}

/** Why no rule was written. */
export class Refusal extends Error {}

/**
 * What was asked for.
 *
 * @throws {Refusal} where the folder has such a rule, or where there is no such side or topic
 */
export function newRuleOf([side, topic, id, ...more]: readonly string[], root: string): NewRule {
  if (id === undefined || more.length > 0) {
    throw new Refusal(`Which rule? npm run new:rule -- <${SIDES.join('|')}> <topic> <id>\nTopics: ${Object.keys(TOPICS).join(', ')}`);
  }
  const rule = { side: oneOf(SIDES, side, 'side'), topic: oneOf(Object.keys(TOPICS) as Topic[], topic, 'topic'), id };
  // Two words or more: the constant is named after the id, and one word may be a word of TypeScript.
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
    const meant = kebabCase(id);
    throw new Refusal(`The id '${id}' is not two or more words of small letters and digits with '-' between them${meant === id ? '' : `, such as '${meant}'`}.`);
  }
  const taken = placeOf(id, root);
  if (taken) { throw new Refusal(`The id '${id}' is taken: ${taken}.`); }
  return rule;
}

/** The paths of a rule, in the repository. */
export function pathsOf({ side, topic, id }: NewRule): { readonly rule: string; readonly index: string; readonly test: string; readonly fixture: string } {
  return {
    rule: `src/rules/${side}/${topic}/${id}.ts`,
    index: `src/rules/${side}/${topic}/index.ts`,
    test: `test/rules/${side}/${topic}/${id}.test.ts`,
    fixture: side === 'check' ? `test/fixtures/defects/${id}.yaml` : `test/fixtures/updates/unsafe/${id}`,
  };
}

/** The name of its constant: `pdbMissing`. */
export function constantOf({ id }: NewRule): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function oneOf<T extends string>(known: readonly T[], given: string, what: string): T {
  const found = known.find(word => word === given);
  if (found) { return found; }
  const meant = nearestWord(given, known);
  throw new Refusal(`There is no ${what} '${given}'${meant ? `. Did you mean '${meant}'?` : `, only ${listWords(known)}.`}`);
}

function kebabCase(id: string): string {
  const words = id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z0-9]+/).filter(word => word !== '');
  return words.length > 1 && /^[a-z]/.test(words[0]) ? words.join('-') : 'pdb-missing';
}

/** Where something has this id: ids are unique across check and diff, and the names of their files, too. */
function placeOf(id: string, root: string): string | undefined {
  if (ACKNOWLEDGEMENT_RULES.some(rule => rule.id === id)) { return 'src/rules/acknowledgement-rules.ts'; }
  const places = SIDES.flatMap(side => (Object.keys(TOPICS) as Topic[]).map(topic => pathsOf({ side, topic, id })));
  return places.flatMap(({ rule, test, fixture }) => [rule, test, fixture]).find(path => existsSync(join(root, path)));
}
