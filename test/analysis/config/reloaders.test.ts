import { isReloaded } from '../../../src/analysis/config/reloaders';
import { ManifestObject } from '../../../src/manifests';

type Annotations = Readonly<Record<string, string>>;

const config = (annotations: Annotations = {}, kind = 'ConfigMap', name = 'web-config'): ManifestObject => ({ kind, name, annotations }) as ManifestObject;

/** Whether annotations of a Deployment, or of its pods, cause a restart. */
function reloaded(annotations: Annotations, of: ManifestObject = config(), ofPods: Annotations = {}): boolean {
  return isReloaded(
    { annotations, json: { spec: { template: { metadata: { annotations: ofPods } } } } } as unknown as ManifestObject,
    of,
  );
}

const R = 'reloader.stakater.com';

test.each([
  [`${R}/auto`, 'true'], [`${R}/auto`, 'True'], [`${R}/auto`, 'TRUE'], [`${R}/auto`, '1'], [`${R}/auto`, 't'], [`${R}/auto`, 'T'], [`configmap.${R}/auto`, 'true'],
  [`configmap.${R}/reload`, 'web-config'], [`configmap.${R}/reload`, 'a, web-config'], [`configmap.${R}/reload`, 'web-config ,a'], [`configmap.${R}/reload`, 'web-.*'],
  ['wave.pusher.com/update-on-config-change', 'true'],
])('%s: %s causes a restart of the pods', (key, value) => {
  expect(reloaded({ [key]: value })).toBe(true);
  expect(reloaded({}, config(), { [key]: value })).toBe(true);
});

test.each([
  [`${R}/auto`, 'false'], [`${R}/auto`, 'yes'], [`${R}/auto`, 'tRUE'], [`${R}/auto`, ''], [`secret.${R}/auto`, 'true'], [`configmap.${R}/auto`, 'false'],
  [`configmap.${R}/reload`, 'web-config-2'], [`configmap.${R}/reload`, ''], [`configmap.${R}/reload`, ','], [`secret.${R}/reload`, 'web-config'], [`${R}/reload`, 'web-config'],
  ['wave.pusher.com/update-on-config-change', 'false'], ['wave.pusher.com/update-on-config-change', '1'], [`${R}/search`, 'true'],
])('%s: %s does not cause a restart', (key, value) => {
  expect(reloaded({ [key]: value })).toBe(false);
  expect(reloaded({}, config(), { [key]: value })).toBe(false);
});

test.each([`${R}/auto`, `${R}/search`, `configmap.${R}/auto`, `configmap.${R}/reload`])('if the Deployment has %s, Reloader does not read the annotations of its pods', key => {
  expect(reloaded({ [key]: 'false' }, config(), { [`${R}/auto`]: 'true' })).toBe(false);
  expect(reloaded({ [`${R}/auto`]: 'true' }, config(), { [key]: 'false' })).toBe(true);
});

test('annotations of the Deployment about Secrets do not hide those of its pods about ConfigMaps', () => {
  expect(reloaded({ [`secret.${R}/reload`]: 'other' }, config(), { [`configmap.${R}/reload`]: 'web-config' })).toBe(true);
});

test('without annotations the pods are not restarted', () => {
  expect(reloaded({})).toBe(false);
  expect(isReloaded({ annotations: {}, json: {} } as ManifestObject, config())).toBe(false);
});

test('a Secret is watched by its own annotations', () => {
  expect(reloaded({ [`secret.${R}/auto`]: 'true' }, config({}, 'Secret'))).toBe(true);
  expect(reloaded({ [`secret.${R}/reload`]: 'web-config' }, config({}, 'Secret'))).toBe(true);
  expect(reloaded({ [`configmap.${R}/reload`]: 'web-config' }, config({}, 'Secret'))).toBe(false);
});

