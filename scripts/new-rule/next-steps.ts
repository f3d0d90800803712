import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NewRule, pathsOf } from './new-rule';

/** What is left to do, a line each. */
export function nextSteps(rule: NewRule, root: string): string[] {
  const { side, id } = rule;
  const { rule: source, test, fixture } = pathsOf(rule);
  const isCheck = side === 'check';
  const fixtures = `test/rules/${side}/${isCheck ? 'defects' : 'fixtures'}.test.ts`;
  const [mistake, manifests] = isCheck ? [fixture, 'FILE'] : [`${fixture}/after.yaml, expected.yaml`, `${fixture}/before.yaml ${fixture}/after.yaml`];
  return [
    `1. The mistake itself: ${mistake}; npx jest ${fixtures} fails until the rule finds it.`,
    `2. The judge and the examples: ${source}; npx jest ${test}; npm run rule -- ${id} ${manifests}`,
    `3. The texts, instead of each todo: npx jest test/rules/${side}/catalogue.test.ts -t ${id}`,
    `4. No false alarm: npx jest ${isCheck ? 'test/rules/check/clean-services.test.ts' : `${fixtures} -t 'no alarm'`}`,
    `5. The pages: ${counted(rule, root)} in README.md and CHANGELOG.md; npm run compile writes those in docs.`,
  ];
}

function counted({ side }: NewRule, root: string): string {
  const [said, before, what] = (side === 'check' ? /(\d+) (rules)(?! of updates)/ : /(\d+) (rules of updates)/).exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  return said === undefined ? 'the number of rules' : `"${Number(before) + 1} ${what}" instead of "${said}"`;
}
