import { shipper as rule } from '../../../../../src/rules/check/stop/sidecar-stops-first/shipper';
import { verdictsOn } from '../../judging';
import { hook, saidBy, verdict, web, WITHOUT_SERVICE } from '../changes';

const AGENT = 'gcr.io/datadoghq/agent:7.33.0';
const AT = 'spec.template.spec.containers[1]';
const beside = (image: string, more: object = {}, application: object = hook({ sleep: { seconds: 15 } })) =>
  web(application, { containers: [{ name: 'helper', image, ...more }] });

test('reports as an info that the last logs and metrics are lost', () => {
  expect(saidBy(rule, beside(AGENT))).toEqual([{
    at: AT,
    message: 'Container helper gets SIGTERM 15 s before container web and stops at once: no request fails, but the logs, metrics or traces of the last ones are lost.',
    fix: `Move ${AT} to spec.template.spec.initContainers and give it restartPolicy Always.`,
  }]);
  expect(verdictsOn(rule, beside(AGENT))[0].violations[0].severity).toBe('info');
  expect(saidBy(rule, beside(AGENT), { kubernetesMinor: 28 })[0].fix).toBe(`Give ${AT} a preStop hook that takes as long as the application needs to finish.`);
});

test.each([
  'cr.fluentbit.io/fluent/fluent-bit:3.1.9', 'public.ecr.aws/aws-observability/aws-for-fluent-bit:2', 'grafana/fluent-bit-plugin-loki:3', 'fluent/fluentd:v1.17', 'fluentd:v1.17',
  'docker.elastic.co/beats/filebeat:8.15.0', 'timberio/vector:0.41.1-alpine', 'grafana/promtail:3.2.0', 'grafana/agent:v0.43', 'grafana/alloy:v1.4.2',
  'datadog/agent:7', 'public.ecr.aws/datadog/agent:7', 'otel/opentelemetry-collector-contrib:0.110.0', 'public.ecr.aws/aws-observability/aws-otel-collector:v0.40', 'telegraf:1.32',
])('%s fails', image => {
  expect(verdict(rule, beside(image))).toBe('fails');
});

test.each<[string, string]>([
  ['a native sidecar', web(hook({ sleep: { seconds: 15 } }), { initContainers: [{ name: 'agent', image: AGENT, restartPolicy: 'Always' }] })],
  ['a hook of its own', beside(AGENT, { lifecycle: { preStop: { sleep: { seconds: 20 } } } })],
])('passes with %s', (_, change) => {
  expect(verdict(rule, change)).toBe('passes');
});

test.each<[string, string]>([
  ['an application without a hook', beside(AGENT, {}, { lifecycle: null })],
  ['a hook of unknown length', beside(AGENT, {}, hook({ exec: { command: ['/drain'] } }))],
  ['pods that receive no requests', beside(AGENT) + WITHOUT_SERVICE],
  ['a collector that is the service itself', beside('prom/prometheus:v3', {}, { image: 'otel/opentelemetry-collector:0.110.0', ...hook({ sleep: { seconds: 15 } }) })],
  ['logs that are on the node', web(hook({ sleep: { seconds: 15 } }), {
    containers: [{ name: 'helper', image: 'fluent/fluent-bit:3', volumeMounts: [{ name: 'logs', mountPath: '/var/log' }] }],
    volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }],
  })],
  ['an agent of another product', beside('registry.example.com/agent:1')],
  ['an image that only has such a word', beside('registry.example.com/fluent-bit-tester:1')],
  ['another vector', beside('registry.example.com/vector:1')],
  ['an exporter', beside('nginx/nginx-prometheus-exporter:1.3.0')],
  ['an ordinary container', beside('redis:7')],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
