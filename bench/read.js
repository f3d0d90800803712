// What reading YAML into workloads costs, next to what the `yaml` package alone needs to parse the same text.
//
//   node bench/read.js [ROUNDS] [LIB]
//
// 1 000 workloads, each a Deployment, a Service and a PodDisruptionBudget as a careful team writes them. A round runs
// both ways in turn, and ratios are taken within a round, so that a busy machine slows both sides alike. Exits with 1
// if the target is missed.
const path = require('path');
const yaml = require('yaml');

const ROUNDS = Number(process.argv[2] ?? 7);
const { clustersOf, parseManifests } = require(path.resolve(process.argv[3] ?? path.join(__dirname, '..', 'lib', 'manifests')));
const WORKLOADS = 1000;
const TARGET = 0.5;

function workload(i) {
  const name = `svc-${i}`;
  return `---
# Source: shop/templates/${name}.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: team-${i % 20}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/managed-by: Helm
  annotations:
    cdk8s-zero-downtime/longest-request: 30s
    cdk8s-zero-downtime/startup-time: 60s
spec:
  replicas: ${2 + i % 5}
  revisionHistoryLimit: 3
  minReadySeconds: 10
  progressDeadlineSeconds: 431
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: shop
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "9090"
    spec:
      terminationGracePeriodSeconds: 60
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: ${name}
          image: registry.example.com/shop/${name}:1.${i}.0
          ports:
            - { name: http, containerPort: 8080 }
            - { name: metrics, containerPort: 9090 }
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_URL
              value: postgres://orders@database.team-${i % 20}.svc:5432/${name}
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          resources:
            requests: { cpu: 250m, memory: 512Mi }
            limits: { memory: 512Mi }
          startupProbe:
            httpGet: { path: /healthcheck, port: http }
            periodSeconds: 2
            failureThreshold: 31
          readinessProbe:
            httpGet:
              path: /healthcheck
              port: http
            periodSeconds: 5
            timeoutSeconds: 2
          lifecycle:
            preStop:
              exec:
                command: ["/bin/sh", "-c", "sleep 10"]
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
---
# Source: shop/templates/${name}.yaml
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: team-${i % 20}
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
---
# Source: shop/templates/${name}.yaml
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
  namespace: team-${i % 20}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`;
}

const text = Array.from({ length: WORKLOADS }, (_, i) => workload(i)).join('');

function read() {
  const { objects, problems } = parseManifests('all.yaml', text);
  const { clusters } = clustersOf(objects);
  const { workloads } = clusters[0];
  const joined = workloads.filter(({ services, budgets }) => services.length === 1 && budgets.length === 1);
  if (problems.length > 0 || clusters.length !== 1 || joined.length !== WORKLOADS) { throw new Error('not read as it should be'); }
  return workloads;
}

function seconds(work) {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

const WAYS = {
  'yaml alone': () => yaml.parseAllDocuments(text).map(document => document.toJS()),
  'ours, as workloads': read,
  'ours, and a line in each': () => read().map(({ object }) => object.lineOf(['spec', 'strategy', 'rollingUpdate', 'maxSurge'])),
};

const rounds = Array.from({ length: ROUNDS }, () => Object.fromEntries(Object.entries(WAYS).map(([way, work]) => [way, seconds(work)])));
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = values => `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}..${Math.max(...values).toFixed(2)})`;

console.log(`${WORKLOADS} workloads, ${(text.length / 1e6).toFixed(1)} MB, ${ROUNDS} rounds`);
console.log(`  ${''.padEnd(28)}${'wall s'.padEnd(20)}ratio to yaml alone`);
const ratios = way => rounds.map(round => round[way] / round['yaml alone']);
for (const way of Object.keys(WAYS)) {
  console.log(`  ${way.padEnd(28)}${spread(rounds.map(round => round[way])).padEnd(20)}${spread(ratios(way))}`);
}
const ratio = median(ratios('ours, as workloads'));
const met = ratio <= TARGET;
console.log(`${met ? 'ok    ' : 'MISSED'}  ratio: ${ratio.toFixed(2)}, target at most ${TARGET.toFixed(2)}`);
process.exit(met ? 0 : 1);
