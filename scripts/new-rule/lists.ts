import { NewRule } from './new-rule';
import { Topic } from '../../src/rules/topics';

/** The longest line that src/intent/rule-ids.ts should have. */
const WIDTH = 125;

/** How the comment above the ids of a topic begins. */
const GROUPS: { readonly [topic in Topic]: string } = {
  stop: 'Stop path',
  start: 'Start path and probes',
  rollout: 'Rollout controller arithmetic',
  drain: 'PDB, eviction, drain',
  placement: 'Nodes, capacity, preemption',
  autoscaling: 'Autoscaling',
  routing: 'Service, load balancers',
  identity: 'Identity, immutability',
  config: 'Config, secrets, images',
  cluster: 'Cluster policy',
};
const OF_UPDATES = 'From what runs to what will run';

/** The index of a topic with the file of a rule, in alphabetical order. */
export function withExport(index: string, id: string): string {
  const line = `export * from './${id}';`;
  const lines = index.trimEnd().split('\n');
  const after = lines.findIndex(other => other > line);
  lines.splice(after < 0 ? lines.length : after, 0, line);
  return `${lines.join('\n')}\n`;
}

/** The list of ids with one more at the end of its group; a hazard that is known is there. */
export function withId(list: string, { side, topic, id }: NewRule): string {
  if (list.includes(`'${id}'`)) { return list; }
  const lines = list.split('\n');
  const heading = lines.findIndex(line => line.startsWith(`  // ${side === 'diff' ? OF_UPDATES : GROUPS[topic]}`));
  if (heading < 0) { throw new Error(`src/intent/rule-ids.ts has no comment for ${topic}`); }
  const last = lines.findIndex((line, i) => i > heading && !line.startsWith("  '")) - 1;
  const longer = `${lines[last]} '${id}',`;
  lines.splice(last, 1, ...longer.length <= WIDTH ? [longer] : [lines[last], `  '${id}',`]);
  return lines.join('\n');
}

/** Reasons why hazards have no rule, without that of one which now has. */
export function withoutReason(reasons: string, id: string): string {
  return reasons.split('\n').filter(line => !line.startsWith(`  '${id}': `)).join('\n');
}
