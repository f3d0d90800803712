import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDED } from './recorded-kubectl';
import { ManifestObject } from '../../src/manifests';
import { objectOf } from '../../src/manifests/object-of';
import { desiredState } from '../../src/sources/cluster/desired-state/desired-state';
import { liveObjects } from '../../src/sources/cluster/live-objects';

type Json = Record<string, any>;

const objectIn = (json: Json): ManifestObject => objectOf(json, { file: 'cluster:', document: 0, place: [], lineOf: () => 1 }).object!;
const read = (
  json: Json,
  asked?: Json,
) => desiredState({ ...liveObjects([objectIn(json)])[0], asked: asked && objectIn(asked) }) as Json;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const annotated = (text: string, metadata: Json = {}, more: Json = {}): Json => ({
  apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1', b: '2' }, ...more, metadata: { name: 'web', namespace: 'shop', annotations: { [LAST_APPLIED]: text }, ...metadata },
});
const note = (more: Json = {}) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' }, data: { a: '1' }, ...more });

describe('the note of client-side apply', () => {
  test('counts if it is one, and of this object', () => {
    expect(read(annotated(note())).data).toEqual({ a: '1' });
    for (const text of [
      '', '[', '{}', 'null', '['.repeat(100_000), note({ kind: 'Secret' }), note({ metadata: { name: 'other', namespace: 'shop' } }),
      note({ metadata: { name: 'web', namespace: 'other' } }),
    ]) {
      expect(read(annotated(text))).toEqual({
        apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1', b: '2' }, metadata: { name: 'web', namespace: 'shop' },
      });
    }
  });

  test('of another version is taken as it is, since its fields have other meanings', () => {
    const hpa = (version: string, spec: Json) => ({ apiVersion: `autoscaling/${version}`, kind: 'HorizontalPodAutoscaler', spec });
    const text = note(hpa('v1', { maxReplicas: 4, targetCPUUtilizationPercentage: 60 }));
    expect(read(annotated(text, {}, hpa('v2', { maxReplicas: 5, metrics: [] })))).toMatchObject(hpa('v1', { maxReplicas: 4, targetCPUUtilizationPercentage: 60 }));
  });

  test.each([
    ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', { b: '2' }],
    ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', { a: '1' }],
    [undefined, '2026-01-01T00:00:00Z', { b: '2' }],
  ])('counts if it is newer than server-side apply: %s, %s', (noted, applied, data) => {
    const managedFields = [
      { manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: 'v1', time: noted, fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${LAST_APPLIED}`]: {} } } } },
      { manager: 'argocd-controller', operation: 'Apply', apiVersion: 'v1', time: applied, fieldsV1: { 'f:data': { 'f:b': {} } } },
    ];
    expect(read(annotated(note(), { managedFields })).data).toEqual(data);
  });
});

test.each<[string, Json]>([
  ['a status', { subresource: 'status', fieldsV1: { 'f:data': { 'f:a': {} } } }],
  ['fields of another version', { apiVersion: 'v2', fieldsV1: { 'f:data': { 'f:a': {} } } }],
  ['an annotation', { fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:x': {} } } } }],
  ['nothing', {}],
])('a field manager that applies only %s is not an owner', (_, entry) => {
  const managedFields = [{ operation: 'Apply', apiVersion: 'v1', manager: 'controller', ...entry }, null, 'x'];
  expect(read(annotated('', { managedFields })).data).toEqual({ a: '1', b: '2' });
});

describe('Secrets', () => {
  const secret = (more: Json): Json => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web', namespace: 'shop' }, ...more });
  const stored = secret({ type: 'Opaque', data: { a: 'eA==', b: 'eQ==' } });

  test('are read as they will be written: as data, or as text', () => {
    expect(read(stored)).toEqual(secret({ data: { a: 'eA==', b: 'eQ==' } }));
    expect(read(stored, secret({ type: 'Opaque', stringData: { a: 'z' } }))).toEqual(secret({ type: 'Opaque', data: { b: 'eQ==' }, stringData: { a: 'x' } }));
    expect(read(stored, secret({ stringData: { a: 'z', b: 'z', c: 'z' } }))).toEqual(secret({ stringData: { a: 'x', b: 'y' } }));
  });
});

describe('without a record of the written fields', () => {
  const service = (spec: Json): Json => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec });
  const live_ = service({
    type: 'ClusterIP',
    clusterIP: '10.96.0.9',
    clusterIPs: ['10.96.0.9'],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
    sessionAffinity: 'None',
    selector: { app: 'web' },
    ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
  });

  test('is left out if the server adds it, unless the manifest says it', () => {
    expect(read(live_).spec).toEqual({ selector: { app: 'web' }, ports: [{ port: 80 }] });
    const asked = service({ type: 'ClusterIP', clusterIP: '10.96.0.9', ports: [{ port: 80, protocol: 'TCP' }] });
    expect(read(live_, asked).spec).toEqual({ type: 'ClusterIP', clusterIP: '10.96.0.9', selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP' }] });
    expect(read(service({ clusterIP: 'None', clusterIPs: ['None'] })).spec).toEqual({ clusterIP: 'None' });
    expect(read(service({ type: 'NodePort', ports: 'none', sessionAffinity: 'ClientIP' })).spec).toEqual({ type: 'NodePort', ports: 'none', sessionAffinity: 'ClientIP' });
  });

  test('such as what the cluster and tools note for themselves', () => {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      secrets: [{ name: 'token' }],
      metadata: {
        name: 'web',
        uid: 'u',
        resourceVersion: '1',
        generation: 1,
        creationTimestamp: 't',
        selfLink: 's',
        ownerReferences: [],
        labels: { 'app': 'web', 'kustomize.toolkit.fluxcd.io/name': 'x', 'argocd.argoproj.io/instance': 'x' },
        annotations: { 'mine': 'x', 'meta.helm.sh/release-name': 'x', 'argocd.argoproj.io/tracking-id': 'x', 'argocd.argoproj.io/sync-wave': '1' },
        finalizers: ['kubernetes.io/pvc-protection', 'example.com/mine'],
      },
    };
    expect(read(account)).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'web', labels: { app: 'web' }, annotations: { 'mine': 'x', 'argocd.argoproj.io/sync-wave': '1' }, finalizers: ['example.com/mine'] },
    });
  });
});

test('nothing that belongs to the server is left of what a cluster answered', () => {
  for (const file of ['server-side', 'client-side', 'created', 'two-managers', 'selected']) {
    for (const json of JSON.parse(readFileSync(join(RECORDED, `${file}.json`), 'utf8')).items as Json[]) {
      expect(JSON.stringify(read(json))).not.toMatch(/managedFields|"uid"|resourceVersion|creationTimestamp|"status":\{|clusterIP|nodePort|last-applied|deployment\.kubernetes\.io/);
    }
  }
});
