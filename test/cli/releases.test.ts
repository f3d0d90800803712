import { existsSync, readdirSync } from 'node:fs';
import { CLEAN, command, inWorkspace, Outcome, write } from './workspace';
import { exampleManifests } from '../../src/rules/examples';
import { NEW_IMAGE, TIGHTENED } from '../engine/diffing';

inWorkspace();

const diff = (...args: string[]): Outcome => command(['diff', '--kubernetes-version', '1.34', ...args]);
const RENAMED_PORT = 'kind: Service\nspec: { ports: [{ name: http, port: 8080, targetPort: http }] }\n';
const UNSAFE = exampleManifests(`${TIGHTENED}---\n${RENAMED_PORT}`);

test('writes the manifests of each release, and each step is clean', () => {
  write('before/web.yaml', CLEAN);
  write('after/web.yaml', UNSAFE);
  expect(diff('before', 'after', '--releases', 'steps').code).toBe(1);
  expect(readdirSync('steps')).toEqual(['release-1', 'release-2']);
  expect(readdirSync('steps/release-1')).toEqual(['web.yaml']);
  expect(diff('before', 'steps/release-1').code).toBe(0);
  expect(diff('steps/release-1', 'steps/release-2').code).toBe(0);
});

test('writes the change itself if it needs no steps', () => {
  write('before/web.yaml', CLEAN);
  write('after/web.yaml', exampleManifests(NEW_IMAGE));
  diff('before', 'after', '--releases', 'steps');
  expect(diff('after', 'steps/release-1').out).toMatch(/^Nothing changes;/);
});

test('writes each file to its path on the other side, including unchanged ones', () => {
  const [own, other] = [CLEAN, CLEAN.replaceAll('web', 'api')];
  write('before/a/web.yaml', own);
  write('before/b/api.yaml', other);
  write('after/a/web.yaml', exampleManifests(TIGHTENED));
  write('after/b/api.yaml', other.replaceAll('name: api', 'name: shop'));
  diff('before', 'after', '--releases', 'steps');
  expect(readdirSync('steps/release-1').sort()).toEqual(['a', 'b']);
  expect(diff('before', 'steps/release-1').code).toBe(0);
});

test('does not write into a folder with content, or if something could not be read', () => {
  write('before/web.yaml', CLEAN);
  write('after/web.yaml', UNSAFE);
  expect(diff('before', 'after', '--releases', 'before')).toMatchObject({ code: 2, err: expect.stringContaining('before is not empty. Name a new folder for the releases.') });
  write('after/web.yaml', `${CLEAN.slice(0, -40)}\n  {`);
  expect(diff('before', 'after', '--releases', 'steps').code).toBe(2);
  expect(existsSync('steps')).toBe(false);
});
