import { NewRule } from './new-rule';
import { TOPICS } from '../../src/rules/topics';

/** The index of a topic with the file of a rule, in alphabetical order. */
export function withExport(index: string, id: string): string {
  const line = `export * from './${id}';`;
  const lines = index.trimEnd().split('\n');
  const after = lines.findIndex(other => other > line);
  lines.splice(after < 0 ? lines.length : after, 0, line);
  return `${lines.join('\n')}\n`;
}

/** The list of ids with one more in its topic, in alphabetical order. */
export function withId(list: string, { topic, id }: NewRule): string {
  const line = `  '${id}',`;
  const lines = list.split('\n');
  const heading = lines.indexOf(`  // ${TOPICS[topic]}`);
  if (heading < 0) { throw new Error(`src/intent/rule-ids.ts has no comment for ${topic}`); }
  const after = lines.findIndex((other, i) => i > heading && (!other.startsWith("  '") || other > line));
  lines.splice(after, 0, line);
  return lines.join('\n');
}

/** Reasons why hazards have no rule, without that of one which now has. */
export function withoutReason(reasons: string, id: string): string {
  return reasons.split('\n').filter(line => !line.startsWith(`  '${id}': `)).join('\n');
}
