import { App, Chart } from 'cdk8s';
import { Volume } from 'cdk8s-plus-27';
import { AnyProps, expectParts, manifestsOf, messageOf, newService } from './refusal';

const IMAGE = 'registry.example.com/proxy:1.0.0';
const REJECTED = 'The API server rejects it, and the release stops.';

function refusalIn(props: (chart: Chart) => AnyProps): string {
  const chart = new Chart(new App(), 'prod');
  return messageOf(() => newService(chart, 'my-svc', props(chart)));
}

const emptyDir = (chart: Chart, name: string, id: string = name) => Volume.fromEmptyDir(chart, id, name);

test.each<[string, string, (volume: Volume) => AnyProps]>([
  ['is mounted', 'volumeMounts[0].volume.name', volume => ({ volumeMounts: [{ path: '/tmp', volume }] })],
  ['is in the pod', 'volumes[0].name', volume => ({ volumes: [volume] })],
  ['is mounted by a sidecar', 'sidecars[0].volumeMounts[0].volume.name', volume => ({ sidecars: [{ name: 'proxy', image: IMAGE, volumeMounts: [{ path: '/tmp', volume }] }] })],
])('fails when a volume that %s has a name which is not a DNS label', (_, prop, props) => {
  expectParts(refusalIn(chart => props(emptyDir(chart, 'My_Vol'))), {
    prop, given: '"My_Vol"', allowed: 'at most 63 lowercase letters, digits and dashes', because: REJECTED, remedy: 'rename the volume',
  });
});

test('fails when two volumes have one name, and says so at the second', () => {
  const message = refusalIn(chart => ({
    volumeMounts: [{ path: '/tmp', volume: emptyDir(chart, 'tmp') }],
    initContainers: [{ name: 'migrate', image: IMAGE, volumeMounts: [{ path: '/tmp', volume: emptyDir(chart, 'tmp', 'other') }] }],
  }));
  expectParts(message, {
    prop: 'initContainers[0].volumeMounts[0].volume.name', given: '"tmp"', allowed: 'a name that no other volume of the pod has', because: REJECTED, remedy: 'rename one of the two',
  });
});

test("fails when a volume is listed twice in 'volumes', which cdk8s-plus cannot write", () => {
  const message = refusalIn(chart => {
    const volume = emptyDir(chart, 'tmp');
    return { volumes: [volume, volume] };
  });
  expectParts(message, {
    prop: 'volumes[1].name', given: '"tmp"', allowed: 'a name that no other volume of the pod has', because: REJECTED, remedy: 'rename one of the two',
  });
});

test.each<[string, string, (mounts: object[]) => AnyProps]>([
  ['the application', '', volumeMounts => ({ volumeMounts })],
  ['a sidecar', 'sidecars[0].', volumeMounts => ({ sidecars: [{ name: 'proxy', image: IMAGE, volumeMounts }] })],
])('fails when %s mounts two volumes at one path', (_, at, props) => {
  const message = refusalIn(chart => props(['a', 'b'].map(name => ({ path: '/data', volume: emptyDir(chart, name) }))));
  expectParts(message, {
    prop: `${at}volumeMounts[1].path`, given: '"/data"', allowed: 'a path at which the container mounts nothing else', because: REJECTED, remedy: 'mount it at another path',
  });
});

test.each([
  ['path', '', 'a path in the container'],
  ['subPath', '/etc', "a relative path without '..'"],
  ['subPath', 'a/../b', "a relative path without '..'"],
  ['subPathExpr', '../b', "a relative path without '..'"],
  ['propagation', 'shared', 'None, HostToContainer, Bidirectional'],
])('fails when the %s of a mount is %p', (prop, value, allowed) => {
  expectParts(refusalIn(chart => ({ volumeMounts: [{ path: '/data', volume: emptyDir(chart, 'a'), [prop]: value }] })), {
    prop: `volumeMounts[0].${prop}`, given: JSON.stringify(value), allowed, because: REJECTED, remedy: prop === 'propagation' ? 'use one of them' : 'change it',
  });
});

test('accepts one volume that several containers mount, and that the pod lists', () => {
  const app = new App();
  const chart = new Chart(app, 'prod');
  const volume = emptyDir(chart, 'tmp');
  const volumeMounts = [{ path: '/tmp', volume }, { path: '/var/tmp', volume, subPath: 'var' }];
  newService(chart, 'my-svc', { volumes: [volume], volumeMounts, sidecars: [{ name: 'proxy', image: IMAGE, volumeMounts }] });
  expect(app.synthYaml().match(/emptyDir/g)).toHaveLength(1);
  expect(manifestsOf({})).not.toContain('volumes');
});
