import { migrationJobRunsOnce } from '../../../../src/rules/check/config';
import { appliesTo, messagesOn } from '../judging';
import { job } from './migrations';
import { fixesOn, pathsOn } from '../placement/violations-on';

test('says which release is refused', () => {
  expect(messagesOn(migrationJobRunsOnce, job('migrate'))).toEqual([
    'Job migrate keeps its name, but its pod template is immutable: the next release with a new image is refused here, and stays half applied.',
  ]);
  expect(fixesOn(migrationJobRunsOnce, job('migrate'))).toEqual(['Set spec.ttlSecondsAfterFinished to 600, or add the version to metadata.name.']);
  expect(pathsOn(migrationJobRunsOnce, job('migrate'))).toEqual(['metadata.name']);
});

test.each([
  ['a version in its name', job('migrate-1-4-2')],
  ['a hash in its name', job('migrate-0a1b2c3d')],
  ['a generated name', job(null as unknown as string, {}, { generateName: 'migrate-' })],
  ['a hook of Helm', job('migrate', {}, { annotations: { 'helm.sh/hook': 'pre-upgrade' } })],
  ['a hook of Argo CD', job('migrate', {}, { annotations: { 'argocd.argoproj.io/hook': 'PreSync' } })],
  ['Replace', job('migrate', {}, { annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true' } })],
  ['Force', job('migrate', {}, { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Force=true' } })],
  ['force of Flux', job('migrate', {}, { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'Enabled' } })],
  ['force of Flux with another value', job('migrate', {}, { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'true' } })],
  ['a replacement by kapp', job('migrate', {}, { annotations: { 'kapp.k14s.io/update-strategy': 'fallback-on-replace' } })],
  ['a ttlSecondsAfterFinished', job('migrate', {}, {}, { ttlSecondsAfterFinished: 0 })],
])('passes %s', (_what, change) => {
  expect(appliesTo(migrationJobRunsOnce, change)).toBe(true);
  expect(messagesOn(migrationJobRunsOnce, change)).toEqual([]);
});

test.each([
  ['argocd.argoproj.io/sync-wave', '-1'], ['argocd.argoproj.io/sync-options', 'Prune=false'], ['kustomize.toolkit.fluxcd.io/force', 'disabled'],
  ['kustomize.toolkit.fluxcd.io/force', 'not enabled'], ['kustomize.toolkit.fluxcd.io/force', 'enabled?'], ['kapp.k14s.io/update-strategy', 'default'], ['note', 'Replace=true'], ['note', 'true'],
])('%s: %s does not pass', (key, value) => {
  expect(messagesOn(migrationJobRunsOnce, job('migrate', {}, { annotations: { [key]: value } }))).toHaveLength(1);
});

test('does not apply to other Jobs', () => {
  expect(appliesTo(migrationJobRunsOnce, job('report'))).toBe(false);
});
