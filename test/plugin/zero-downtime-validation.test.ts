import { mkdirSync } from 'node:fs';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import type { Validation } from 'cdk8s-cli/plugins';
import { HealthCheck, ZeroDowntimeService, ZeroDowntimeValidation } from '../../src';
import { exampleManifests } from '../../src/rules/examples';
import { ACKNOWLEDGED, BLOCKED, CLEAN, inWorkspace, RULE, write } from '../cli/workspace';
import { TIGHTENED as CHANGE } from '../engine/diffing';
import { contract } from '../rules/diff/contract/contract-manifests';

inWorkspace();

/** What a plugin hands to the CLI, in order. */
interface Handed {
  readonly violations: { readonly [key: string]: unknown }[];
  readonly submitted: { readonly status: string; readonly metadata?: { readonly [key: string]: string } }[];
}

async function validated(manifests: string[], properties: { [name: string]: unknown } = {}): Promise<Handed> {
  const handed: Handed = { violations: [], submitted: [] };
  const validation: Validation = new ZeroDowntimeValidation({ kubernetesVersion: '1.34', ...properties });
  const report = {
    addViolation: (violation: { [key: string]: unknown }) => {
      expect(handed.submitted).toEqual([]);
      handed.violations.push(violation);
    },
    submit: (status: string, metadata: { [key: string]: string }) => { handed.submitted.push({ status, metadata }); },
  };
  await validation.validate({ manifests, report } as unknown as Parameters<Validation['validate']>[0]);
  expect(handed.submitted).toHaveLength(1);
  return handed;
}

async function statusOf(manifests: string[], properties?: { [name: string]: unknown }): Promise<string> {
  return (await validated(manifests, properties)).submitted[0].status;
}

test('needs no properties', () => {
  const validation: Validation = new ZeroDowntimeValidation();
  expect(validation).toBeDefined();
});

test('passes a service without findings', async () => {
  expect(await validated([write('dist/web.k8s.yaml', CLEAN)])).toEqual({
    violations: [],
    submitted: [{ status: 'success', metadata: { Errors: '0', Warnings: '0', Infos: '0', Objects: '3', Kubernetes: '1.34' } }],
  });
});

test('fails with an error, and says where it is and what to write', async () => {
  const { violations, submitted } = await validated([write('dist/web.k8s.yaml', BLOCKED)]);
  expect(submitted[0]).toMatchObject({ status: 'failure', metadata: { Objects: '3' } });
  expect(violations.find(({ ruleName }) => ruleName === RULE)).toEqual({
    ruleName: RULE,
    recommendation: expect.stringMatching(/^error: .* evicted.*\.$/),
    fix: expect.stringMatching(/^Set spec\.maxUnavailable to 1\. See https:/),
    violatingResources: [{
      resourceName: 'web',
      locations: [expect.stringMatching(/^spec\.maxUnavailable \(PodDisruptionBudget, line \d+\)$/)],
      manifestPath: 'dist/web.k8s.yaml',
    }],
  });
});

test('names the construct that wrote the object, and its prop', async () => {
  const app = new App({ outdir: 'dist', recordConstructMetadata: true });
  const web = new ZeroDowntimeService(new Chart(app, 'shop'), 'web', { image: 'registry.example.com/web:1.4.2', healthCheck: HealthCheck.http('/ready') });
  ApiObject.of(web.deployment).addJsonPatch(JsonPatch.replace('/spec/replicas', 1));
  app.synth();
  const { violations } = await validated(['dist/shop.k8s.yaml']);
  expect(violations.find(({ ruleName }) => ruleName === 'single-replica')).toMatchObject({
    fix: expect.stringMatching(/^In the props of this ZeroDowntimeService, set replicas: 2\. See https:/),
    // Of the Deployment and the Service with one name, the CLI shows the one that was written last.
    violatingResources: [{ locations: [expect.stringMatching(/^spec\.replicas \(Deployment, line \d+, of ZeroDowntimeService shop\/web\)$/)] }],
  });
});

