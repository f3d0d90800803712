import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, PAGES, ROOT, withoutCode } from './markdown';
import { rulePage } from '../../src/report/findings/rule-page';
import { ACKNOWLEDGEMENT_RULES, RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';

const REPOSITORY = /^https:\/\/github\.com\/cdk8s-zero-downtime\/cdk8s-zero-downtime\/blob\/main\//;

function targetOf(page: string, path: string): string {
  if (path === '') { return page; }
  return REPOSITORY.test(path) ? path.replace(REPOSITORY, '') : normalize(join(dirname(page), path));
}

/** What is wrong with a link from a page, if anything. */
function problemOf(page: string, link: string): string | undefined {
  const [path, anchor] = link.split('#');
  const target = targetOf(page, path);
  if (!existsSync(join(ROOT, target))) { return `${page}: ${link} leads to no file`; }
  const text = PAGES.get(target);
  if (anchor === undefined || text === undefined || anchorsOf(text).has(anchor)) { return undefined; }
  return `${page}: ${link} leads to no section`;
}

test.each([...PAGES])('each link of %s leads to a file and a section that exist', (page, text) => {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link)
    .filter(link => !/^[a-z]+:/.test(link) || REPOSITORY.test(link));
  expect(links.flatMap(link => problemOf(page, link) ?? [])).toEqual([]);
});

test.each([
  ['a file that is not there', 'nowhere.md', 'no file'],
  ['a section that is not there', 'check.md#nowhere', 'no section'],
  ['a section of the page that is not there', '#nowhere', 'no section'],
])('fails when a link names %s', (_, link, problem) => {
  expect(problemOf('docs/rules.md', link)).toContain(problem);
});

test('the link of each rule, as messages, SARIF and comments have it, leads to its line in an index, and on to its section', () => {
  const ids = [...RULES, ...UPDATE_RULES].map(({ id }) => id);
  expect(ids.flatMap(id => problemOf('README.md', rulePage(id)) ?? [])).toEqual([]);
  const index = PAGES.get('docs/rules.md')! + PAGES.get('docs/update-rules.md')!;
  const sections = [...index.matchAll(/<a id="([^"]+)"><\/a>\[`\1`\]\((rules\/\w+\.md#\1)\)/g)];
  expect(sections.map(([, id]) => id).sort()).toEqual(ids.sort());
  expect(sections.flatMap(([, , link]) => problemOf('docs/rules.md', link) ?? [])).toEqual([]);
});

test('acknowledgement rules link to how a finding is acknowledged', () => {
  expect(ACKNOWLEDGEMENT_RULES.flatMap(({ id, reference }) => [rulePage(id), reference]).flatMap(link => problemOf('README.md', link) ?? [])).toEqual([]);
});
