import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = join(__dirname, '..', '..');
const ours: { [kind: string]: any } = Object.fromEntries(synthSeed().map(manifest => [manifest.kind, manifest]));

function synthSeed(): any[] {
  const yaml = execFileSync('npx', ['cdk8s', 'synth', '--stdout', '--check-upgrade=false'], {
    cwd: join(ROOT, 'examples', 'seed'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  });
  return parseAllDocuments(yaml).map(document => document.toJS());
}

function seed(file: string): any {
  return parse(readFileSync(join(ROOT, 'test', 'fixtures', 'seed', file), 'utf8'));
}

/** `spec.replicas=2`, …: every scalar of a manifest with its path. */
function fields(value: any, path: string = ''): string[] {
  if (typeof value !== 'object' || value === null) { return [`${path}=${value}`]; }
  return Object.entries(value).flatMap(([key, child]) => fields(child, path === '' ? key : `${path}.${key}`));
}

test("every field of the seed's Deployment is in ours", () => {
  expect(fields(ours.Deployment)).toEqual(expect.arrayContaining(fields(seed('deployment.yaml'))));
});

test("every field of the seed's PodDisruptionBudget is in ours, but for the API version that was removed", () => {
  const { apiVersion, ...rest } = seed('pdb.yaml');
  expect(apiVersion).toBe('policy/v1beta1');
  expect(fields(ours.PodDisruptionBudget)).toEqual(expect.arrayContaining(['apiVersion=policy/v1', ...fields(rest)]));
});

test('the construct adds exactly this to the seed', () => {
  const added = (manifest: any, original: any) => fields(manifest).filter(field => !fields(original).includes(field));
  expect({
    Deployment: added(ours.Deployment, seed('deployment.yaml')),
    PodDisruptionBudget: added(ours.PodDisruptionBudget, seed('pdb.yaml')),
    Service: added(ours.Service, {}),
  }).toMatchSnapshot();
});
