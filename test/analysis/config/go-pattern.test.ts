import { goPattern } from '../../../src/analysis/config/go-pattern';

const found = (pattern: string, text: string): boolean | undefined => goPattern(pattern)?.(text);

test.each([
  ['web', 'web', true], ['web', 'a-web-b', true], ['web', 'we', false], ['', 'web', true], ['^$', 'web', false], ['^$', '', true],
  ['^web$', 'web', true], ['^web$', 'web-2', false], ['^web$', 'my-web', false],
  ['^web.config$', 'web-config', true], ['^web.config$', 'webconfig', false], ['^web\\.config$', 'web-config', false], ['^web\\.config$', 'web.config', true],
  ['^a*$', '', true], ['^a*$', 'aaa', true], ['^a+$', '', false], ['^a+$', 'aaa', true], ['^ab?c$', 'ac', true], ['^ab?c$', 'abc', true], ['^ab?c$', 'abbc', false],
  ['^a*?b+?c??$', 'aabbc', true], ['^a*?b+?c??$', 'aacc', false],
  ['^web-(config|secret)$', 'web-secret', true], ['^web-(config|secret)$', 'web-other', false], ['^web-(?:config|)$', 'web-', true],
  ['^web|config$', 'web-other', true], ['^web|config$', 'other-config', true], ['^web|config$', 'other', false],
  ['^(ab)+$', 'abab', true], ['^(ab)+$', 'aba', false], ['^((a|b)*c)?$', 'abbac', true], ['^((a|b)*c)?$', 'abba', false],
  ['^[a-c]+$', 'abc', true], ['^[a-c]+$', 'abd', false], ['^[^0-9]+$', 'abc', true], ['^[^0-9]+$', 'a1', false], ['^[a\\-z.]+$', 'a-.z', true], ['^[\\d-]+$', '1-2', true],
  ['^\\w+-\\d+$', 'web-12', true], ['^\\w+-\\d+$', 'web-x', false], ['^\\D\\W\\S$', 'a-b', true], ['^\\D\\W\\S$', 'aab', false], ['^\\s$', ' ', true],
  ['^[0-9a-f]{4}$', 'c0de', true], ['^[0-9a-f]{4}$', 'c0d', false], ['^(ab){2}$', 'abab', true], ['^a{0}$', '', true], ['^a{x}$', 'a{x}', true], ['^a]$', 'a]', true],
  ['^*$', 'web', true], ['^a.*x.*y.*c$', 'a-x-y-c', true], ['^a.*x.*y.*c$', 'a-y-x-c', false], ['^aba.*aba$', 'aba', false], ['^web$', 'Web', false],
])('%j matches a part of %j: %s', (pattern, text, is) => {
  expect(found(pattern, text)).toBe(is);
});

test.each([
  '(', ')', 'a)', '(a', '*', '+a', '|*', '(*a)', 'a**', 'a+?+', 'a{2}{2}', '[', '[]', '[]a]', '[z-a]', '[[:alpha:]]', '\\', '\\p{L}', '\\b', '\\Qa\\E', '\\x41',
  '(?i)web', '(?P<name>web)', '(?=web)', '(?!web)', 'a{1001}', '(a{99}){99}', '((((){99}){99}){99}){99}', '((((a{0}){99}){99}){99}){99}', 'a{1,2}', `${'('.repeat(2000)}a${')'.repeat(2000)}`, 'a'.repeat(2000),
])('%j is not read', pattern => {
  expect(goPattern(pattern)).toBeUndefined();
});

test.each(['^(a+)+$', '^(a|a)*$', '^(a*)*$', '^((a*)*)*$', `^${'a?'.repeat(90)}${'a'.repeat(90)}$`, `^${'.*'.repeat(90)}z$`, '^(.*a){20}$'])('%j does not take longer with more possible paths', pattern => {
  const start = performance.now();
  expect(found(pattern, `${'a'.repeat(252)}x`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
