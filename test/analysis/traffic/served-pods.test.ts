import { servedPods, servicesOfOne } from '../../../src/analysis/traffic/served-pods';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function served(change: string): string[] {
  return servedPods(manifestsIn(exampleManifests(change)))
    .map(({ service, pods }) => `${service.object.name} to ${pods.map(({ object: { kind, name } }) => `${kind} ${name}`).join(', ')}`);
}

const SPEC = 'spec: { containers: [{ name: a, image: a }] }';

function podsOf(apiVersion: string, kind: string, spec = SPEC): string {
  const template = `template: { metadata: { labels: { app: web } }, ${spec} }`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other }\nspec: { ${kind === 'CronJob' ? `jobTemplate: { spec: { ${template} } }` : template} }\n`;
}

test('a Service sends to all pods that it selects', () => {
  expect(served('')).toEqual(['web to Deployment web']);
  expect(served(podsOf('apps/v1', 'StatefulSet'))).toEqual(['web to Deployment web, StatefulSet other']);
});

test('each Service has its own pods', () => {
  const other = 'apiVersion: v1\nkind: Service\nmetadata: { name: other }\nspec: { selector: { app: web }, ports: [{ port: 81 }] }\n';
  expect(served(other)).toEqual(['web to Deployment web', 'other to Deployment web']);
});

test('a headless Service is excluded, since it has no cluster IP', () => {
  expect(served('kind: Service\nspec: { clusterIP: None }\n')).toEqual([]);
});

test.each(['Job', 'CronJob'])('the pods of a %s are not servers', kind => {
  expect(served(podsOf('batch/v1', kind))).toEqual(['web to Deployment web']);
  expect(served(`${podsOf('batch/v1', kind)}---\nkind: Deployment\n$patch: delete\n`)).toEqual([]);
});

test('pods without containers are not servers', () => {
  expect(served(podsOf('apps/v1', 'StatefulSet', 'spec: { containers: [] }'))).toEqual(['web to Deployment web']);
});

test('a Service that also selects pods of an unknown kind is excluded', () => {
  expect(served(podsOf('example.com/v1', 'Database'))).toEqual([]);
});

test.each([['selects no pods', 'selector: { app: other }'], ['has no selector', 'selector: null']])('a Service that %s is excluded', (_, spec) => {
  expect(served(`kind: Service\nspec: { ${spec} }\n`)).toEqual([]);
});

test('of the Services with only the pods of one object, the first is found', () => {
  const serviceFor = (name: string, selector: string): string => `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { ${selector} }, ports: [{ port: 80 }] }\n`;
  const found = (change: string): string[] => [...servicesOfOne(manifestsIn(exampleManifests(change)))].map(([pods, { name }]) => `${pods.name} by ${name}`);
  expect(found('')).toEqual(['web by web']);
  expect(found(serviceFor('again', 'app: web'))).toEqual(['web by web']);
  expect(found(serviceFor('none', 'app: none'))).toEqual(['web by web']);
  expect(found(podsOf('apps/v1', 'StatefulSet'))).toEqual([]);
});
