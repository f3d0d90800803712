import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, Duration, JsonPatch, Size, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Exposure, HealthCheck, ZeroDowntimeService, ZeroDowntimeServiceProps, ZeroDowntimeWorker } from '../../../src';
import { check, command, inWorkspace, write } from '../../cli/workspace';

inWorkspace();

const ALB = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: edge
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/healthcheck-path: /ready
    alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=30
spec:
  ingressClassName: alb
  rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
`;

/** The manifests of an app with one service, changed by a patch in its code; the construct is `shop/web`. */
function synthesized(props: Partial<ZeroDowntimeServiceProps> = {}, ...patches: JsonPatch[]): string[] {
  const app = new App({ outdir: 'dist', yamlOutputType: YamlOutputType.FILE_PER_APP, recordConstructMetadata: true });
  const service = new ZeroDowntimeService(new Chart(app, 'shop'), 'web', {
    image: 'registry.example.com/web:1.4.2', healthCheck: HealthCheck.http('/ready'), kubernetesVersion: '1.34', ...props,
  });
  ApiObject.of(service.deployment).addJsonPatch(...patches);
  app.synth();
  return ['dist'];
}

interface Found {
  readonly rule: string;
  readonly fix: string;
  readonly fixes?: object[];
  readonly construct?: object;
}

function found(...paths: string[]): Found[] {
  return JSON.parse(check('--format', 'json', ...paths).out).findings;
}

const ofRule = (rule: string, findings: readonly Found[]): Found => findings.find(each => each.rule === rule)!;
const CONTAINER = '/spec/template/spec/containers/0';

test('states the exposure for the router in the manifests, and following the fix leaves no finding', () => {
  write('edge.yaml', ALB);
  const finding = ofRule('prestop-too-short', found(...synthesized(), 'edge.yaml'));
  expect(finding).toMatchObject({
    fix: 'In the props of this ZeroDowntimeService, set exposure: Exposure.awsAlb().',
    construct: { type: 'ZeroDowntimeService', name: 'web', path: 'shop/web', props: [{ name: 'exposure', value: 'Exposure.awsAlb()' }] },
    constructPath: 'shop/web',
  });
  expect(finding.fixes).toBeUndefined();
  expect(found(...synthesized({ exposure: Exposure.awsAlb() }), 'edge.yaml').filter(({ rule }) => rule === 'prestop-too-short')).toEqual([]);
});

test.each([
  ['single-replica', JsonPatch.replace('/spec/replicas', 1), /, set replicas: 2\.$/],
  ['prestop-missing', JsonPatch.remove(`${CONTAINER}/lifecycle`), /, set preStop: PreStop\.sleep\(Duration\.seconds\(10\)\)\.$/],
  ['grace-period-too-short', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 12), /, set terminationGracePeriod: Duration\.seconds\(45\)\.$/],
  ['max-unavailable-too-high', JsonPatch.replace('/spec/strategy/rollingUpdate/maxUnavailable', '100%'), /, set maxUnavailable: PercentOrAbsolute\.absolute\(0\)/],
  ['mutable-image-tag', JsonPatch.replace(`${CONTAINER}/image`, 'web:latest'), / This ZeroDowntimeService writes the manifest: change its prop image\.$/],
])('names the prop for %s', (rule, patch, fix) => {
  expect(ofRule(rule, found(...synthesized({}, patch))).fix).toMatch(fix);
});

test('states that a field without a prop is changed in code', () => {
  const patch = JsonPatch.add('/spec/template/spec/hostNetwork', true);
  expect(ofRule('surge-blocked-by-host-port', found(...synthesized({}, patch))).fix).toMatch(/ This ZeroDowntimeService writes the manifest, so change the code of the construct\.$/);
});

test('names the props of a worker', () => {
  const app = new App({ outdir: 'dist' });
  const worker = new ZeroDowntimeWorker(new Chart(app, 'shop'), 'mail', { image: 'registry.example.com/mail:1.4.2', longestJob: Duration.minutes(2) });
  ApiObject.of(worker.deployment).addJsonPatch(JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 30));
  app.synth();
  expect(ofRule('worker-grace-period-too-short', found('dist'))).toMatchObject({
    fix: expect.stringMatching(/ZeroDowntimeWorker.*terminationGracePeriod/), construct: { type: 'ZeroDowntimeWorker', name: 'mail' },
  });
});

test('does not change fixes of other manifests, with our annotations or without', () => {
  const app = new App({ outdir: 'dist' });
  const web = new kplus.Deployment(new Chart(app, 'shop'), 'web', {
    metadata: { annotations: { 'cdk8s-zero-downtime/longest-request': '30s', 'cdk8s-zero-downtime/startup-time': '60s' } },
    containers: [{ image: 'registry.example.com/web:1.4.2', portNumber: 8080, resources: { memory: { request: Size.mebibytes(64) } } }],
  });
  web.exposeViaService();
  app.synth();
  const findings = found('dist');
  expect(findings.map(({ rule }) => rule)).toContain('prestop-missing');
  expect(findings.filter(({ construct }) => construct !== undefined)).toEqual([]);
});

test('is part of every format', () => {
  const dist = synthesized({}, JsonPatch.replace('/spec/replicas', 1));
  expect(check(...dist).out.replace(/\s+/g, ' ')).toContain('Fix: In the props of this ZeroDowntimeService, set replicas: 2.');
  expect(check('--format', 'markdown', ...dist).out).toContain('set replicas: 2');
  const [{ results }] = JSON.parse(check('--format', 'sarif', ...dist).out).runs;
  const result = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'single-replica');
  expect(result.message.text).toContain('set replicas: 2.');
  expect(result.properties.construct).toMatchObject({ path: 'shop/web', props: [{ name: 'replicas', value: '2' }] });
  expect(result.fixes).toBeUndefined();
});

test('diff prints it, too', () => {
  synthesized();
  write('before/web.yaml', readFileSync('dist/app.k8s.yaml', 'utf8'));
  synthesized({}, JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 12));
  const { findings } = JSON.parse(command(['diff', '--kubernetes-version', '1.34', '--format', 'json', 'before', 'dist']).out);
  expect(findings.some(({ fix }: Found) => /ZeroDowntimeService.*terminationGracePeriod/.test(fix))).toBe(true);
});

test('--fix prints it instead of an edit that the next synth would undo', () => {
  const dist = synthesized({}, JsonPatch.replace('/spec/replicas', 1));
  const { out } = check('--fix', '--yes', ...dist);
  expect(out).toContain('single-replica is not fixed in dist/app.k8s.yaml, because ZeroDowntimeService web writes it. In the props of this ZeroDowntimeService, set replicas: 2.\n');
  expect(out).not.toContain('Written:');
});