test('shows a finding that two objects share once, with both', async () => {
  const { violations } = await validated([write('dist/dev.k8s.yaml', BLOCKED), write('dist/prod.k8s.yaml', BLOCKED.replaceAll('1.4.2', '1.4.1'))]);
  expect(violations.filter(({ ruleName }) => ruleName === RULE).map(({ violatingResources }) => violatingResources))
    .toEqual([[expect.objectContaining({ manifestPath: 'dist/dev.k8s.yaml' }), expect.objectContaining({ manifestPath: 'dist/prod.k8s.yaml' })]]);
});

test('counts what was acknowledged', async () => {
  const { submitted } = await validated([write('dist/web.k8s.yaml', ACKNOWLEDGED)]);
  expect(submitted[0]).toMatchObject({ status: 'success', metadata: { Acknowledged: '1' } });
});

test('passes with a warning, and shows it', async () => {
  write('.zero-downtime.yaml', `severities: { ${RULE}: warning }\n`);
  const { violations, submitted } = await validated([write('dist/web.k8s.yaml', BLOCKED)]);
  expect(submitted[0]).toMatchObject({ status: 'success' });
  expect(violations.map(({ ruleName, recommendation }) => `${ruleName} ${recommendation}`)).toContainEqual(expect.stringMatching(`^${RULE} warning: `));
});

test('fails with a warning, if the properties or the settings say so', async () => {
  write('.zero-downtime.yaml', `severities: { ${RULE}: warning }\n`);
  write('dist/web.k8s.yaml', BLOCKED);
  expect(await statusOf(['dist/web.k8s.yaml'], { failOn: 'warning' })).toBe('failure');
  write('.zero-downtime.yaml', `severities: { ${RULE}: warning }\nfailOn: warning\n`);
  expect(await statusOf(['dist/web.k8s.yaml'])).toBe('failure');
  expect(await statusOf(['dist/web.k8s.yaml'], { failOn: 'error' })).toBe('success');
});

test('reads the settings that the properties name', async () => {
  write('ci/settings.yaml', `severities: { ${RULE}: off }\n`);
  expect(await statusOf([write('dist/web.k8s.yaml', BLOCKED)], { config: 'ci/settings.yaml' })).toBe('success');
});

describe('fails when', () => {
  test.each([
    ['a manifest cannot be read', 'a: [\n', 'error: This document cannot be read'],
    ['a field has the wrong type', '{apiVersion: v1, kind: Secret, metadata: {name: x, labels: []}}', 'error: Secret "x": metadata.labels is a list'],
  ])('%s', async (_, text, message) => {
    const { violations, submitted } = await validated([write('dist/broken.k8s.yaml', text)]);
    expect(submitted[0]).toMatchObject({ status: 'failure' });
    expect(violations).toEqual([{
      ruleName: 'unusable-input',
      recommendation: expect.stringContaining(message),
      fix: 'Look at dist/broken.k8s.yaml:1.',
      violatingResources: [{ resourceName: 'none', locations: ['line 1'], manifestPath: 'dist/broken.k8s.yaml' }],
    }]);
  });

  test('a manifest is not there', async () => {
    expect(await statusOf(['dist/nowhere.k8s.yaml'])).toBe('failure');
  });

  test('the settings are wrong', async () => {
    write('.zero-downtime.yaml', 'platform: x\n');
    const { violations, submitted } = await validated([write('dist/web.k8s.yaml', CLEAN)]);
    expect(submitted[0]).toMatchObject({ status: 'failure' });
    expect(violations).toEqual([expect.objectContaining({ recommendation: 'error: platform is "x". Allowed: eks, aks or gke.', fix: 'Look at .zero-downtime.yaml:1.' })]);
  });

  test('the settings that the properties name do not exist', async () => {
    expect(await statusOf([write('dist/web.k8s.yaml', CLEAN)], { config: 'nowhere.yaml' })).toBe('failure');
  });
});

test.each([
  ['a property is a slip', { platfrom: 'eks' }, 'properties.platfrom is not a setting: did you mean platform? Allowed: platform, kubernetesVersion, failOn, show, config, baseline or at.'],
  ['the platform is unknown', { platform: 'x' }, 'properties.platform is "x". Allowed: eks, aks or gke.'],
  ['the version is a number', { kubernetesVersion: 1.3 }, 'properties.kubernetesVersion is 1.3. Allowed: a version from 1.21, such as "1.31". Write it in quotes'],
  ['failOn is unknown', { failOn: 'never' }, 'properties.failOn is "never". Allowed: error, warning or none.'],
  ['config is not text', { config: 1 }, 'properties.config is 1. Allowed: the path of a file with settings.'],
  ['the properties are a list', ['eks'], 'properties is a list. Allowed: a mapping with platform, kubernetesVersion, failOn, show, config, baseline or at.'],
])('refuses to begin when %s', (_, properties, message) => {
  expect(() => new ZeroDowntimeValidation(properties as { [name: string]: unknown })).toThrow(message);
});