test.each([
  ['searched and matching', { [`${R}/search`]: 'true' }, { [`${R}/match`]: 'true' }, true],
  ['searched, but not matching', { [`${R}/search`]: 'true' }, { [`${R}/match`]: 'false' }, false],
  ['matching, but not searched', { [`${R}/search`]: 'false' }, { [`${R}/match`]: 'true' }, false],
  ['ignored', { [`${R}/auto`]: 'true' }, { [`${R}/ignore`]: 'true' }, false],
  ['not ignored', { [`${R}/auto`]: 'true' }, { [`${R}/ignore`]: 'false' }, true],
  ['excluded by name', { [`${R}/auto`]: 'true', [`configmaps.exclude.${R}/reload`]: 'a,web-config' }, {}, false],
  ['not among those excluded', { [`${R}/auto`]: 'true', [`configmaps.exclude.${R}/reload`]: 'a' }, {}, true],
  ['matching a pattern among the exclusions, which are names', { [`${R}/auto`]: 'true', [`configmaps.exclude.${R}/reload`]: 'web-.*' }, {}, true],
  ['of another kind than those excluded', { [`${R}/auto`]: 'true', [`secrets.exclude.${R}/reload`]: 'web-config' }, {}, true],
])('whether a ConfigMap that is %s is watched', (_, annotations, ofConfig, is) => {
  expect(reloaded(annotations, config(ofConfig))).toBe(is);
});

test.each([
  ['web-config', 'web-config', true], ['web', 'web-config', false], ['.*', 'web-config', true], ['.*', '', true],
  ['web.*', 'web-config', true], ['web.*', 'web', true], ['web.*', 'my-web', false],
  ['.*config', 'web-config', true], ['.*config', 'config', true], ['.*config', 'config-2', false],
  ['web.*config', 'web-config', true], ['web.*config', 'webconfig', true], ['web.*config', 'web-configs', false], ['web.*config', 'my-web-config', false],
  ['aba.*aba', 'aba', false], ['aba.*aba', 'abaaba', true], ['aba.*aba', 'ababa', false],
  ['a.*b.*c', 'a-b-c', true], ['a.*b.*c', 'a-c', false], ['a.*b.*d.*c', 'a-b-d-c', true], ['a.*b.*d.*c', 'a-b-c', false], ['a.*b.*d.*c', 'a-d-c', false],
  ['a.*x.*y.*c', 'a-y-x-c', false], ['a.b', 'axb', true], ['a.b', 'ab', false], ['web-[a-z]+', 'web-config', true], ['web-(config|x)', 'web-config', true],
  ['web-(config|x)', 'web-y', false], ['^web-config$', 'web-config', true], ['(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaax', false], ['web|x', 'web-config', true], ['x,  web.*  ', 'web-config', true],
])('the entry %j means %j: %s', (list, name, is) => {
  expect(reloaded({ [`configmap.${R}/reload`]: list }, config({}, 'ConfigMap', name))).toBe(is);
});

test.each(['(?i)WEB-CONFIG', 'a{1000}', 'web-(', 'x, [[:alpha:]-]+', Array(21).fill('x.*').join()])('%j is not read, so it may name the ConfigMap', list => {
  expect(reloaded({ [`configmap.${R}/reload`]: list })).toBe(true);
});

test('hostile lists are read quickly', () => {
  const start = performance.now();
  const name = `${'a'.repeat(252)}x`;
  const lists = ['(a+)+$', '.*a.*b.*c', `${'a?'.repeat(90)}y`, `${'.*'.repeat(90)}z`, 'x', ''].map(entry => Array(20_000).fill(entry).join());
  lists.forEach(list => reloaded({ [`configmap.${R}/reload`]: list }, config({}, 'ConfigMap', name)));
  reloaded({ [`configmap.${R}/reload`]: Array(20).fill('(a?){90}y').join() }, config({}, 'ConfigMap', name));
  expect(performance.now() - start).toBeLessThan(2000);
});

test('an entry of more than 253 characters is not a name', () => {
  const name = 'a'.repeat(254);
  expect(reloaded({ [`configmap.${R}/reload`]: name.slice(1) }, config({}, 'ConfigMap', name.slice(1)))).toBe(true);
  expect(reloaded({ [`configmap.${R}/reload`]: name }, config({}, 'ConfigMap', name))).toBe(false);
});

test('inherited properties of JavaScript objects are not annotations', () => {
  expect(reloaded(Object.create({ [`${R}/auto`]: 'true' }))).toBe(false);
  expect(reloaded({ [`${R}/auto`]: 'true' }, config(Object.create({ [`${R}/ignore`]: 'true' })))).toBe(true);
});
