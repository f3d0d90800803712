import { isStore } from '../../../src/analysis/pod/store-images';
import { heldData } from '../../../src/analysis/scaling/held-data';
import { mountedClaims } from '../../../src/analysis/scheduling/claims';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const yaml = (...objects: readonly object[]): string => objects.map(object => JSON.stringify(object)).join('\n---\n');
const claim = (spec: object): object => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], ...spec } });
const deployment = (source: object, replicas = 1, container: object = {}): object => ({
  kind: 'Deployment',
  spec: {
    replicas,
    template: { spec: { volumes: [{ name: 'data', ...source }], containers: [{ name: 'web', volumeMounts: [{ name: 'data', mountPath: '/data' }], ...container }] } },
  },
});
const CLAIMED = { persistentVolumeClaim: { claimName: 'data' } };

function held(...objects: readonly object[]): string[] {
  const manifests = manifestsIn(exampleManifests(yaml(...objects)));
  const data = heldData(manifests.workloads[0], manifests) ?? {};
  return Object.entries(data).filter(([, value]) => value !== undefined).map(([key]) => key);
}

function heldBy(spec: object, ...more: readonly object[]): string | undefined {
  const manifests = manifestsIn(exampleManifests(yaml(deployment(CLAIMED), claim(spec), ...more)));
  return mountedClaims(manifests.workloads[0], manifests)[0].heldBy;
}

describe('a pod holds data', () => {
  test.each(['ReadWriteOnce', 'ReadWriteOncePod'])('in a claim that is %s, whatever the number of pods', mode => {
    expect(held(deployment(CLAIMED), claim({ accessModes: [mode] }))).toEqual(['claim']);
    expect(held(deployment(CLAIMED, 3), claim({ accessModes: [mode] }))).toEqual(['claim']);
  });

  test('as an application with a database in a file, unless several run', () => {
    expect(held(deployment({}, 1, { image: 'docker.io/grafana/grafana:12.0.1' }))).toEqual(['store']);
    expect(held(deployment({}, 2, { image: 'docker.io/grafana/grafana:12.0.1' }))).toEqual([]);
  });

  test('in a claim that is not in the manifests, unless several pods share it or only read it', () => {
    expect(held(deployment(CLAIMED))).toEqual(['claim']);
    expect(held(deployment(CLAIMED, 2))).toEqual([]);
    expect(held(deployment({ persistentVolumeClaim: { claimName: 'data', readOnly: true } }))).toEqual([]);
  });

  test('not in a volume that many nodes may mount, nor in one that is deleted with the pod', () => {
    expect(held(deployment(CLAIMED), claim({ accessModes: ['ReadWriteMany'] }))).toEqual([]);
    expect(held(deployment({ emptyDir: {} }))).toEqual([]);
    expect(held(deployment({ configMap: { name: 'data' } }))).toEqual([]);
  });

  test('in a directory of its node that it writes to, but not in directories of the node itself', () => {
    expect(held(deployment({ hostPath: { path: '/srv/data' } }))).toEqual(['hostPath']);
    expect(held(deployment({ hostPath: { path: '/srv/data' } }, 2))).toEqual([]);
    expect(held(deployment({ hostPath: { path: '/var/run/docker.sock', type: 'Socket' } }))).toEqual([]);
    expect(held(deployment({ hostPath: { path: '/etc/localtime' } }))).toEqual([]);
    expect(held(deployment({ hostPath: { path: '/srv/data' } }, 1, { volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }] }))).toEqual([]);
  });

  test('whatever its volumes are, if its image is a store', () => {
    expect(held(deployment({ emptyDir: {} }, 3, { image: 'redis:7.2' }))).toEqual(['store']);
  });

  test('unless it runs a component that stores nothing', () => {
    const loki = (target: string) => held(deployment({ emptyDir: {} }, 1, { image: 'docker.io/grafana/loki:2.9.13', args: ['-config.file=/etc/loki.yaml', target] }));
    expect(loki('-target=query-frontend')).toEqual([]);
    expect(loki('-target=distributor')).toEqual([]);
    expect(loki('-target=ingester')).toEqual(['store']);
    expect(loki('-target=all')).toEqual(['store']);
  });
});

