import { NEW_IMAGE, reportBetween, reportOnChange, RUNNING, TIGHTENED } from './diffing';
import { findingsAsJson } from '../../src/report/findings/json';
import { findingsAsMarkdown } from '../../src/report/findings/markdown';
import { findingsAsSarif } from '../../src/report/findings/sarif';
import { summarize } from '../../src/report/findings/summary';
import { findingsAsText } from '../../src/report/findings/text';
import { RULES } from '../../src/rules';
import { exampleManifests } from '../../src/rules/examples';

const UNSPREAD = 'kind: Deployment\nspec: { template: { spec: { topologySpreadConstraints: null } } }\n';

const said = (report: ReturnType<typeof reportOnChange>) => report.findings.map(({ rule, isNew }) => [rule.id, isNew]);

test('a comparison reports what check finds after the change but not before', () => {
  const report = reportOnChange(UNSPREAD);
  expect(said(report)).toEqual([['pods-not-spread', true]]);
  expect(report.summary).toMatchObject({ errors: 0, warnings: 1 });
  expect(summarize(report)).toMatch(/; 1 warning of check is new in this change\.$/);
});

test('what check also finds before is not new', () => {
  const before = exampleManifests(UNSPREAD);
  const after = exampleManifests(`${UNSPREAD}---\n${NEW_IMAGE}`);
  expect(said(reportBetween({ 'old/web.yaml': before }, { 'new/web.yaml': after }))).toEqual([]);
});

test('a finding that was acknowledged before is not new without the annotation', () => {
  const accepting = 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.pods-not-spread: announced } }\n';
  expect(said(reportBetween({ 'old/web.yaml': exampleManifests(`${UNSPREAD}---\n${accepting}`) }, { 'new/web.yaml': exampleManifests(UNSPREAD) }))).toEqual([]);
});

test('a container that is renamed or moved is the same', () => {
  const slow = exampleManifests('kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, readinessProbe: { timeoutSeconds: 1 } }] } } }\n');
  expect(said(reportBetween({ 'old/web.yaml': slow }, { 'new/web.yaml': slow.replace('- name: web\n', '- name: main\n') }))).toEqual([]);
});

test('what an update rule already reports is not reported twice', () => {
  const stop = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n';
  expect(said(reportOnChange(stop))).toEqual([['shutdown-window-reduced', undefined]]);
  expect(said(reportOnChange('kind: PodDisruptionBudget\n$patch: delete\n'))).toEqual([['pdb-removed', undefined]]);
});

test('an autoscaler that loses its Deployment by name is reported once', () => {
  const scaled = (target: string) => exampleManifests(`kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }, minReplicas: 3, maxReplicas: 10 }
`);
  const report = reportBetween({ 'old/web.yaml': scaled('web') }, { 'new/web.yaml': scaled('web-server') });
  expect(said(report).filter(([id]) => `${id}`.startsWith('autoscaler'))).toEqual([['autoscaler-removed', undefined]]);
});

test('settings apply to new findings', () => {
  expect(said(reportOnChange(UNSPREAD, { severities: { 'pods-not-spread': 'off' } }))).toEqual([]);
  expect(reportOnChange(UNSPREAD, { severities: { 'pods-not-spread': 'error' } }).summary.errors).toBe(1);
});

test('every format marks only new findings as new', () => {
  const report = reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': exampleManifests(`${UNSPREAD}---\n${TIGHTENED}`) });
  expect(said(report)).toEqual([['pods-not-spread', true], ['service-selector-tightened', undefined]]);
  expect(summarize(report)).toMatch(/; 1 change would drop requests or get stuck; 1 warning of check is new in this change\.$/);
  expect(findingsAsText(report)).toMatch(/^ {2}warning {2}pods-not-spread, line \d+, new in this change$/m);
  expect(findingsAsText(report)).toMatch(/^ {2}error {4}service-selector-tightened, line \d+$/m);
  expect(findingsAsMarkdown(report).match(/\(new in this change\)/g)).toHaveLength(1);
  const { findings, newFindings } = JSON.parse(findingsAsJson(report));
  expect(findings.map((finding: { new?: boolean }) => finding.new)).toEqual([true, undefined]);
  expect(newFindings).toEqual({ errors: 0, warnings: 1, infos: 0 });
  const [{ results }] = JSON.parse(findingsAsSarif(report, RULES)).runs;
  expect(results.map(({ baselineState }: { baselineState?: string }) => baselineState)).toEqual(['new', undefined]);
});

const SUPPORT = 'apiVersion: v1\nkind: Service\nmetadata: { name: help, namespace: support }\nspec: { selector: { app: help }, ports: [{ port: 80 }] }\n---\n'
  + 'apiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: support }\ntype: kubernetes.io/tls\nstringData: { tls.crt: a, tls.key: b }\n---\n';
const HELP = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: help, namespace: shop }\nspec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: help, namespace: support, port: 80 }] }] }\n---\n';
const LISTENER = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: shop }\nspec: { gatewayClassName: envoy, listeners: [{ name: web, port: 443, protocol: HTTPS, '
  + 'tls: { certificateRefs: [{ name: tls, namespace: support }] } }] }\n---\n';
const grant = (kind: string, target: string, name = '') => 'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: all, namespace: support }\n'
  + `spec: { from: [{ group: gateway.networking.k8s.io, kind: ${kind}, namespace: shop }], to: [{ group: "", kind: ${target}${name} }] }\n`;

test.each([
  ['removed', HELP, grant('HTTPRoute', 'Service'), ''],
  ['narrowed', HELP, grant('HTTPRoute', 'Service'), grant('HTTPRoute', 'Service', ', name: search')],
  ['removed under a listener', LISTENER, grant('Gateway', 'Secret'), ''],
])('a ReferenceGrant that is %s is one finding, not also a reference without one', (_, from, before, after) => {
  const report = reportBetween({ 'old/web.yaml': SUPPORT + from + before }, { 'new/web.yaml': SUPPORT + from + after });
  expect(said(report).filter(([id]) => `${id}`.startsWith('reference-'))).toEqual([['reference-grant-removed', undefined]]);
});

test('a new reference that no ReferenceGrant has ever allowed is a finding beside a removed ReferenceGrant', () => {
  const other = HELP.replace('name: help, namespace: shop', 'name: ask, namespace: blog');
  const report = reportBetween({ 'old/web.yaml': SUPPORT + HELP + grant('HTTPRoute', 'Service') }, { 'new/web.yaml': SUPPORT + HELP + other });
  expect(said(report).filter(([id]) => `${id}`.startsWith('reference-'))).toEqual([['reference-not-granted', true], ['reference-grant-removed', undefined]]);
});
