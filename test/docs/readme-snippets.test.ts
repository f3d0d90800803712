import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesized } from './snippets';
import { clustersOf, parseManifests } from '../../src/manifests';
import { clusterProfileOf } from '../../src/settings';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { judged } from '../rules/check/judging';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

const MADE = /new (?:ZeroDowntimeService|VersionedApi)\(chart, '(.*?)'/;

/** The blocks that make services in a chart, in the order of the page. */
const SNIPPETS = [...README.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code).filter(code => MADE.test(code));

test('README shows services', () => {
  expect(SNIPPETS.length).toBeGreaterThanOrEqual(4);
});

describe.each(SNIPPETS.map(code => [MADE.exec(code)![1], code]))('what README calls %s', (_, code) => {
  const yaml = synthesized(code);
  const { findings, acknowledged } = judged(yaml);

  test('has nothing that `check` finds', () => {
    expect(findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  });

  test('has a timeline without a warning, unless it acknowledges one', () => {
    const { clusters: [cluster] } = clustersOf(parseManifests('shop.yaml', yaml).objects);
    const { warnings } = timelineOf(timelineInputOf(cluster.workloads[0], cluster, clusterProfileOf({})));
    expect(warnings.length).toBeLessThanOrEqual(acknowledged.length);
  });
});
