/** docs/props.md: what its third column names is done, and seen in the manifests. */
import { PAGES } from './markdown';
import { synthesized } from './snippets';
import { SERVICE_PROPS } from '../../src/service/prop-names';

const ROWS = [...PAGES.get('docs/props.md')!.matchAll(/^\| `(\w+)` \| .* \| (.*?) +\|$/gm)].map(([, prop, way]) => ({ prop, way: way.trim() }));

const SERVICE = `
  const web = new ZeroDowntimeService(chart, 'web', { image, healthCheck, name: 'web', ports: [{ name: 'metrics', number: 9090 }] });`;
const SCALED = `
  const web = new ZeroDowntimeService(chart, 'web', { image, healthCheck, name: 'web', autoscaling: { minReplicas: 2, maxReplicas: 4 } });`;
const made = (props: string): string => `new ZeroDowntimeService(chart, 'web', { image, healthCheck, name: 'web', ${props} });`;
const patched = (object: string, path: string, value: string): string => `ApiObject.of(web.${object}).addJsonPatch(JsonPatch.add('${path}', ${value}));`;
const POD = '/spec/template/spec';

/** Of a prop, or of each that names the same way: the code, and what the manifests then have. */
const DONE: Record<string, readonly [string, RegExp]> = {
  '`metadata.addAnnotation` of the object that the finding is about': [`${SERVICE} web.service.metadata.addAnnotation('a', 'b');`, /kind: Service\nmetadata:\n {2}annotations:\n {4}a: b/],
  '`deployment.metadata.addAnnotation`': [`${SERVICE} web.deployment.metadata.addAnnotation('team', 'shop');`, /^ {4}team: shop$/m],
  'JSON patch on `autoscaler`': [SCALED + patched('autoscaler', '/spec/behavior', '{ scaleDown: { stabilizationWindowSeconds: 7 } }'), /stabilizationWindowSeconds: 7/],
  'JSON patch on `disruptionBudget`': [SERVICE + patched('disruptionBudget', '/spec/unhealthyPodEvictionPolicy', "'IfHealthyBudget'"), /IfHealthyBudget/],
  'JSON patch on `deployment`': [SERVICE + patched('deployment', `${POD}/dnsPolicy`, "'Default'"), /dnsPolicy: Default/],
  'JSON patch on `service`': [SERVICE + patched('service', '/spec/externalName', "'a.example.com'"), /externalName: a\.example\.com/],
  '`container.env.copyFrom`': [`${SERVICE} web.container.env.copyFrom(kplus.Env.fromConfigMap(new kplus.ConfigMap(chart, 'C', { metadata: { name: 'c' } })));`, /configMapRef:\n +name: c/],
  '`container.env.addVariable`': [`${SERVICE} web.container.env.addVariable('A', kplus.EnvValue.fromValue('b'));`, /- name: A\n +value: b/],
  '`Exposure.custom`': [made('exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(12) })'), /seconds: 12/],
  '`preStop`': [made('replicas: 1, preStop: PreStop.sleep(Duration.seconds(90))'), /seconds: 90/],
  'options of `HealthCheck`; JSON patch on `deployment`': [
    SERVICE.replace('healthCheck,', "healthCheck: HealthCheck.http('/ready', { period: Duration.seconds(7) }),")
    + patched('deployment', `${POD}/containers/0/readinessProbe/httpGet/scheme`, "'HTTPS'"), /scheme: HTTPS[^]*periodSeconds: 7/,
  ],
  'options of `HealthCheck`': [SERVICE.replace('healthCheck,', "healthCheck: HealthCheck.http('/ready', { initialDelay: Duration.seconds(3) }),"), /initialDelaySeconds: 3/],
  '`deployment.addInitContainer`': [`${SERVICE} web.deployment.addInitContainer({ image: 'registry.example.com/migrate:1.0.0' });`, /initContainers:[^]*migrate:1\.0\.0/],
  '`deployment.connections`': [`${made('isolate: true').replace('new', 'const web = new')} web.deployment.connections.allowFrom(kplus.Pods.select(chart, 'P', { labels: { app: 'a' } }));`, /kind: NetworkPolicy[^]*app: a/],
  '`deployment.metadata.addLabel`': [`${SERVICE} web.deployment.metadata.addLabel('team', 'shop');`, /^ {4}team: shop$/m],
  '`terminationGracePeriod`': [made('terminationGracePeriod: Duration.seconds(77)'), /terminationGracePeriodSeconds: 77/],
  '`serviceName`, `containerName`': [made("serviceName: 's', containerName: 'c'"), /name: c[^]*kind: Service[^]*name: s$/m],
  '`deployment.scheduling`': [`${SERVICE} web.deployment.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.is('pool', 'web')));`, /tolerations:\n +- key: pool/],
  '`deployment.podMetadata.addAnnotation`': [`${SERVICE} web.deployment.podMetadata.addAnnotation('team', 'shop');`, /^ {8}team: shop$/m],
  '`deployment.podMetadata.addLabel`': [`${SERVICE} web.deployment.podMetadata.addLabel('team', 'shop');`, /^ {8}team: shop$/m],
  '`ports`': [made("ports: [{ name: 'admin', number: 9191 }]"), /containerPort: 9191/],
  '`service.bind` for the Service': [`${SERVICE} web.service.bind(9090, { name: 'metrics', targetPort: 9090 });`, /port: 9090/],
  '`service.bind`': [`${SERVICE} web.service.bind(81, { name: 'second', targetPort: 8080 });`, /port: 81/],
  '`service.metadata.addAnnotation`': [`${SERVICE} web.service.metadata.addAnnotation('a', 'b');`, /kind: Service\nmetadata:\n {2}annotations:\n {4}a: b/],
  '`deployment.addContainer`': [`${SERVICE} web.deployment.addContainer({ name: 'proxy', image: 'registry.example.com/proxy:1.0.0' });`, /proxy:1\.0\.0/],
  '`container.mount`': [`${SERVICE} web.container.mount('/cache', kplus.Volume.fromEmptyDir(chart, 'V', 'cache'));`, /mountPath: \/cache/],
  '`deployment.addVolume`': [`${SERVICE} web.deployment.addVolume(kplus.Volume.fromEmptyDir(chart, 'V', 'cache'));`, /volumes:[^]*name: cache/],
};

const WAYS = [...new Set(ROWS.map(({ way }) => way).filter(way => way !== ''))];

test('the page has a row for each prop, and each way is done here', () => {
  expect(ROWS.map(({ prop }) => prop)).toEqual([...SERVICE_PROPS]);
  expect(Object.keys(DONE).sort()).toEqual([...WAYS].sort());
});

test.each(WAYS)('%s reaches the manifests', way => {
  const [code, seen] = DONE[way];
  expect(synthesized(SERVICE)).not.toMatch(seen);
  expect(synthesized(code)).toMatch(seen);
});
