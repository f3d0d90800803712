import { newerThan, restartsWorkloads } from './changelog';

const CHANGELOG = '# Changelog\n\nUnder **Restarts workloads** stands what restarts.\n\n## Unreleased\n\n### Added\n\n- a\n\n## 1.1.0\n\n### Restarts workloads\n\n- probes\n\n## 1.0.0\n\n- first\n';

test('only what came later counts', () => {
  expect(restartsWorkloads(newerThan(CHANGELOG, '1.0.0'))).toBe(true);
  expect(restartsWorkloads(newerThan(CHANGELOG, '1.1.0'))).toBe(false);
});

test('a heading with nothing under it has no changes', () => {
  expect(restartsWorkloads('### Restarts workloads\n\n### Added\n\n- a\n')).toBe(false);
});
