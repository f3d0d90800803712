import { newerThan } from './changelog';
import { released } from '../../scripts/release-heading';

const CHANGELOG = '# Changelog\n\nAbout it.\n\n## Unreleased\n\n### Added\n\n- a\n';

test('what was unreleased belongs to the version, and nothing to what comes later', () => {
  const changelog = released(CHANGELOG, '0.1.0', '2026-12-01');
  expect(changelog).toBe('# Changelog\n\nAbout it.\n\n## Unreleased\n\n## 0.1.0 (2026-12-01)\n\n### Added\n\n- a\n');
  expect(newerThan(changelog, '0.1.0')).not.toContain('- a');
});

test('fails when nothing is unreleased', () => {
  expect(() => released(released(CHANGELOG, '0.1.0', '2026-12-01'), '0.2.0', '2026-12-02')).toThrow('nothing is unreleased');
  expect(() => released('# Changelog\n\n## Unreleased\n', '0.1.0', '2026-12-01')).toThrow('nothing is unreleased');
});

test('fails without the heading, or with two', () => {
  expect(() => released('# Changelog\n', '0.1.0', '2026-12-01')).toThrow('one heading "## Unreleased" is needed');
  expect(() => released(CHANGELOG + CHANGELOG, '0.1.0', '2026-12-01')).toThrow('one heading "## Unreleased" is needed');
});

test('fails when the version has a heading', () => {
  expect(() => released(`${CHANGELOG}\n## 0.1.0 (2026-11-01)\n`, '0.1.0', '2026-12-01')).toThrow('has a heading 0.1.0 already');
});
