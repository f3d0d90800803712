import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { NewerFields } from 'cdk8s-zero-downtime';

// The app of before.ts, fixed without the construct: every number is set by hand, and nothing keeps them consistent.
// `cdk8s-zero-downtime check` reported what was missing, and reports it again after an incomplete change.

const STOP_DELAY = 10;
const LONGEST_REQUEST = 30;
const TO_EXIT = 5;

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// Set explicitly, because the names that cdk8s-plus generates from construct paths change when code moves.
const labels = { app: 'web' };

const web = new kplus.Deployment(chart, 'web', {
  metadata: { name: 'web' },
  select: false,
  podMetadata: { labels },
  replicas: 3,
  strategy: kplus.DeploymentStrategy.rollingUpdate({ maxSurge: kplus.PercentOrAbsolute.absolute(1), maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
  minReady: Duration.seconds(10),
  terminationGracePeriod: Duration.seconds(STOP_DELAY + LONGEST_REQUEST + TO_EXIT),
  containers: [{
    image: 'registry.example.com/shop-web:2.7.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    portNumber: 8080,
    startup: kplus.Probe.fromHttpGet('/healthcheck', { port: 8080, periodSeconds: Duration.seconds(2), failureThreshold: 31, timeoutSeconds: Duration.seconds(2) }),
    readiness: kplus.Probe.fromHttpGet('/healthcheck', { port: 8080, periodSeconds: Duration.seconds(5), failureThreshold: 3, timeoutSeconds: Duration.seconds(2) }),
    resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) } },
  }],
});
web.select(kplus.LabelSelector.of({ labels }));

// cdk8s-plus-27 drops fields that are newer than Kubernetes 1.27, even from a patch. NewerFields keeps them.
NewerFields.keep(web);
const pod = '/spec/template/spec';
const spread = (topologyKey: string) => ({
  maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels }, matchLabelKeys: ['pod-template-hash'],
});
ApiObject.of(web).addJsonPatch(
  JsonPatch.add(`${pod}/containers/0/lifecycle`, { preStop: { sleep: { seconds: STOP_DELAY } } }),
  JsonPatch.add(`${pod}/topologySpreadConstraints`, [spread('kubernetes.io/hostname'), spread('topology.kubernetes.io/zone')]),
  JsonPatch.add(`${pod}/enableServiceLinks`, false),
);

const service = new kplus.Service(chart, 'service', { metadata: { name: 'web' }, ports: [{ port: 80, targetPort: 8080 }] });
Object.entries(labels).forEach(([key, value]) => service.selectLabel(key, value));

new kplus.k8s.KubePodDisruptionBudget(chart, 'budget', {
  metadata: { name: 'web' },
  spec: { maxUnavailable: kplus.k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
});

app.synth();
