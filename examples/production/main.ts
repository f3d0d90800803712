import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Exposure, HealthCheck, ImmutableConfigMap, ReadinessGates, ZeroDowntimeService } from 'cdk8s-zero-downtime';

/** Everything that differs between the stages, so that staging tests what production runs. */
interface Stage {
  readonly host: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly logLevel: string;
}

const LABELS = { 'app.kubernetes.io/part-of': 'shop', 'example.com/team': 'orders' };
const HEALTH_CHECK_PATH = '/healthcheck';
const LONGEST_REQUEST = Duration.seconds(20);
const LOAD_BALANCER_IDLE_TIMEOUT = Duration.seconds(60);

/** A web service on EKS, behind an Application Load Balancer, with a pool of database connections in each pod. */
class Orders extends Chart {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { namespace: id, labels: LABELS });

    new kplus.Namespace(this, 'Namespace', {
      metadata: {
        name: id,
        labels: {
          // The AWS Load Balancer Controller adds its readiness gates to the pods of this namespace.
          'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled',
          'pod-security.kubernetes.io/enforce': 'restricted',
        },
      },
    });

    // New settings reach the pods by a rollout. Old revisions still need the old ConfigMap, so exclude it from pruning.
    const settings = new ImmutableConfigMap(this, 'Settings', {
      name: 'orders-settings',
      data: {
        LOG_LEVEL: stage.logLevel,
        DATABASE_URL: 'postgres://localhost:6432/orders',
        // Longer than the load balancer keeps idle connections. Otherwise it sends requests over connections that were just closed.
        KEEP_ALIVE_SECONDS: String(LOAD_BALANCER_IDLE_TIMEOUT.toSeconds() + 15),
      },
    });
    const database = kplus.Secret.fromSecretName(this, 'Database', 'orders-database');
    const databasePassword = kplus.EnvValue.fromSecretValue({ secret: database, key: 'password' });
    const temporaryFiles = kplus.Volume.fromEmptyDir(this, 'TemporaryFiles', 'tmp', { sizeLimit: Size.mebibytes(256) });

    const orders = new ZeroDowntimeService(this, 'orders', {
      image: 'registry.example.com/shop/orders:4.12.0',
      startupTime: Duration.seconds(90),
      longestRequest: LONGEST_REQUEST,

      // Does not ask the database, which all pods share: if it is slow, some answers are better than none.
      healthCheck: HealthCheck.http(HEALTH_CHECK_PATH),
      // Fails only if the process hangs.
      livenessCheck: HealthCheck.http('/alive'),

      // The load balancer keeps sending to a pod that is stopping, hence a stop delay of 45 s. It also takes a while to send
      // to a new pod. With its readiness gates, a rollout waits exactly until it does.
      exposure: Exposure.awsAlb(),
      readinessGates: ReadinessGates.injected(),

      autoscaling: { minReplicas: stage.minReplicas, maxReplicas: stage.maxReplicas, targetCpuUtilization: 60 },
      // A CPU limit would slow each start. The memory limit is also the request, so that nodes are not overcommitted.
      resources: {
        cpu: { request: kplus.Cpu.millis(250) },
        memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
      },

      envFrom: [kplus.Env.fromConfigMap(settings)],
      envVariables: { DATABASE_PASSWORD: databasePassword },
      // The root filesystem is read-only.
      volumeMounts: [{ path: '/tmp', volume: temporaryFiles }],
      ports: [{ name: 'metrics', number: 9090 }],
      podAnnotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        // Otherwise the cluster autoscaler never removes a node that runs a pod with such a volume.
        'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': temporaryFiles.name,
      },
      // The chart's labels are on the objects, not on the pods.
      podLabels: LABELS,
      serviceAccount: new kplus.ServiceAccount(this, 'ServiceAccount', { metadata: { name: 'orders' } }),

      // Starts before the application and stops after it, so requests in flight keep their database connection.
      sidecars: [{
        name: 'pgbouncer',
        image: 'registry.example.com/shop/pgbouncer:1.23.1',
        ports: [{ name: 'postgres', number: 6432 }],
        startup: kplus.Probe.fromTcpSocket({ port: 6432, periodSeconds: Duration.seconds(1), failureThreshold: 30 }),
        envVariables: {
          DATABASE_HOST: kplus.EnvValue.fromSecretValue({ secret: database, key: 'host' }),
          DATABASE_PASSWORD: databasePassword,
        },
        resources: {
          cpu: { request: kplus.Cpu.millis(50) },
          memory: { request: Size.mebibytes(64), limit: Size.mebibytes(64) },
        },
      }],
    });

    // The load balancer uses the values of the pods: the same health check, and time for the longest request.
    orders.exposeViaAlb({ host: stage.host, internetFacing: true, idleTimeout: LOAD_BALANCER_IDLE_TIMEOUT });
  }
}

const app = new App();
// The version of the oldest node that will run a service of this app.
app.node.setContext('cdk8s-zero-downtime/kubernetes-version', '1.31');

new Orders(app, 'orders-staging', { host: 'orders.staging.example.com', minReplicas: 2, maxReplicas: 4, logLevel: 'debug' });
new Orders(app, 'orders-production', { host: 'orders.example.com', minReplicas: 3, maxReplicas: 12, logLevel: 'info' });

app.synth();
