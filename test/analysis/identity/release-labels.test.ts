import { isReleaseLabel, namesRelease } from '../../../src/analysis/identity/release-labels';

test.each([
  ['app.kubernetes.io/version', '1.4.2'], ['version', 'v1.4'], ['helm.sh/chart', 'web-0.3.1'], ['chart', 'web-0.3'], ['commit', '3f2c1ab'], ['git-sha', '3f2c1abd9e'], ['build', '1234567'], ['build-id', '123456'],
  ['build-number', '123456'], ['image-tag', '1.4.2'], ['image', 'web-1.2'], ['tag', '2024.1.0'], ['date', '2024-05-01x'], ['release-date', '20240501'], ['timestamp', '1714521600'], ['release-id', '20240501'],
  ['deploy-id', '20240501'], ['my_version', '1.4.2'], ['my.version', '1.4.2'], ['sha', 'a1111111'], ['VERSION', '1.4.2'], ['commit', '3F2C1AB'], ['pod-template-hash', 'abc'], ['pod-template-hash', ''], ['version', '123456x'],
  ['commit', `1${'a'.repeat(63)}`], ['my-api.version', '1.4.2'],
])('%s=%s changes with the next release', (key, value) => {
  expect(isReleaseLabel(key, value)).toBe(true);
});

test.each([
  ['version', 'v1'], ['version', 'stable'], ['version', ''], ['app.kubernetes.io/version', '11'], ['commit', '3f2c1a'], ['commit', 'fffffff'], ['build', '12345'], ['api-version', 'v1.0'], ['apiVersion', 'v1.0'],
  ['example.com/apiVersion', '1.0'], ['my-api-version', '1.0'], ['app', 'web-1.4.2'], ['release', '3f2c1ab'], ['versions', '1.4.2'], ['conversion', '1.4.2'], ['tier', '20240501'], ['sha', 'x3f2c1ab'], ['sha', '3f2c1abx'],
  ['date', '2024-05'], ['date', '24-05-01'], ['date', 'x2024-05-01'], ['build', 'x123456'], ['my-pod-template-hash', 'a1'], ['commit', `1${'a'.repeat(64)}`],
])('%s=%s does not change', (key, value) => {
  expect(isReleaseLabel(key, value)).toBe(false);
});

test.each([
  ['web-1-4-2', '1.4.2', true], ['web-v1.4.2', '1.4.2', true], ['web-1-4-2-canary', '1.4.2', true], ['WEB-RC1', 'rc1', true], ['web-rc1', 'RC1', true], ['web-1-4', '1+_4', true],
  ['web-1-4-1', '1.4.2', false], ['web', '1.4.2', false], ['web-142', '1.4.2', false],
])('%s contains the release %s: %s', (name, value, is) => {
  expect(namesRelease(name, value)).toBe(is);
});