test.each([
  'mysql:8.0.36', 'mariadb', 'docker.io/library/postgres:16@sha256:00', 'bitnami/postgresql:15', 'mongo:7', 'redis:7-alpine', 'valkey/valkey:8',
  'rabbitmq:3-management', 'quay.io/prometheus/prometheus:v2.51.0', 'itzg/minecraft-server:java21', 'centos/mysql-80-centos7', 'mcr.microsoft.com/mssql/server:2022-latest',
  'docker.elastic.co/elasticsearch/elasticsearch:8.13.0', 'confluentinc/cp-kafka:7.6.0',
])('%s is a store', image => {
  expect(isStore({ image })).toBe(true);
});

test.each([
  'prom/mysqld-exporter:v0.15', 'oliver006/redis_exporter', 'mongo-express:1', 'phpmyadmin:5', 'dpage/pgadmin4:8', 'prometheus-operator:v0.70', 'provectuslabs/kafka-ui',
  'registry.example.com/server:1', 'nginx:1.27', '',
])('%s is not a store', image => {
  expect(isStore({ image })).toBe(false);
});

describe('the holder that keeps a second pod from a ReadWriteOnce claim', () => {
  const volume = (spec: object): object => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec });
  const storageClass = (provisioner: string, annotations: object = {}): object =>
    ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast', namespace: null, annotations }, provisioner });

  test('is the node, as far as known', () => {
    expect(heldBy({})).toBe('node');
    expect(heldBy({ storageClassName: 'gp3' })).toBe('node');
    expect(heldBy({ storageClassName: 'local-path', accessModes: ['ReadWriteOncePod'] })).toBe('pod');
  });

  test.each(['local-path', 'local', 'local-storage', 'hostpath', 'microk8s-hostpath', 'openebs-hostpath', 'topolvm-provisioner'])('is undefined if the class is %s', storageClassName => {
    expect(heldBy({ storageClassName })).toBeUndefined();
  });

  test('is undefined if the volume in the manifests is on a node, or reached over the network', () => {
    expect(heldBy({ storageClassName: 'manual' }, volume({ storageClassName: 'manual', hostPath: { path: '/mnt' } }))).toBeUndefined();
    expect(heldBy({ volumeName: 'disk' }, volume({ nfs: { server: 'files', path: '/' } }))).toBeUndefined();
    expect(heldBy({}, volume({ claimRef: { namespace: 'shop', name: 'data' }, local: { path: '/mnt' } }))).toBeUndefined();
    expect(heldBy({ volumeName: 'disk' }, volume({ csi: { driver: 'efs.csi.aws.com' } }))).toBeUndefined();
    expect(heldBy({ volumeName: 'disk' }, volume({ csi: { driver: 'ebs.csi.aws.com' } }))).toBe('node');
    expect(heldBy({}, volume({ claimRef: { namespace: 'shop', name: 'other' }, local: { path: '/mnt' } }))).toBe('node');
  });

  test('is undefined if the claim selects a volume by its labels that is reached over the network', () => {
    const labelled = (spec: object) => ({ ...volume(spec), metadata: { name: 'disk', labels: { app: 'scanner' } } });
    const selector = { matchLabels: { app: 'scanner' } };
    expect(heldBy({ selector }, labelled({ nfs: { server: 'files', path: '/' } }))).toBeUndefined();
    expect(heldBy({ selector: { matchLabels: { app: 'other' } } }, labelled({ nfs: { server: 'files', path: '/' } }))).toBe('node');
  });

  test('is undefined if the class in the manifests provides local volumes', () => {
    expect(heldBy({ storageClassName: 'fast' }, storageClass('topolvm.io'))).toBeUndefined();
    expect(heldBy({}, storageClass('rancher.io/local-path', { 'storageclass.kubernetes.io/is-default-class': 'true' }))).toBeUndefined();
    expect(heldBy({ storageClassName: 'fast' }, storageClass('ebs.csi.aws.com'))).toBe('node');
  });
});