describe('with a baseline', () => {
  const TIGHTENED = exampleManifests(CHANGE);
  beforeEach(() => { write('before/web.k8s.yaml', CLEAN); });

  test('reports what users would notice of the update, beside the rest', async () => {
    const { violations, submitted } = await validated([write('dist/web.k8s.yaml', TIGHTENED)], { baseline: 'before' });
    expect(submitted[0].status).toBe('failure');
    expect(submitted[0].metadata!.Update).toMatch(/^1 Deployment restarts, .*1 change would drop requests or get stuck\.$/);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['service-selector-tightened']);
    expect(violations[0].fix).toMatch(/Release 1: .* See https:/);
  });

  test('passes where nothing changes', async () => {
    expect(await validated([write('dist/web.k8s.yaml', CLEAN)], { baseline: 'before' })).toMatchObject({
      violations: [], submitted: [{ status: 'success', metadata: { Update: 'No workload restarts; no change was found that users would notice.' } }],
    });
  });

  test('compares each file of several clusters with the one of its name', async () => {
    write('before/dev.k8s.yaml', CLEAN);
    const files = [write('dist/dev.k8s.yaml', CLEAN), write('dist/web.k8s.yaml', TIGHTENED)];
    const { violations } = await validated(files, { baseline: 'before' });
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['service-selector-tightened']);
  });

  test('says once what is wrong with the manifests', async () => {
    const { violations } = await validated([write('dist/web.k8s.yaml', `${CLEAN}---\na: [\n`)], { baseline: 'before' });
    expect(violations).toHaveLength(1);
  });

  test.each([
    ['it does not exist', 'nowhere', /This path does not exist/],
    ['it has no manifests', 'empty', /There is no .yaml, .yml or .json file/],
    ['it is a revision, and this is not a repository', 'git:main:dist', /repository/],
  ])('fails when %s', async (_, baseline, message) => {
    mkdirSync('empty');
    const { violations, submitted } = await validated([write('dist/web.k8s.yaml', CLEAN)], { baseline });
    expect(submitted[0].status).toBe('failure');
    expect(violations.map(({ recommendation }) => recommendation).join(' ')).toMatch(message);
  });

  test('refuses to begin with a cluster: a synth asks none', () => {
    expect(() => new ZeroDowntimeValidation({ baseline: 'cluster:' }))
      .toThrow('properties.baseline is "cluster:". Allowed: a path or git:REV:PATH. A synth does not read from a cluster.');
    expect(() => new ZeroDowntimeValidation({ baseline: 'before', at: 'soon' })).toThrow('properties.at is "soon". Allowed: a day such as 2026-11-28.');
    expect(() => new ZeroDowntimeValidation({ baseline: '' })).toThrow('properties.baseline is "". Allowed: a path or git:REV:PATH.');
  });
});

test('a contract of the baseline that changed and that nothing compares ends the synth, with the way to install what does', async () => {
  const { PATH } = process.env;
  process.env.PATH = '';
  try {
    const [before, after] = [['GET /a'], ['GET /a', 'GET /b']].map(operations => CLEAN + contract(operations, { of: 'Service/web' }));
    write('live/web.yaml', before);
    const { violations, submitted } = await validated([write('dist/web.k8s.yaml', after)], { baseline: 'live' });
    expect(submitted[0]).toMatchObject({ status: 'failure', metadata: { Contracts: '1 changed and not compared.' } });
    expect(violations.find(({ ruleName }) => ruleName === 'contract-not-compared')).toMatchObject({
      recommendation: expect.stringMatching(/^error: The contract of web changes, and it was not compared: /),
      fix: expect.stringContaining('cdk8s-zero-downtime-openapi'),
    });
  } finally {
    process.env.PATH = PATH;
  }
});
