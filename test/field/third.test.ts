import { editsOf, Finding } from '../../src/rules';
import { exampleManifests } from '../../src/rules/examples';
import { patchFiles } from '../patching/patch-files';
import { judged } from '../rules/check/judging';

// The reports of a third public search: each defect, merged into a service without findings, is found for its reason; the printed
// fix removes it, and a slightly changed version without the defect has no finding.

interface Report {
  readonly change: string;
  /** Severity, rule, object and path of all findings except infos. */
  readonly found: readonly string[];
  /** The change that a person makes if the fix has no edit. */
  readonly followed?: string;
  readonly near: Readonly<Record<string, string>>;
}

const pod = (spec: string, more = '') => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }\n${more}`;
const container = (fields: string, more = '') => pod(`containers: [{ name: web, ${fields} }${more}]`);
const beside = (image: string, fields = '') => `, { name: beside, image: '${image}', imagePullPolicy: IfNotPresent, resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 64Mi } }, securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }${fields} }`;
const scaler = (kind: string, spec: string) => `---\napiVersion: ${kind === 'ScaledObject' ? 'keda.sh/v1alpha1' : 'autoscaling/v2'}\nkind: ${kind}\nmetadata: { name: web }\nspec: { ${spec} }\n`;
const CPU = 'metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }], behavior: { scaleDown: { stabilizationWindowSeconds: 300 } }';
const HPA = scaler('HorizontalPodAutoscaler', `scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 4, maxReplicas: 12, ${CPU}`);
const KEDA = scaler('ScaledObject', 'scaleTargetRef: { name: web }, minReplicaCount: 3, maxReplicaCount: 20, triggers: [{ type: cpu, metricType: Utilization, metadata: { value: "70" } }]');
const UNCOUNTED = 'kind: Deployment\nspec: { replicas: null }\n';
const vpa = (policy: string) => `---\napiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: { name: web }\nspec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, updatePolicy: { updateMode: Recreate, minReplicas: 2 }${policy} }\n`;
const hook = (script: string) => container(`image: 'docker.io/edoburu/pgbouncer:v1.23.1', lifecycle: { preStop: { sleep: null, exec: { command: [sh, -c, ${script}] } } }`);
const uwsgi = (failures: number) => container(`command: [uwsgi, --http, '0.0.0.0:8080', --die-on-term, --harakiri, '60', --hook-master-start, 'unix_signal:15 gracefully_kill_them_all'], livenessProbe: { httpGet: { path: /alive, port: http }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: ${failures} }`);
const hosts = (list: string) => container(`env: [{ name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }, { name: HOMEPAGE_ALLOWED_HOSTS, value: '${list}' }]`);
const argo = (options: string) => `kind: Deployment\nmetadata: { annotations: { argocd.argoproj.io/sync-options: '${options}' } }\nspec: { replicas: null }\n${HPA}`;
const dapr = (more: string) => `kind: Deployment\nspec: { template: { metadata: { annotations: { dapr.io/enabled: 'true', dapr.io/app-id: web, dapr.io/app-port: '8080'${more} } } } }\n`;
const volume = (mode: string) => `${pod('containers: [{ name: web, volumeMounts: [{ name: data, mountPath: /data }] }], volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]')}---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [${mode}], resources: { requests: { storage: 1Gi } } }\n`;

const C0 = 'spec.template.spec.containers.0';
const REPORTS: Readonly<Record<string, Report>> = {
  'a pool of connections that is stopped before it waits': {
    change: hook("'killall -INT pgbouncer && sleep 30'"),
    found: [`error prestop-too-short Deployment/web ${C0}.lifecycle.preStop.exec.command`],
    followed: `${hook("'sleep 10; killall -INT pgbouncer && sleep 30'")}---\n${pod('terminationGracePeriodSeconds: 75')}`,
    near: { 'it waits first': hook("'sleep 15; killall -INT pgbouncer'"), 'it is told to read its configuration again': hook("'killall -HUP pgbouncer; sleep 15'") },
  },
  'a hook that needs a shell in an image without one': {
    change: container("image: 'gcr.io/distroless/static-debian12:nonroot', command: [/web], lifecycle: { preStop: { sleep: null, exec: { command: [/bin/sh, -c, sleep 10] } } }"),
    found: [`error prestop-cannot-run Deployment/web ${C0}.lifecycle.preStop.exec.command`],
    near: { 'the kubelet sleeps': container("image: 'gcr.io/distroless/static-debian12:nonroot', command: [/web]") },
  },
  'a proxy of a database that stops first': {
    change: container("env: [{ name: DATABASE_URL, value: 'postgres://127.0.0.1:5432/web' }]", beside('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1')),
    found: ['warning sidecar-stops-first Deployment/web spec.template.spec.containers.1'],
    followed: pod(`initContainers: [{ restartPolicy: Always${beside('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1').replace(/^, \{/, ',')}]`),
    near: { 'it waits longer than the application': container('image: web:1', beside('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1', ', lifecycle: { preStop: { sleep: { seconds: 40 } } }')).replace('web:1', 'registry.example.com/web:1') },
  },
  'Dapr, which stops at once': {
    change: dapr(''),
    found: ['warning sidecar-stops-first Deployment/web spec.template.metadata.annotations.dapr.io/block-shutdown-duration'],
    near: { 'it waits': dapr(", dapr.io/block-shutdown-duration: '30s', dapr.io/graceful-shutdown-seconds: '30'") },
  },
  'replicas that an autoscaler has chosen are reset': {
    change: `kind: Deployment\nspec: { replicas: 2 }\n${HPA}`,
    found: ['error replicas-set-beside-autoscaler Deployment/web spec.replicas'],
    near: { 'they are left out': UNCOUNTED + HPA },
  },
  'two autoscalers that follow the same figure': {
    change: UNCOUNTED + HPA + vpa(''),
    found: ['error conflicting-autoscalers VerticalPodAutoscaler/web spec.updatePolicy.updateMode'],
    near: { 'one of them leaves it alone': UNCOUNTED + HPA + vpa(", resourcePolicy: { containerPolicies: [{ containerName: '*', controlledResources: [memory] }] }") },
  },
  'an autoscaler that stays beside that of KEDA': {
    change: UNCOUNTED + HPA + KEDA,
    found: ['error conflicting-autoscalers ScaledObject/web spec.scaleTargetRef'],
    followed: UNCOUNTED + KEDA,
    near: { 'only one is left': UNCOUNTED + KEDA },
  },
  'a liveness probe that gives up before the server does': {
    change: uwsgi(3),
    found: [`warning liveness-too-aggressive Deployment/web ${C0}.livenessProbe.failureThreshold`],
    near: { 'it waits as long': uwsgi(7) },
  },
  'probes whose host is not allowed': {
    change: hosts('home.example.com'),
    found: ['startup', 'readiness'].map(probe => `warning probe-host-not-allowed Deployment/web ${C0}.${probe}Probe.httpGet`),
    near: { 'the address of the pod is': hosts('home.example.com,$(POD_IP):8080') },
  },
  'a forced replacement of what an autoscaler scales': {
    change: argo('Replace=true,Force=true'),
    found: ['error forced-replacement Deployment/web metadata.annotations.argocd.argoproj.io/sync-options'],
    near: { 'it is applied by the server': argo('ServerSideApply=true') },
  },
  'a volume of one node and an update that starts the new pod first': {
    change: `kind: Deployment\nspec: { replicas: 1, strategy: null }\n---\n${volume('ReadWriteOnce')}`,
    found: ['error surge-blocked-by-volume Deployment/web spec.template.spec.volumes.0.persistentVolumeClaim.claimName', 'warning single-replica Deployment/web spec.replicas'],
    followed: `kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.recreate-strategy: one disk, cdk8s-zero-downtime/acknowledge.single-replica: one disk } }\nspec: { replicas: 1, strategy: { $patch: replace, type: Recreate } }\n---\nkind: PodDisruptionBudget\n$patch: delete\n---\n${volume('ReadWriteOnce')}`,
    near: { 'many may write': volume('ReadWriteMany') },
  },
  'a server behind a front that waits': {
    change: container('image: \'docker.io/nginxinc/nginx-unprivileged:1.29.2\'', beside('docker.io/library/php:8.3-fpm', ', ports: [{ name: fpm, containerPort: 9000 }]')),
    found: ['warning prestop-on-one-container-only Deployment/web spec.template.spec.containers.1.lifecycle.preStop'],
    near: { 'it waits as well': container('image: \'docker.io/nginxinc/nginx-unprivileged:1.29.2\'', beside('docker.io/library/php:8.3-fpm', ', ports: [{ name: fpm, containerPort: 9000 }], lifecycle: { preStop: { sleep: { seconds: 12 } } }')) },
  },
  'a port of the node that the old pod holds': {
    change: container('ports: [{ name: http, containerPort: 8080, hostPort: 8053 }]'),
    found: [`warning surge-blocked-by-host-port Deployment/web ${C0}.ports.0.hostPort`],
    followed: container('ports: [{ name: http, containerPort: 8080 }]'),
    near: { 'it is a port of the pod': container('ports: [{ name: http, containerPort: 8080 }]') },
  },
};

const inWords = ({ severity, rule, object, path }: Finding): string => `${severity} ${rule.id} ${object.kind}/${object.name} ${path.join('.')}`;
const told = (yaml: string): Finding[] => judged(yaml).findings.filter(({ severity }) => severity !== 'info');

describe.each(Object.entries(REPORTS))('%s', (_, { change, found, followed, near }) => {
  test('is found at its place, without other findings', () => {
    expect(told(exampleManifests(change)).map(inWords).sort()).toEqual([...found].sort());
  });

  test('is removed when the fix is followed', () => {
    let text = followed === undefined ? exampleManifests(change) : exampleManifests(followed);
    // The result of each edit is checked again, as a person would.
    for (let round = 0; followed === undefined && round < found.length; round++) {
      const [finding] = told(text);
      text = finding ? patchFiles(editsOf(finding), () => text)!.get(finding.object.file) ?? text : text;
    }
    expect(told(text).map(inWords)).toEqual([]);
  });

  test.each(Object.entries(near))('is not found if %s', (__, right) => {
    const said = new Set(found.map(each => each.split(' ')[1]));
    expect(told(exampleManifests(right)).filter(({ rule }) => said.has(rule.id)).map(inWords)).toEqual([]);
  });
});
