import { isMade, isPruned, isPrunedLast } from '../../../src/analysis/config/pruning';
import { ManifestObject } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { object } from '../../rules/check/placement/violations-on';

const annotated = (annotations: object): ManifestObject => ({ annotations }) as ManifestObject;
const OPTIONS = 'argocd.argoproj.io/sync-options';

test.each([
  ['helm.sh/resource-policy', 'keep'], [OPTIONS, 'Prune=false'], [OPTIONS, 'Prune=confirm'], [OPTIONS, 'Replace=true, Prune=false'], [OPTIONS, 'Prune=false ,Replace=true'],
  ['kustomize.toolkit.fluxcd.io/prune', 'disabled'], ['kustomize.toolkit.fluxcd.io/prune', 'Disabled'], ['helm.sh/hook', 'pre-upgrade'], ['helm.sh/hook', ''],
])('an object with the annotation %s: %s stays in the cluster', (key, value) => {
  expect(isPruned(annotated({ [key]: value }))).toBe(false);
  expect(isPruned(annotated({ 'note': 'a', 'helm.sh/resource-policy': 'delete', [key]: value }))).toBe(false);
});

test.each([
  ['note', 'keep'], ['helm.sh/resource-policy', 'keeps'], ['helm.sh/resource-policy', 'Prune=false'], [OPTIONS, 'Prune=true'], [OPTIONS, 'NoPrune=false'], [OPTIONS, 'PruneLast=true'], [OPTIONS, 'keep'],
  ['kustomize.toolkit.fluxcd.io/prune', 'enabled'], ['argocd.argoproj.io/hook', 'PreSync'], ['kustomize.toolkit.fluxcd.io/ssa', 'disabled'],
])('an object with the annotation %s: %s does not stay', (key, value) => {
  expect(isPruned(annotated({ [key]: value }))).toBe(true);
});

test('an object without annotations does not stay', () => {
  expect(isPruned(annotated({}))).toBe(true);
  expect(isPrunedLast(annotated({}))).toBe(false);
});

test.each([
  [OPTIONS, 'PruneLast=true', true], [OPTIONS, 'Replace=true, PruneLast=true', true], [OPTIONS, 'PruneLast=true ,Replace=true', true],
  [OPTIONS, 'PruneLast=false', false], [OPTIONS, 'Prune=false', false], ['note', 'PruneLast=true', false],
])('with the annotation %s: %s it is removed last: %s', (key, value, is) => {
  expect(isPrunedLast(annotated({ [key]: value }))).toBe(is);
});

describe('whether another object creates an object', () => {
  const makes = (kind: string, spec: object, apiVersion = 'example.com/v1', metadata = {}): boolean => {
    const manifests = manifestsIn(exampleManifests(object(apiVersion, kind, 'maker', { spec }, metadata)));
    return isMade(manifests, { namespace: 'shop', name: 'made' } as ManifestObject);
  };

  test.each([
    ['an ExternalSecret that names it', 'ExternalSecret', { target: { name: 'made' } }],
    ['a Certificate', 'Certificate', { secretName: 'made' }],
    ['a SealedSecret', 'SealedSecret', { template: { metadata: { name: 'made' } } }],
    ['a VaultStaticSecret', 'VaultStaticSecret', { destination: { name: 'made' } }],
    ['a Bundle that names it', 'Bundle', { target: { name: 'made' } }],
    ['a ConfigMapGenerator', 'ConfigMapGenerator', { target: { name: 'made' } }],
  ])('%s does', (_, kind, spec) => {
    expect(makes(kind, spec)).toBe(true);
    expect(makes(kind, spec, 'example.com/v1', { namespace: 'other' })).toBe(false);
    expect(makes(kind, JSON.parse(JSON.stringify(spec).replace('made', 'other')))).toBe(false);
  });

  test('an object that creates one with another name does not', () => {
    expect(makes('Certificate', {})).toBe(false);
    expect(makes('Certificate', { other: 'made' })).toBe(false);
  });

  test('an object of the core group, or of any other kind, does not', () => {
    expect(makes('Secret', { secretName: 'made' }, 'v1')).toBe(false);
    expect(makes('Ingress', { secretName: 'made' }, 'networking.k8s.io/v1')).toBe(false);
    expect(makes('Issuer', { secretName: 'made' })).toBe(false);
  });

  test.each([
    ['Bundle', {}, true], ['Bundle', { target: { name: 'other' } }, true], ['ExternalSecret', {}, true], ['ExternalSecret', { target: { name: '' } }, true], ['ExternalSecret', { target: { name: 'other' } }, false],
  ])('a %s with %j creates one with its own name: %s', (kind, spec, is) => {
    const manifests = manifestsIn(exampleManifests(object('example.com/v1', kind, 'maker', { spec })));
    expect(isMade(manifests, { namespace: 'shop', name: 'maker' } as ManifestObject)).toBe(is);
  });
});
