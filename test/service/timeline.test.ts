import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { parseAllDocuments, stringify } from 'yaml';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop } from '../../src';
import { clustersOf, parseManifests } from '../../src/manifests';
import { clusterProfileOf } from '../../src/settings';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { manifestsOf, serviceWith } from '../manifests';

test.each([
  ['the defaults', {}],
  ['a slow start behind a custom router', {
    startupTime: Duration.minutes(3),
    longestRequest: Duration.minutes(1),
    exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(33), usesTerminatingEndpoints: true }),
  }],
  ['an autoscaler, a shell hook and a liveness check', {
    autoscaling: { minReplicas: 3, maxReplicas: 9 }, preStop: PreStop.shell(), livenessCheck: HealthCheck.http('/livez'),
  }],
  ['a budget that blocks', { disruption: DisruptionPolicy.blockEvictions({ reason: 'by hand' }) }],
  ['a handover', { replicas: 1, startupTime: Duration.seconds(20), handover: Duration.seconds(40) }],
  ['a hook that asks the application', { preStop: PreStop.httpGet('/stop', { takes: Duration.seconds(30) }) }],
])('with %s the construct and its manifests give the same figures', (_, props) => {
  const service = serviceWith(props);
  const yaml = Object.values(manifestsOf(service)).map(manifest => stringify(manifest)).join('---\n');
  expect(parseAllDocuments(yaml).length).toBeGreaterThanOrEqual(3);
  const [cluster] = clustersOf(parseManifests('dist/test.k8s.yaml', yaml).objects).clusters;
  const fromManifests = timelineOf(timelineInputOf(cluster.workloads[0], cluster, clusterProfileOf({})));
  const [fromConstruct] = JSON.parse(service.timeline.toJson()).timelines;
  expect(fromManifests.figures).toEqual(fromConstruct.figures);
  expect(fromManifests.warnings).toEqual(fromConstruct.warnings);
  expect(fromManifests.update).toEqual(fromConstruct.update);
});

test('a JSON patch on the Deployment is seen, as `check` sees it', () => {
  const service = serviceWith();
  ApiObject.of(service.deployment).addJsonPatch(JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 20));
  const [{ warnings }] = JSON.parse(service.timeline.toJson()).timelines;
  expect(JSON.stringify(warnings)).toContain('cut');
});

test('the defaults have no warnings', () => {
  expect(JSON.parse(serviceWith().timeline.toJson()).timelines[0].warnings).toEqual([]);
});

test('a construct gives its timeline as text, picture, page and JSON', () => {
  const { timeline } = serviceWith();
  expect([timeline.toText(), timeline.toSvg(), timeline.toHtml(), timeline.toJson()].map(text => text.slice(0, 6)))
    .toEqual(['my-svc', '<svg x', '<!DOCT', '{\n  "v']);
});
