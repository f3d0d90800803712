import { parseManifests } from '../../../src/manifests';
import { hookOfPods } from '../../../src/rehearse/observe/hook-of';

const pod = (containers: object[]) => ({ metadata: { labels: { app: 'web' } }, spec: { containers } });
const exec = { preStop: { exec: { command: ['/drain'] } } };
const { objects } = parseManifests('web.yaml', `
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, annotations: {cdk8s-zero-downtime/stop-delay: 12s}}, spec: {}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}}
`);

test('a pod without a hook gets SIGTERM at once', () => {
  expect(hookOfPods([])(pod([{ name: 'app' }]), 'Deployment shop/web')).toBe(0);
});

test('a hook that sleeps takes as long', () => {
  expect(hookOfPods([])(pod([{ name: 'app', lifecycle: { preStop: { sleep: { seconds: 7 } } } }]), 'Deployment shop/web')).toBe(7);
});

test('a program takes as long as the manifest of its workload says, else nothing tells', () => {
  expect(hookOfPods(objects)(pod([{ name: 'app', lifecycle: exec }]), 'Deployment shop/web')).toBe(12);
  expect(hookOfPods([])(pod([{ name: 'app', lifecycle: exec }]), 'Deployment shop/web')).toBeUndefined();
});

test('the container counts that a Service sends to', () => {
  const two = pod([{ name: 'log', lifecycle: { preStop: { sleep: { seconds: 1 } } } },
    { name: 'app', ports: [{ name: 'http', containerPort: 80 }], lifecycle: { preStop: { sleep: { seconds: 7 } } } }]);
  expect(hookOfPods(objects)(two, 'Deployment shop/web')).toBe(7);
});
