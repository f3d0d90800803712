import { trackerKey, trackerRefusals, trackersOf } from '../../../src/rehearse/plan/trackers';
import { objects } from '../manifests';

const tracked = (labels: object, annotations: object = {}, name = 'web') =>
  objects(JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name, labels, annotations } }));

const ARGO = tracked({}, { 'argocd.argoproj.io/tracking-id': 'shop:/Service:shop/web' });
const FLUX = tracked({ 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' });

test.each([
  ['the tracking id of Argo CD', ARGO,
    'Argo CD Application shop applies Service web from its repository, and would revert the rehearsal. Suspend it first: '
    + '`argocd app set shop --sync-policy none`.'],
  ['the label of Argo CD', tracked({ 'argocd.argoproj.io/instance': 'shop' }),
    'Argo CD Application shop applies Service web from its repository, and would revert the rehearsal. Suspend it first: '
    + '`argocd app set shop --sync-policy none`.'],
  ['a Kustomization of Flux', FLUX,
    'Flux Kustomization flux-system/apps applies Service web from its repository, and would revert the rehearsal. Suspend it first: '
    + '`flux suspend kustomization apps --namespace flux-system`.'],
  ['a HelmRelease of Flux', tracked({ 'helm.toolkit.fluxcd.io/name': 'web', 'helm.toolkit.fluxcd.io/namespace': 'shop' }),
    'Flux HelmRelease shop/web applies Service web from its repository, and would revert the rehearsal. Suspend it first: '
    + '`flux suspend helmrelease web --namespace shop`.'],
])('is refused: %s', (_, found, sentence) => {
  expect(trackerRefusals(found, new Set())).toEqual([sentence]);
});

test('a label that Helm writes, too, tracks nothing', () => {
  expect(trackersOf(tracked({ 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/managed-by': 'Helm' })[0])).toEqual([]);
});

test('what is suspended reverts nothing', () => {
  expect(trackerRefusals(FLUX, new Set([trackerKey(trackersOf(FLUX[0])[0])]))).toEqual([]);
});

test('an application is named once, with some of its objects', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].flatMap(name => tracked({ 'argocd.argoproj.io/instance': 'shop' }, {}, name));
  expect(trackerRefusals([...many, ...many], new Set())).toEqual([expect.stringMatching(/applies Service a, Service b, Service c and 2 more from/)]);
});
