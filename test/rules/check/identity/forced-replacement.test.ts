import { forcedReplacement } from '../../../../src/rules/check/identity';
import { messagesOn } from '../judging';
import { deployment, fixesOn, judgedBy, object, pathsOn, violationsOn } from '../placement/violations-on';

const ARGO = 'argocd.argoproj.io/sync-options';
const FLUX = 'kustomize.toolkit.fluxcd.io/force';
const annotated = (key: string, value: string, spec = {}): string => deployment(spec, { annotations: { [key]: value } });

test('Force of Argo CD deletes', () => {
  const change = annotated(ARGO, 'Force=true');
  expect(messagesOn(forcedReplacement, change)).toEqual([
    'With Force=true, Argo CD deletes Deployment web and creates it again if it cannot be changed in place: in between, requests fail.',
  ]);
  expect(fixesOn(forcedReplacement, change)).toEqual(["Remove metadata.annotations['argocd.argoproj.io/sync-options']."]);
  expect(pathsOn(forcedReplacement, change)).toEqual(["metadata.annotations['argocd.argoproj.io/sync-options']"]);
});

test.each(['force=true', ' Force=true , Prune=false'])('%s counts as Force', options => {
  expect(violationsOn(forcedReplacement, annotated(ARGO, options))).toMatchObject([{ severity: 'warning', message: expect.stringContaining('With Force=true') }]);
});

test('Force with Replace deletes in each sync, which is an error', () => {
  expect(violationsOn(forcedReplacement, annotated(ARGO, 'Replace=true,Force=true'))).toMatchObject([{
    severity: 'error',
    message: 'With Replace=true and Force=true, Argo CD deletes Deployment web in each sync that changes it: until it is created again, requests fail.',
  }]);
});

test('Force and Replace are both removed if Replace alone would reset the replicas of an autoscaler', () => {
  expect(fixesOn(forcedReplacement, annotated(ARGO, 'Replace=true,Force=true', { replicas: null }))).toEqual(["Remove metadata.annotations['argocd.argoproj.io/sync-options']."]);
  expect(fixesOn(forcedReplacement, annotated(ARGO, 'Replace=true,Force=true'))).toEqual(["Set metadata.annotations['argocd.argoproj.io/sync-options'] to \"Replace=true\"."]);
});

test('keeps the other options', () => {
  expect(fixesOn(forcedReplacement, annotated(ARGO, ' Force=true , Prune=false'))).toEqual(["Set metadata.annotations['argocd.argoproj.io/sync-options'] to \"Prune=false\"."]);
});

test('force of Flux deletes', () => {
  const change = annotated(FLUX, 'enabled');
  expect(messagesOn(forcedReplacement, change)).toEqual([
    'With force, Flux deletes Deployment web and creates it again if it cannot be changed in place: in between, requests fail.',
  ]);
  expect(fixesOn(forcedReplacement, change)).toEqual(["Remove metadata.annotations['kustomize.toolkit.fluxcd.io/force']."]);
  expect(pathsOn(forcedReplacement, change)).toEqual(["metadata.annotations['kustomize.toolkit.fluxcd.io/force']"]);
  expect(messagesOn(forcedReplacement, annotated(FLUX, 'Enabled'))).toHaveLength(1);
  expect(messagesOn(forcedReplacement, annotated(FLUX, 'true'))).toHaveLength(1);
  expect(messagesOn(forcedReplacement, annotated(FLUX, 'disabled'))).toEqual([]);
});

test('Replace scales a Deployment without replicas to one pod', () => {
  const change = annotated(ARGO, 'Replace=true', { replicas: null });
  expect(messagesOn(forcedReplacement, change)).toEqual([
    'With Replace=true each sync overwrites Deployment web with its manifest, which has no spec.replicas: it is scaled to one pod.',
  ]);
  expect(fixesOn(forcedReplacement, change)).toEqual(["Remove metadata.annotations['argocd.argoproj.io/sync-options']."]);
  expect(pathsOn(forcedReplacement, change)).toEqual(["metadata.annotations['argocd.argoproj.io/sync-options']"]);
  expect(messagesOn(forcedReplacement, annotated(ARGO, 'Replace=true'))).toEqual([]);
});

