import { initContainerWaitsForDependency as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const init = (...command: string[]) => web({}, { initContainers: [{ name: 'prepare', image: 'web:1', command }] });
const AT = 'spec.template.spec.initContainers[0]';

test.each([['nc', '-z', 'waits for something else'], ['git', 'clone', 'fetches files']])('%s %s', (program, option, does) => {
  expect(saidBy(rule, init(program, option))).toEqual([{
    at: AT,
    message: `Container prepare ${does} before every start of a pod: while that is unavailable, no pod can be replaced.`,
    fix: `Remove ${AT}, or acknowledge this if the application cannot run without the result.`,
  }]);
});

test.each([
  'wait-for database', 'waitfor x', 'wait4x tcp', 'wait_for database', 'wait-until x', 'dockerize -wait tcp://x', 'nslookup database', 'pg_isready', 'nc -vz database 5432', 'nc  -zw1 database',
  'until curl x; do sleep 1; done', 'curl https://x', 'wget https://x', 'git  clone x', 'aws s3 cp x y', 'gsutil cp x y', 'gcloud storage cp', 'az storage blob download', 'NSLOOKUP x',
])('%s depends on another service', script => {
  expect(verdict(rule, init('sh', '-c', script))).toBe('fails');
});

test('the name or the image counts too', () => {
  expect(verdict(rule, web({}, { initContainers: [{ name: 'wait-for-database', image: 'web:1' }] }))).toBe('fails');
  expect(verdict(rule, web({}, { initContainers: [{ name: 'prepare', image: 'jwilder/dockerize:1' }] }))).toBe('fails');
});

test.each(['./warm-up', 'sync -z', 'curly', 'await-for', 'git status', 'until', 'nc database'])('%s does not depend on one', script => {
  expect(verdict(rule, init(script))).toBe('passes');
});

test.each(['until ./schema-is-current; do sleep 1; done', 'wait-for job/Migrate'])('%s waits for the schema of the version', script => {
  expect(verdict(rule, init('sh', '-c', script))).toBe('passes');
});

test.each([
  ["curl -H 'Metadata-Flavor: Google' http://metadata.google.internal/computeMetadata/v1/project/project-id", 'passes'],
  ['curl http://169.254.169.254/latest/meta-data/placement/region', 'passes'],
  ['curl http://169.254.169.254/latest/meta-data/placement/region && curl https://x', 'fails'],
])('the metadata server is available on each node: %s', (script, expected) => {
  expect(verdict(rule, init('sh', '-c', script))).toBe(expected);
});

test('does not apply without init containers, or without requests', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
  expect(verdict(rule, init('nslookup', 'x') + WITHOUT_SERVICE)).toBe('does not apply');
});
