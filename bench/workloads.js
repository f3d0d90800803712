// Services as a careful team writes them: each a Deployment, a Service and a PodDisruptionBudget, all in one namespace that
// their manifests do not name, as cdk8s writes them.
function workload(i) {
  const name = `svc-${i}`;
  return `---
# Source: shop/templates/${name}.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
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
      enableServiceLinks: false
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app.kubernetes.io/name: ${name} } }
          matchLabelKeys: [pod-template-hash]
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
          emptyDir: { sizeLimit: 64Mi }
---
# Source: shop/templates/${name}.yaml
apiVersion: v1
kind: Service
metadata:
  name: ${name}
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
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`;
}

/** YAML of so many services, about 2.5 kB each. */
function workloads(count) {
  return Array.from({ length: count }, (_, i) => workload(i)).join('');
}

module.exports = { workloads };
