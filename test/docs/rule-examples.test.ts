import { blocksOf, PAGES } from './markdown';
import { Rule, RULES } from '../../src/rules';
import { manifestsIn, TARGET } from '../rules/check/judging';

const SECTIONS = new Map([...PAGES].filter(([file]) => file.startsWith('docs/rules/'))
  .flatMap(([, page]) => page.split(/^### /m).slice(1).map(part => [part.split('\n')[0], part] as const)));

const foundIn = ({ judge, examples }: Rule, yaml: string): string[] =>
  judge(manifestsIn(yaml), { ...TARGET, ...examples.profile })
    .flatMap(({ violations }) => violations.map(({ message }) => message));

test.each(RULES.map(rule => [rule.id, rule] as const))('the whole manifests that the page shows of %s have that finding', (id, rule) => {
  const [found] = blocksOf(SECTIONS.get(id)!, 'yaml');
  expect(foundIn(rule, found)).not.toEqual([]);
});
