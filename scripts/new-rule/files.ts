import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withExport, withId, withoutReason } from './lists';
import { NewRule, pathsOf } from './new-rule';
import { defectOf, expectedOf, manifests, ruleOf, testOf } from './skeletons';

export interface WrittenFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly isNew: boolean;
}

const RULE_IDS = 'src/intent/rule-ids.ts';
const HAZARDS = 'scripts/hazards';

/** All that a new rule consists of, in a copy of the repository. Nothing is written yet. */
export function filesOf(rule: NewRule, root: string): WrittenFile[] {
  const { rule: source, index, test, fixture } = pathsOf(rule);
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const written = (path: string, text: string) => ({ path, text, isNew: true });
  // Of a list that has the rule already nothing is to be written.
  const changed = (path: string, change: (text: string) => string) => {
    const before = read(path);
    const text = change(before);
    return text === before ? [] : [{ path, text, isNew: false }];
  };
  const hazards = readdirSync(join(root, HAZARDS)).filter(file => file.endsWith('.ts')).map(file => `${HAZARDS}/${file}`);
  return [
    written(source, ruleOf(rule)),
    ...changed(index, text => withExport(text, rule.id)),
    ...changed(RULE_IDS, text => withId(text, rule)),
    ...hazards.flatMap(path => changed(path, text => withoutReason(text, rule.id))),
    written(test, testOf(rule)),
    ...rule.side === 'check' ? [written(fixture, defectOf(rule))] : [
      ...Object.entries(manifests()).map(([name, text]) => written(`${fixture}/${name}.yaml`, text)),
      written(`${fixture}/expected.yaml`, expectedOf(rule)),
    ],
  ];
}
