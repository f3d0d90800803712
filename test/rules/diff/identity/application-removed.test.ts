import { applicationRemoved as rule } from '../../../../src/rules/diff/identity';
import { TARGET } from '../../check/judging';
import { updateBetween, violationsOn } from '../updating';

const KUSTOMIZATION = (name: string, spec = 'prune: true') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name} }\nspec: { path: ./shop, ${spec} }\n---\n`;
const RELEASE = (name: string, spec = '') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: ${name} }\nspec: { interval: 10m${spec} }\n---\n`;
const APPLICATION = (name: string, finalizers: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name}, finalizers: [${finalizers}] }\nspec: { source: { path: shop } }\n---\n`;
const STAYS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: stays }\n';
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

function said(before: string, after = '') {
  return rule.judge(updateBetween(before + STAYS, after + STAYS), TARGET).flatMap(({ violations }) => violations)
    .map(({ severity = rule.severity, message, fix }) => ({ severity, message, fix }));
}

test('fails when a Kustomization with prune gets another name', () => {
  const [{ path, message, fix }] = violationsOn(rule, rule.examples.unsafe);
  expect(path).toEqual(['metadata', 'name']);
  expect(message).toBe('Kustomization apps is replaced by Kustomization shop-apps: Flux deletes the old one with everything that it has applied, and until the new one has applied it again and pods are ready, every request fails.');
  expect(fix).toBe('Keep the name, or first set spec.prune to false in Kustomization apps, and apply that. One release later, rename it.');
});

test.each([
  ['a HelmRelease', RELEASE('web'), RELEASE('shop'), 'first set spec.suspend to true in HelmRelease web,'],
  ['an Application of Argo CD', APPLICATION('web', FINALIZER), APPLICATION('shop', FINALIZER), 'first remove metadata.finalizers in Application web,'],
  ['an Application with another finalizer', APPLICATION('web', `${FINALIZER}/background, a/b`), APPLICATION('shop', 'a/b'), 'first set metadata.finalizers to ["a/b"] in Application web,'],
  ['a Kustomization with a deletionPolicy', KUSTOMIZATION('web', 'prune: false, deletionPolicy: Delete'), KUSTOMIZATION('shop', 'prune: false, deletionPolicy: Delete'), 'first set spec.deletionPolicy to Orphan in Kustomization web,'],
])('fails when %s gets another name', (_, before, after, fix) => {
  expect(said(before, after)).toEqual([{ severity: 'error', message: expect.stringContaining(' is replaced by '), fix: expect.stringContaining(fix) }]);
});

test('warns where nothing takes its place', () => {
  expect(said(KUSTOMIZATION('web'))).toEqual([{
    severity: 'warning',
    message: 'Kustomization web is removed, and Flux deletes everything that it has applied with it.',
    fix: 'Check that users need nothing of it. To keep its objects, first set spec.prune to false in Kustomization web, and apply that. One release later, remove it.',
  }]);
});

test.each([
  ['prune is false', KUSTOMIZATION('web', 'prune: false')],
  ['its objects are orphaned', KUSTOMIZATION('web', 'prune: true, deletionPolicy: Orphan')],
  ['the Kustomization is suspended', KUSTOMIZATION('web', 'prune: true, suspend: true')],
  ['the HelmRelease is suspended', RELEASE('web', ', suspend: true')],
  ['the Application has no finalizer', APPLICATION('web', '')],
  ['it is a file of kustomize', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: web }\nspec: { prune: true }\n---\n'],
])('nothing is deleted if %s', (_, before) => {
  expect(said(before)).toEqual([]);
});

test('an application that stays passes', () => {
  expect(rule.judge(updateBetween(RELEASE('web'), RELEASE('web', ', suspend: true')), TARGET)).toMatchObject([{ violations: [] }]);
});
