import { versionLabelInSelector } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = versionLabelInSelector;

function selector(label: string): string {
  return `kind: Deployment\nspec: { selector: { matchLabels: { ${label} } }, template: { metadata: { labels: { ${label} } } } }\n`;
}

test('says why the next release is refused', () => {
  const verdicts = verdictsOn(rule, selector('app.kubernetes.io/version: 1.4.2'));
  expect(verdicts.map(({ object, workload }) => [object.kind, workload?.name])).toEqual([['Deployment', 'web'], ['Service', 'web']]);
  expect(verdicts[0].violations).toMatchObject([{
    path: ['spec', 'selector', 'matchLabels', 'app.kubernetes.io/version'],
    message: 'The Deployment selects its pods by app.kubernetes.io/version=1.4.2, which the next release changes, but no selector can be changed: '
      + 'the API server refuses the release, and deleting the Deployment to proceed causes an outage.',
    fix: "Remove spec.selector.matchLabels['app.kubernetes.io/version'], or if it is already running, add one with another name without this label, and remove the old one a release later.",
  }]);
});

test('says what the Service does in the next release', () => {
  const [, { violations }] = verdictsOn(rule, 'kind: Service\nspec: { selector: { app: web, git-sha: 3f2c1ab } }\n');
  expect(violations).toMatchObject([{
    path: ['spec', 'selector', 'git-sha'],
    message: 'The Service selects pods by git-sha=3f2c1ab, which the next release changes: the Service then drops all old pods at once, '
      + 'and until the first new one is ready every request fails.',
    fix: 'Remove spec.selector.git-sha.',
  }]);
});

test.each([
  'app.kubernetes.io/version: 1.4.2', 'version: v1.4', 'helm.sh/chart: web-0.3.1', 'chart: web-0.3', 'commit: 3f2c1ab', 'git-sha: 3f2c1abd9e', 'build: "1234567"',
  'build-id: "123456"', 'build-number: "123456"', 'image-tag: 1.4.2', 'image: web-1.2', 'tag: 2024.1.0', 'date: 2024-05-01x', 'release-date: "20240501"', 'timestamp: "1714521600"',
  'release-id: "20240501"', 'deploy-id: "20240501"', 'pod-template-hash: abc', 'my_version: 1.4.2', 'sha: a1111111',
])('finds %s', label => {
  expect(messagesOn(rule, selector(label))).toHaveLength(1);
});

test.each([
  'version: v1', 'version: stable', 'app.kubernetes.io/version: "11"', 'commit: 3f2c1a', 'commit: fffffff', 'build: "12345"', 'api-version: v1.0', 'apiVersion: v1.0',
  'app: web-1.4.2', 'release: 3f2c1ab', 'versions: 1.4.2', 'tier: "20240501"', 'sha: x3f2c1ab', 'date: 2024-05', 'my-pod-template-hash: a1',
])('passes %s', label => {
  expect(messagesOn(rule, selector(label))).toEqual([]);
});

describe('passes one object for each version', () => {
  const named = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { version: 1.4.2 } }
  template: { metadata: { labels: { version: 1.4.2 } }, spec: { containers: [{ name: a, image: a }] } }
`;

  test('of a Deployment', () => {
    expect(messagesOn(rule, named('web-1-4-2'))).toEqual([]);
    expect(messagesOn(rule, named('web-v1.4.2'))).toEqual([]);
    expect(messagesOn(rule, named('web-1-4-1'))).toHaveLength(1);
  });

  test('of a Service that switches between them', () => {
    const service = '---\nkind: Service\nspec: { selector: { $patch: replace, version: 1.4.2 } }\n';
    expect(messagesOn(rule, `${named('web-1-4-2')}${service}`)).toEqual([]);
    expect(messagesOn(rule, `${named('other')}${service}`)).toHaveLength(2);
  });

  test('of a Service itself', () => {
    expect(messagesOn(rule, 'apiVersion: v1\nkind: Service\nmetadata: { name: web-1-4-2 }\nspec: { selector: { app: web, version: 1.4.2 } }\n')).toEqual([]);
  });
});

test('does not apply without a selector', () => {
  expect(verdictsOn(rule, 'kind: Service\nspec: { selector: null }\n').map(({ object }) => object.kind)).toEqual(['Deployment']);
  expect(verdictsOn(rule, 'kind: Deployment\nspec: { selector: null }\n').map(({ object }) => object.kind)).toEqual(['Service']);
  expect(appliesTo(rule, 'kind: Deployment\n$patch: delete\n---\nkind: Service\n$patch: delete\n')).toBe(false);
});
