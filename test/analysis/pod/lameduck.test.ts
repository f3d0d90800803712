import { shutdownDelayOf } from '../../../src/analysis/pod/shutdown-delay';
import { prestopMissing } from '../../../src/rules/check/stop';
import { exampleManifests } from '../../../src/rules/examples';
import { appliesTo, judged, manifestsIn, messagesOn } from '../../rules/check/judging';
import { saidBy } from '../../rules/check/stop/changes';

const corefile = (block: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: coredns }
data:
  Corefile: |
    .:53 {
        errors
        ${block}
        ready
        forward . /etc/resolv.conf
    }
---
`;
const dns = (image = 'registry.k8s.io/coredns/coredns:v1.12.0', args = '[-conf, /etc/coredns/Corefile]') => `kind: Deployment
spec:
  template:
    spec:
      containers: [{ name: web, image: "${image}", args: ${args}, lifecycle: null, volumeMounts: [{ name: config, mountPath: /etc/coredns }] }]
      volumes: [{ name: config, configMap: { name: coredns, items: [{ key: Corefile, path: Corefile }] } }]
`;
const route = '---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }\n';

test.each([
  ['health { lameduck 15s }', 15],
  ['health {\n            lameduck 1m\n        }', 60],
  ['health :8081 { lameduck 5s }', 5],
  ['health', 0],
  ['health {\n        }\n        # lameduck 15s', 0],
  ['log { lameduck 15s }', 0],
])('CoreDNS answers after SIGTERM as long as its Corefile states: %j', (block, seconds) => {
  const manifests = manifestsIn(exampleManifests(corefile(block) + dns()));
  const [workload] = manifests.workloads;
  expect(shutdownDelayOf(workload, workload.containers[0], manifests)).toBe(seconds);
});

test.each([
  ['the Corefile is the default one', dns(undefined, '[]')],
  ['the image is from a mirror', dns('mirror.example.com/coredns:1.9')],
])('such a CoreDNS needs no preStop hook, also where %s', (_, deployment) => {
  expect(messagesOn(prestopMissing, corefile('health { lameduck 15s }') + deployment)).toEqual([]);
});

test('the drain of CoreDNS is unknown without its Corefile', () => {
  expect(appliesTo(prestopMissing, dns())).toBe(false);
  expect(appliesTo(prestopMissing, corefile('health').replace('Corefile:', 'Other:') + dns())).toBe(false);
  expect(appliesTo(prestopMissing, dns('registry.example.com/web:1'))).toBe(true);
});

test.each([
  ['an error without a lameduck', corefile('health'), '', 'error'],
  ['an error where a known router keeps sending for longer', corefile('health { lameduck 3s }'), route, 'error'],
  ['a warning where the router is only assumed', corefile('health { lameduck 3s }'), '', 'warning'],
])('is %s', (_, config, router, severity) => {
  const { findings } = judged(exampleManifests(config + dns() + router));
  expect(findings.filter(({ rule }) => rule.id === prestopMissing.id).map(one => one.severity)).toEqual([severity]);
});

test('before Kubernetes has the sleep action, the fix is a lameduck, since the image has no shell', () => {
  const [{ fix }] = saidBy(prestopMissing, corefile('health') + dns(), { kubernetesMinor: 29 });
  expect(fix).toBe('Set lameduck in the health block of the Corefile to 10s, and spec.template.spec.terminationGracePeriodSeconds to 55.');
  const grace = '---\nkind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: 55 } } }\n';
  expect(saidBy(prestopMissing, corefile('health { lameduck 10s }') + dns() + grace, { kubernetesMinor: 29 })).toEqual([]);
});
