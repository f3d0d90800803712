import { findPackage } from './find-package';
import type { CompareKind } from './surroundings';
import type { ContractChange } from '../contracts';
import { shorten } from '../text';

/** The used parts of the package `graphql`. */
interface Graphql {
  buildSchema(text: string): unknown;
  findBreakingChanges(before: unknown, after: unknown): readonly GraphqlChange[];
  findDangerousChanges(before: unknown, after: unknown): readonly GraphqlChange[];
}

interface GraphqlChange {
  readonly type: string;
  readonly description: string;
}

const MAJOR = '16';

/** In characters: the package takes too long to parse larger schemas. */
export const LARGEST_SCHEMA = 2 * 1024 * 1024;

/** Compares GraphQL schemas with the package `graphql` of the app. */
export const compareGraphql: CompareKind = (before, after, { cwd }) => {
  const remedy = `Install the package with "npm install graphql@${MAJOR}"`;
  const found = findPackage('graphql', cwd);
  if (!found) { return { failure: 'The package graphql is not installed', remedy }; }
  const { version } = found.manifest;
  if (version.split('.')[0] !== MAJOR) { return { failure: `The installed graphql has version ${version}, but only ${MAJOR} is supported`, remedy }; }
  for (const [side, { text }] of Object.entries({ before, after })) {
    if (text.length > LARGEST_SCHEMA) {
      return { failure: `The GraphQL schema ${side} has ${text.length} characters, but at most ${LARGEST_SCHEMA} are compared`, remedy: 'Split it' };
    }
  }
  try {
    const graphql = found.load() as Graphql;
    const [from, to] = [graphql.buildSchema(before.text), graphql.buildSchema(after.text)];
    return {
      changes: [
        ...graphql.findBreakingChanges(from, to).filter(({ description }) => !UNUSED.test(description))
          .map(change => changeOf(change, true)),
        ...graphql.findDangerousChanges(from, to).map(change => changeOf(change, false)),
      ],
      by: `graphql ${version}`,
    };
  } catch (error) {
    return { failure: `graphql ${version} failed: ${shorten((error as Error).message, 200)}`, remedy: 'Correct the schema' };
  }
};

/** A built-in scalar is reported as removed if no field uses it: the removal of the last use is a change of its own. */
const UNUSED = /^Standard scalar \w+ was removed/;

/** `FIELD_REMOVED` of a change is `graphql-field-removed`. */
function changeOf({ type, description }: GraphqlChange, isBreaking: boolean): ContractChange {
  return { id: `graphql-${type.toLowerCase().replaceAll('_', '-')}`, isBreaking, text: description, at: [], side: 'after' };
}
