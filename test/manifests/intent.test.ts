import { deployment, object, read, shown, workloadIn } from './reading';
import { INTENT_PREFIX } from '../../src/intent/annotations';
import { intentOf } from '../../src/manifests';

const annotated = (annotations: Record<string, unknown>) =>
  deployment({}, {}, { annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`${INTENT_PREFIX}${key}`, value])) });

test('durations are whole seconds', () => {
  expect(workloadIn(annotated({ 'longest-request': '30s', 'startup-time': '2m', 'deregistration-delay': '1m30s', 'handover': '1h' })).intent).toEqual({
    longestRequest: 30, startupTime: 120, deregistrationDelay: 90, handover: 3600, acknowledged: {},
  });
});

test('what is not said is undefined', () => {
  expect(workloadIn(annotated({})).intent).toEqual({ acknowledged: {} });
});

test.each(['30', '', '30 s', '-5s', '1.5s', '1s1m', 's', 'half a minute', '999999999s'])('the duration "%s" is reported, and taken as not said', text => {
  const { clusters, problems } = read(annotated({ 'longest-request': text }));
  expect(clusters[0].workloads[0].intent.longestRequest).toBeUndefined();
  expect(shown(problems)).toEqual([
    `app.yaml:1 error: Deployment "web": metadata.annotations['cdk8s-zero-downtime/longest-request'] is "${text}", which is not a duration, `
    + 'so the figure is assumed instead. Write it like 30s, 2m or 1m30s.',
  ]);
});

test('a duration without quotes and unit is reported once', () => {
  const { problems } = read(annotated({ 'longest-request': 30 }));
  expect(shown(problems)).toEqual([
    "app.yaml:1 error: Deployment \"web\": metadata.annotations['cdk8s-zero-downtime/longest-request'] is 30, but the API expects text: "
    + 'the API server rejects it. Write it in quotes.',
  ]);
});

test('an annotation under the prefix that means nothing is reported', () => {
  expect(shown(read(annotated({ 'longest-requests': '30s' })).problems)).toEqual([
    "app.yaml:1 error: Deployment \"web\": metadata.annotations['cdk8s-zero-downtime/longest-requests'] is not a known annotation. "
    + 'Write one of longest-request, longest-job, startup-time, deregistration-delay, stop-delay, handover, registration-time, exposure, terminating-endpoints, readiness-gates, consumes or acknowledge.<rule>, or remove it.',
  ]);
});

test('acknowledgements have their reasons, whether or not the rule exists', () => {
  expect(workloadIn(annotated({ 'acknowledge.pods-not-spread': 'one node', 'acknowledge.': '', 'acknowledge.__proto__': 'x' })).intent.acknowledged).toEqual(
    Object.fromEntries([['pods-not-spread', 'one node'], ['', ''], ['__proto__', 'x']]),
  );
});

test('any object may have acknowledgements', () => {
  const annotations = { [`${INTENT_PREFIX}acknowledge.pdb-missing`]: 'batch only', 'other.example.com/longest-request': 'x' };
  const [service] = read(object('v1', 'Service', 'a', {}, { annotations })).objects;
  expect(intentOf(service)).toEqual({ acknowledged: { 'pdb-missing': 'batch only' } });
});

test('reads which APIs are called', () => {
  const consuming = (text: string) => deployment({}, {}, { annotations: { 'cdk8s-zero-downtime/consumes': text } });
  expect(workloadIn(consuming('orders@v2, shop/billing,rates')).intent.consumes).toEqual([
    { api: 'orders', namespace: undefined, version: 'v2' },
    { api: 'billing', namespace: 'shop', version: undefined },
    { api: 'rates', namespace: undefined, version: undefined },
  ]);
  expect(workloadIn(deployment()).intent.consumes).toBeUndefined();
  expect(shown(read(consuming('orders, Bil ling@')).problems)).toEqual([expect.stringMatching(
    /error: Deployment "web": metadata\.annotations\['cdk8s-zero-downtime\/consumes'\] has "Bil ling@", which does not name an API\. Write the names of routes or Services, such as orders@v2, shop\/billing\.$/,
  )]);
  expect(read(consuming('')).problems).toHaveLength(1);
});
