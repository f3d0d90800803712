import { helmReleaseReinstalled as rule } from '../../../../src/rules/diff/identity';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const release = (spec: string, apiVersion = 'helm.toolkit.fluxcd.io/v2') => `apiVersion: ${apiVersion}\nkind: HelmRelease\nmetadata: { name: web }\nspec: { interval: 10m, ${spec} }\n`;
const chart = (name: string, kind = 'HelmRepository') => `chart: { spec: { chart: ${name}, sourceRef: { kind: ${kind}, name: internal } } }`;

test('fails when a release gets another name', () => {
  const [{ path, message, fix, recipe }] = violationsOn(rule, rule.examples.unsafe);
  expect(path).toEqual(['spec', 'releaseName']);
  expect(message).toBe('The name of HelmRelease web changes from web to shop-web: Flux uninstalls the release and installs it again, and every request fails until the new pods are ready.');
  expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Leave spec.releaseName unchanged. Release this change, but leave out spec.releaseName of HelmRelease web.');
});

test('fails when a release gets another chart of a Helm repository', () => {
  const [{ path, message, fix }] = violationsOn(rule, release(chart('shop-web')));
  expect(path).toEqual(['spec', 'chart', 'spec', 'chart']);
  expect(message).toContain('The chart of HelmRelease web changes from web to shop-web');
  expect(fix).toBe('Leave spec.chart.spec.chart unchanged, or set spec.upgrade.chartNameChangeStrategy to InPlaceUpdate if the helm-controller of the cluster supports that field.');
});

test.each([
  ['another namespace', 'targetNamespace: other', 'namespace of HelmRelease web changes from shop to other'],
  ['its records in another namespace', 'storageNamespace: other', 'storage namespace of HelmRelease web changes from shop to other'],
])('fails when a release has %s', (_, spec, expected) => {
  expect(messagesOn(rule, release(`${spec}, ${chart('web')}`))).toEqual([expect.stringContaining(expected)]);
});

test('reports a targetNamespace that is no longer set once, although it also changes the release name', () => {
  const before = release(`targetNamespace: other, ${chart('web')}`);
  expect(messagesOn(rule, release('targetNamespace: null'), before)).toHaveLength(1);
});

test.each([
  ['releaseName states the default', 'releaseName: web'],
  ['targetNamespace and releaseName state the defaults', 'targetNamespace: shop, releaseName: web'],
  ['another version of the chart is installed', 'chart: { spec: { version: 2.0.0 } }'],
  ['chartNameChangeStrategy is InPlaceUpdate', `${chart('shop-web')}, upgrade: { chartNameChangeStrategy: InPlaceUpdate }`],
  ['the name of the chart is not known', chart('./charts/shop-web', 'GitRepository')],
])('passes where %s', (_, spec) => {
  expect(messagesOn(rule, release(spec))).toEqual([]);
  expect(appliesTo(rule, release(spec))).toBe(true);
});

test.each([
  ['is suspended', release('suspend: true, releaseName: other'), rule.examples.before],
  ['belongs to another controller', release('releaseName: other', 'helm.cattle.io/v1'), release('releaseName: web', 'helm.cattle.io/v1')],
])('does not apply to one that %s', (_, change, before) => {
  expect(appliesTo(rule, change, before)).toBe(false);
});
