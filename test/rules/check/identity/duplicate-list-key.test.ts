import { duplicateListKey } from '../../../../src/rules/check/identity';
import { messagesOn } from '../judging';
import { container, fixesOn, judgedBy, pathsOn, pod } from '../placement/violations-on';

const SYNC = 'argocd.argoproj.io/sync-options';
const service = (ports: object[], options = ''): string => JSON.stringify({ kind: 'Service', metadata: { annotations: options ? { [SYNC]: options } : {} }, spec: { ports } }) + '\n';
const HTTP3 = [{ name: 'http', port: 80 }, { name: 'http3', port: 80, protocol: 'UDP' }];

test('finds one port number for two protocols', () => {
  expect(messagesOn(duplicateListKey, service(HTTP3))).toEqual([
    'Service web lists port 80 more than once: client-side kubectl apply and Helm distinguish ports by number only, so an update may drop one of them.',
  ]);
  expect(fixesOn(duplicateListKey, service(HTTP3))).toEqual(['Apply with --server-side.']);
  expect(pathsOn(duplicateListKey, service(HTTP3))).toEqual(['spec.ports[1]']);
});

test('finds it in the ports of a container', () => {
  const change = container({ ports: [{ name: 'http', containerPort: 8080 }, { name: 'http3', containerPort: 8080, protocol: 'UDP' }] });
  expect(messagesOn(duplicateListKey, change)).toEqual([
    'Container web lists port 8080 more than once: client-side kubectl apply and Helm distinguish ports by number only, so an update may drop one of them.',
  ]);
  expect(fixesOn(duplicateListKey, change)).toEqual(['Apply with --server-side.']);
});

test('finds a variable that is set twice', () => {
  const change = `kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: LEVEL, value: info }, { name: OTHER, value: x }, { name: LEVEL, value: debug }] }] } } }
`;
  expect(messagesOn(duplicateListKey, change)).toEqual(['Container web sets LEVEL twice: the last one is used, and an update by kubectl apply or Helm may drop it.']);
  expect(fixesOn(duplicateListKey, change)).toEqual(['Remove spec.template.spec.containers[0].env[0].']);
  expect(pathsOn(duplicateListKey, change)).toEqual(['spec.template.spec.containers[0].env[2]']);
});

test('checks every container', () => {
  const twice = { env: [{ name: 'A', value: 'x' }, { name: 'A', value: 'y' }] };
  const change = pod({ initContainers: [{ name: 'init', ...twice }, { name: 'proxy', restartPolicy: 'Always', ...twice }] });
  expect(pathsOn(duplicateListKey, change).sort()).toEqual(['spec.template.spec.initContainers[0].env[1]', 'spec.template.spec.initContainers[1].env[1]']);
});

test.each(['ServerSideApply=true', 'Prune=false, ServerSideApply=true', 'ServerSideApply=true,Prune=false', 'ServerSideApply=true , Prune=false'])('%s uses server-side apply', options => {
  expect(messagesOn(duplicateListKey, service(HTTP3, options))).toEqual([]);
  expect(judgedBy(duplicateListKey, service(HTTP3, options)).map(({ kind }) => kind)).toEqual(['Deployment']);
});

test.each(['ServerSideApply=false', 'NoServerSideApply=true', 'ServerSideApply=true1'])('%s does not', options => {
  expect(messagesOn(duplicateListKey, service(HTTP3, options))).toHaveLength(1);
});

test('passes a Deployment with server-side apply', () => {
  const twice = { containers: [{ name: 'web', env: [{ name: 'A', value: 'x' }, { name: 'A', value: 'y' }] }] };
  const change = JSON.stringify({ kind: 'Deployment', metadata: { annotations: { [SYNC]: 'ServerSideApply=true' } }, spec: { template: { spec: twice } } }) + '\n';
  expect(judgedBy(duplicateListKey, change).map(({ kind }) => kind)).toEqual(['Service']);
});

test('passes items with unique keys, and objects without items', () => {
  expect(messagesOn(duplicateListKey, '')).toEqual([]);
  expect(messagesOn(duplicateListKey, pod({ containers: [{ name: 'web', env: [{ name: 'A' }, {}, {}] }] }))).toEqual([]);
});
