// One measured process: builds an app in one of the ways below, synthesizes it, and prints the CPU seconds it took.
//
//   node bench/variants.js WAY SHAPE COUNT OUTDIR LITERAL
//
// LITERAL is a module that run.js writes: (name) => the very objects of a service of that name, as a plain literal.
const [, , way, shape, count, outdir, literal] = process.argv;

const { ApiObject, App, Chart, Duration, JsonPatch } = require('cdk8s');
const { Construct } = require('constructs');

const image = 'registry.example.com/my-svc:1.4.2';

// Each returns a function that makes one service, so that every process loads only what its own way needs.
const WAYS = {
  ours() {
    const { HealthCheck, ZeroDowntimeService } = require('cdk8s-zero-downtime');
    return (chart, name) => new ZeroDowntimeService(chart, name, { image, healthCheck: HealthCheck.http('/healthcheck') });
  },

  // The same bytes, as cheap as cdk8s can make them.
  ApiObject() {
    const objectsOf = require(literal);
    return (chart, name) => objectsOf(name).forEach((object, i) => new ApiObject(chart, `${name}-${i}`, object));
  },

  // The same bytes from as many constructs as ours has: cdk8s' own cost depends on their number.
  constructs() {
    const objectsOf = require(literal);
    return (chart, name) => {
      const service = new Construct(chart, name);
      const [deployment, clusterService, budget] = objectsOf(name);
      new ApiObject(new Construct(service, 'Deployment'), 'Resource', deployment);
      new ApiObject(new Construct(service, 'Service'), 'Resource', clusterService);
      new ApiObject(service, 'DisruptionBudget', budget);
    };
  },

  // What people write by hand today: nearly the same objects, for reference.
  'cdk8s-plus-27'() {
    const kplus = require('cdk8s-plus-27');
    return (chart, name) => {
      const deployment = new kplus.Deployment(chart, name, {
        metadata: { name },
        replicas: 2,
        strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
        minReady: Duration.seconds(10),
        terminationGracePeriod: Duration.seconds(45),
        containers: [{
          name,
          image,
          portNumber: 8080,
          readiness: kplus.Probe.fromHttpGet('/healthcheck', { periodSeconds: Duration.seconds(5) }),
          startup: kplus.Probe.fromHttpGet('/healthcheck', { periodSeconds: Duration.seconds(2), failureThreshold: 31 }),
          lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
        }],
      });
      ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/revisionHistoryLimit', 5));
      new kplus.Service(chart, `${name}-service`, { metadata: { name }, selector: deployment, ports: [{ port: 80, targetPort: 8080 }] });
      new ApiObject(chart, `${name}-pdb`, {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: `${name}-pdb` },
        spec: { maxUnavailable: 1, selector: { matchLabels: deployment.matchLabels } },
      });
    };
  },
};

const SHAPES = {
  'one chart'(app, make) {
    const chart = new Chart(app, 'chart');
    for (let i = 0; i < count; i++) { make(chart, `svc-${i}`); }
  },
  'charts'(app, make) {
    for (let i = 0; i < count; i++) { make(new Chart(app, `chart-${i}`), `svc-${i}`); }
  },
  'chain'(app, make) {
    const chart = new Chart(app, 'chart');
    let before;
    for (let i = 0; i < count; i++) {
      const service = make(chart, `svc-${i}`);
      if (before) { service.node.addDependency(before); }
      before = service;
    }
  },
};

const make = WAYS[way]();
const loaded = process.cpuUsage();
const app = new App({ outdir });
SHAPES[shape](app, make);
app.synth();

const seconds = ({ user, system }) => (user + system) / 1e6;
console.log(JSON.stringify({ cpu: seconds(process.cpuUsage()), afterLoading: seconds(process.cpuUsage(loaded)) }));