test.each([['apps/v1', 'StatefulSet'], ['argoproj.io/v1alpha1', 'Rollout']])('%s %s is scaled to one pod too', (apiVersion, kind) => {
  expect(messagesOn(forcedReplacement, object(apiVersion, kind, 'other', {}, { annotations: { [ARGO]: 'Replace=true' } }))).toHaveLength(1);
});

test('a Service has no replicas', () => {
  expect(messagesOn(forcedReplacement, `kind: Service\nmetadata: { annotations: { ${ARGO}: Replace=true } }\n`)).toEqual([]);
});

test.each([
  ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['argoproj.io/v1alpha1', 'Rollout'], ['v1', 'Service'], ['networking.k8s.io/v1', 'Ingress'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'], ['gateway.networking.k8s.io/v1', 'Gateway'], ['v1', 'Namespace'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
])('users notice when %s %s is deleted', (apiVersion, kind) => {
  expect(messagesOn(forcedReplacement, object(apiVersion, kind, 'other', {}, { annotations: { [ARGO]: 'Force=true' } }))[0]).toContain(`${kind} other`);
});

test.each(['Job', 'ConfigMap'])('a %s may be replaced', kind => {
  const change = object('v1', kind, 'other', {}, { annotations: { [ARGO]: 'Force=true' } });
  expect(messagesOn(forcedReplacement, change)).toEqual([]);
  expect(judgedBy(forcedReplacement, change).map(({ name }) => name)).not.toContain('other');
});

test.each([
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { force: true }, { force: false }, 'spec.force', 'Set spec.force to false.'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', { upgrade: { force: true } }, {}, 'spec.upgrade.force', 'Set spec.upgrade.force to false.'],
  ['argoproj.io/v1alpha1', 'Application', { syncPolicy: { syncOptions: ['Prune=true', 'Force=true'] } }, { syncPolicy: { syncOptions: ['Prune=true'] } },
    'spec.syncPolicy.syncOptions', 'Remove spec.syncPolicy.syncOptions[1].'],
])('%s %s may force all objects that it deploys', (apiVersion, kind, failing, passing, path, fix) => {
  const change = (spec: object): string => object(apiVersion, kind, 'all', { spec });
  expect(violationsOn(forcedReplacement, change(failing))).toMatchObject([{ severity: 'warning', path: path.split('.') }]);
  expect(fixesOn(forcedReplacement, change(failing))).toEqual([fix]);
  expect(messagesOn(forcedReplacement, change(passing))).toEqual([]);
  expect(judgedBy(forcedReplacement, change(passing)).map(({ name }) => name)).toContain('all');
  expect(messagesOn(forcedReplacement, object('example.com/v1', kind, 'all', { spec: failing }))).toEqual([]);
});

test('Helm 3 does not delete objects: it overwrites them, which resets replicas', () => {
  expect(messagesOn(forcedReplacement, object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'all', { spec: { upgrade: { force: true } } }))).toEqual([
    'Helm overwrites each object of HelmRelease all with its manifest: a Deployment without spec.replicas is scaled to one pod in each upgrade.',
  ]);
});

test('an Application with Force and Replace deletes every object that a sync changes', () => {
  const spec = { syncPolicy: { syncOptions: ['Replace=true', 'Force=true'] } };
  expect(violationsOn(forcedReplacement, object('argoproj.io/v1alpha1', 'Application', 'all', { spec }))).toMatchObject([{
    severity: 'error',
    message: 'Argo CD deletes and creates again all objects of Application all that a sync changes, such as Deployments and Services: in between, requests fail.',
  }]);
});
