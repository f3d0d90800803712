import { constructPaths } from '../../src/engine/construct-paths';
import { parseManifests } from '../../src/manifests';
import { inWorkspace, write } from '../cli/workspace';

inWorkspace();

const object = (name: string) => `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\n`;

function pathsOf(yaml: string, file: string = 'dist/app.k8s.yaml'): (string | undefined)[] {
  const { objects } = parseManifests(file, yaml);
  return objects.map(constructPaths(objects));
}

const RECORDED = JSON.stringify({ version: '1.0.0', resources: { web: { path: 'shop/web/Deployment/Resource' } } });

test('finds what cdk8s recorded beside the manifests', () => {
  write('dist/construct-metadata.json', RECORDED);
  expect(pathsOf(object('web') + object('other'))).toEqual(['shop/web/Deployment/Resource', undefined]);
});

test('finds it above the folder of a chart, too', () => {
  write('dist/construct-metadata.json', RECORDED);
  expect(pathsOf(object('web'), 'dist/shop/web.k8s.yaml')).toEqual(['shop/web/Deployment/Resource']);
});

test('does not guess which of two objects with one name was recorded', () => {
  write('dist/construct-metadata.json', RECORDED);
  expect(pathsOf(object('web') + object('web'))).toEqual([undefined, undefined]);
});

const ours = (kind: string, labels: string) => `---\napiVersion: v1\nkind: ${kind}\nmetadata: { name: web, labels: { app: ${labels} }, annotations: { cdk8s-zero-downtime/startup-time: 60s } }\n`;

test('finds the construct of this library that wrote all objects with one name', () => {
  write('dist/construct-metadata.json', JSON.stringify({ version: '1.0.0', resources: { web: { path: 'shop/web/Service/Resource' } } }));
  expect(pathsOf(ours('Deployment', 'web') + ours('Service', 'web'))).toEqual(['shop/web', 'shop/web']);
  expect(pathsOf(ours('Deployment', 'web') + ours('Service', 'other'))).toEqual([undefined, undefined]);
});

test.each([
  ['of another version', '{ "version": "2.0.0", "resources": { "web": { "path": "x" } } }'],
  ['of another shape', '{ "version": "1.0.0", "resources": { "web": [1], "other": null } }'],
  ['without resources', '{ "version": "1.0.0" }'],
  ['that is not JSON', '{'],
  ['that is nothing', 'null'],
])('does without a record %s', (_, text) => {
  write('dist/construct-metadata.json', text);
  expect(pathsOf(object('web'))).toEqual([undefined]);
});

test('does without a record', () => {
  expect(pathsOf(object('web'))).toEqual([undefined]);
});
