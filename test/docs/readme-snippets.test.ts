import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from '../../src';
import { clustersOf, parseManifests } from '../../src/manifests';
import { clusterProfileOf } from '../../src/settings';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { judged } from '../rules/check/judging';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

/** The blocks that make a service in a chart, in the order of the page. */
const SNIPPETS = [...README.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code).filter(code => code.includes('new ZeroDowntimeService(chart,'));

/** What a snippet takes for granted. */
const GIVEN = { image: 'registry.example.com/shop/web:1.4.2', healthCheck: library.HealthCheck.http('/healthcheck') };

function synthesized(code: string): string {
  // A context must be set before there is a chart, and here there is one already.
  const [, key, value] = /^app\.node\.setContext\('(.*)', '(.*)'\);$/m.exec(code) ?? [];
  const app = new cdk8s.App();
  if (key) { app.node.setContext(key, value); }
  const chart = new cdk8s.Chart(app, 'shop');
  const job = new kplus.Job(new cdk8s.Chart(new cdk8s.App(), 'jobs'), 'job', { containers: [{ image: GIVEN.image }] });
  const names = { ...cdk8s, kplus, ...library, ...GIVEN, chart, job };
  const withoutImports = code.replace(/^(import |app\.node).*$/gm, '');
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(withoutImports, { compilerOptions });
  new Function('exports', ...Object.keys(names), outputText)({}, ...Object.values(names));
  return app.synthYaml();
}

test('README shows services', () => {
  expect(SNIPPETS.length).toBeGreaterThanOrEqual(4);
});

describe.each(SNIPPETS.map(code => [/new ZeroDowntimeService\(chart, '(.*?)'/.exec(code)![1], code]))('the service %s of README', (_, code) => {
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
