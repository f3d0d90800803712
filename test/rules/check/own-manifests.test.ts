import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { idsOf, judged, POLICY, TARGET } from './judging';
import { clustersOf, readManifests } from '../../../src/manifests';
import { Finding, judge } from '../../../src/rules';
import { serviceWith } from '../../manifests';

const ROOT = join(__dirname, '../../..');
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: my-svc }\nspec: { selector: { service-name: my-svc }, ports: [{ port: 80, targetPort: http }] }\n';

function synth(example: string, app: string = 'main'): Finding[] {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const options = { cwd: join(ROOT, 'examples', example), stdio: 'ignore' } as const;
    execFileSync('npx', ['cdk8s', 'synth', '--app', `npx ts-node ${app}.ts`, '--output', outdir, '--check-upgrade=false'], options);
    const { clusters } = clustersOf(readManifests([outdir]).objects);
    expect(clusters.length).toBeGreaterThan(0);
    return clusters.flatMap(cluster => judge(cluster, TARGET, POLICY).findings);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function without(severities: string[], findings: Finding[]): string[] {
  return idsOf(findings.filter(({ severity }) => !severities.includes(severity)));
}

test('the defaults of the construct have no finding at all', () => {
  const manifests = Testing.synth(Chart.of(serviceWith())).map(manifest => stringify(manifest)).join('---\n');
  expect(idsOf(judged(manifests).findings)).toEqual([]);
});

test.each(['minimal', 'production', 'seed', 'stages', 'plain-cdk8s-plus'])('examples/%s has neither errors nor warnings', example => {
  expect(without(['info'], synth(example))).toEqual([]);
});

test('examples/existing-app has no error, only warnings about the names and settings it keeps', () => {
  const findings = synth('existing-app');
  expect(without(['info', 'warning'], findings)).toEqual([]);
  expect(without(['info'], findings)).toEqual(['cdk8s-hash-in-selector']);
});

test('the app that examples/plain-cdk8s-plus starts from has the findings that docs/from-cdk8s-plus.md names', () => {
  const findings = synth('plain-cdk8s-plus', 'before');
  const page = readFileSync(join(ROOT, 'docs/from-cdk8s-plus.md'), 'utf8');
  expect(without(['info', 'warning'], findings)).toEqual(['prestop-missing', 'readiness-missing']);
  expect(without(['info'], findings).filter(id => !page.includes(`\`${id}\``))).toEqual([]);
});

test("the seed's own manifests", () => {
  const [cluster] = clustersOf(readManifests([join(ROOT, 'test/fixtures/seed')]).objects).clusters;
  expect(idsOf(judge(cluster, TARGET, POLICY).findings)).toEqual([
    'api-version-removed', 'liveness-checks-dependencies', 'pdb-blocks-eviction', 'pdb-unhealthy-pods-block-eviction',
  ]);
});

test("the seed's own manifests, with a Service that sends requests to them", () => {
  const seed = ['deployment.yaml', 'pdb.yaml'].map(file => readFileSync(join(ROOT, 'test/fixtures/seed', file), 'utf8'));
  expect(idsOf(judged([...seed, SERVICE].join('---\n')).findings)).toEqual([
    'api-version-removed', 'liveness-checks-dependencies', 'liveness-grace-period-unset', 'min-ready-seconds-zero',
    'pdb-blocks-eviction', 'pdb-unhealthy-pods-block-eviction', 'pods-not-spread', 'readiness-failure-threshold-one',
    'resource-requests-missing',
  ]);
});
