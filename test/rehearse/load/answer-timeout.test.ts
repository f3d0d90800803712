import { clustersOf, parseManifests } from '../../../src/manifests';
import { answerTimeout } from '../../../src/rehearse/load/answer-timeout';
import { clusterProfileOf, Settings } from '../../../src/settings';

function timeoutFor(longestRequest: string | undefined, settings: Settings = {}): number {
  const annotations = longestRequest === undefined ? {} : { 'cdk8s-zero-downtime/longest-request': longestRequest };
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } };
  const deployment = {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', annotations }, spec: { selector: { matchLabels: { app: 'web' } }, template },
  };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } };
  const items = [deployment, service];
  return answerTimeout(clustersOf(parseManifests('web.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items })).objects).clusters[0], clusterProfileOf(settings));
}

test('an answer is waited for as long as the longest request takes, and 5 s', () => {
  expect(timeoutFor('2m')).toBe(125_000);
  expect(timeoutFor(undefined, { longestRequest: 60 })).toBe(65_000);
});

test('an answer is waited for at least 35 s, since a shorter longest request may be a guess', () => {
  expect(timeoutFor('5s')).toBe(35_000);
  expect(timeoutFor(undefined)).toBe(35_000);
});
