import { podSpec as rule } from '../../../../../src/rules/check/cluster/rejected-by-api-server/pod-spec';
import { exampleManifests } from '../../../../../src/rules/examples';
import { appliesTo, messagesOn, read, TARGET, verdictsOn } from '../../judging';

const POD = ['spec', 'template', 'spec'];
const WEB = [...POD, 'containers', 0];

const container = (fields: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;
const pod = (fields: string) => `kind: Deployment\nspec: { template: { spec: { ${fields} } } }\n`;

const ABOVE_LIMIT = container('resources: { requests: { memory: 1Gi }, limits: { memory: 512Mi } }');

test('finds a request above its limit', () => {
  expect(verdictsOn(rule, ABOVE_LIMIT)).toMatchObject([{
    object: { kind: 'Deployment' },
    violations: [{
      path: [...WEB, 'resources', 'requests', 'memory'],
      message: 'The API server refuses the Deployment, and the release stops: '
        + 'spec.template.spec.containers[0].resources.requests.memory is "1Gi"; allowed: at most its limit, 512Mi.',
      fix: 'Set spec.template.spec.containers[0].resources.requests.memory to at most its limit, 512Mi.',
    }],
  }]);
});

test('asks to remove a forbidden field, and to set a missing one', () => {
  const verdicts = verdictsOn(rule, pod('initContainers: [{ name: a }], containers: [{ name: web, env: [{ name: A, value: b, valueFrom: { fieldRef: { fieldPath: metadata.name } } }] }]'));
  expect(verdicts[0].violations).toMatchObject([
    {
      message: 'The API server refuses the Deployment, and the release stops: spec.template.spec.containers[0].env[0].value is text, which is not allowed beside valueFrom.',
      fix: 'Remove spec.template.spec.containers[0].env[0].value.',
    },
    {
      message: 'The API server refuses the Deployment, and the release stops: spec.template.spec.initContainers[0].image is missing; allowed: an image.',
      fix: 'Set spec.template.spec.initContainers[0].image to an image.',
    },
  ]);
});

test.each<[string, string, (string | number)[]]>([
  ['a CPU request above its limit', 'resources: { requests: { cpu: 2 }, limits: { cpu: 1500m } }', ['resources', 'requests', 'cpu']],
  ['ephemeral storage above its limit', 'resources: { requests: { ephemeral-storage: 2Gi }, limits: { ephemeral-storage: 1Gi } }', ['resources', 'requests', 'ephemeral-storage']],
  ['a negative limit', 'resources: { limits: { cpu: -1 } }', ['resources', 'limits', 'cpu']],
  ['an invalid quantity', 'resources: { limits: { $patch: replace, memory: 512MB } }', ['resources', 'limits', 'memory']],
  ['a privileged container that may not escalate', 'securityContext: { privileged: true }', ['securityContext', 'privileged']],
  ['an empty preStop hook', 'lifecycle: { preStop: { $patch: replace } }', ['lifecycle', 'preStop']],
  ['an empty postStart hook', 'lifecycle: { postStart: {} }', ['lifecycle', 'postStart']],
  ['a hook with two actions', 'lifecycle: { preStop: { exec: { command: [sleep, "10"] } } }', ['lifecycle', 'preStop']],
  ['a probe with two actions', 'readinessProbe: { tcpSocket: { port: 8080 } }', ['readinessProbe']],
  ['a probe with numbers only', 'livenessProbe: { periodSeconds: 10 }', ['livenessProbe']],
  ['a command without words', 'livenessProbe: { exec: { command: [] } }', ['livenessProbe', 'exec', 'command']],
  ['a liveness probe that needs two successes', 'livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 }', ['livenessProbe', 'successThreshold']],
  ['a probe of port 0', 'livenessProbe: { tcpSocket: { port: 0 } }', ['livenessProbe', 'tcpSocket', 'port']],
  ['a mount without a volume', 'volumeMounts: [{ name: tmp, mountPath: /tmp }]', ['volumeMounts', 0, 'name']],
  ['a port beyond all ports', 'ports: [{ name: web, containerPort: 80800 }]', ['ports', 1, 'containerPort']],
  ['a pull policy in small letters', 'imagePullPolicy: always', ['imagePullPolicy']],
  ['a variable without a name', 'env: [{ value: b }]', ['env', 0, 'name']],
  ['an invalid divisor', 'env: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: 1Mi } } }]', ['env', 0, 'valueFrom', 'resourceFieldRef', 'divisor']],
  ['a variable from two places', 'env: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name }, secretKeyRef: { name: a, key: b } } }]', ['env', 0, 'valueFrom']],
])('finds %s', (_, fields, path) => {
  expect(verdictsOn(rule, container(fields))[0].violations).toMatchObject([{ path: [...WEB, ...path] }]);
});

test.each<[string, string, (string | number)[]]>([
  ['a volume whose name is not a DNS label', 'volumes: [{ name: My_Vol, emptyDir: {} }]', ['volumes', 0, 'name']],
  ['two volumes with the same name', 'volumes: [{ name: a, emptyDir: {} }, { name: a, configMap: { name: b } }]', ['volumes', 1, 'name']],
  ['a volume from two places', 'volumes: [{ name: a, emptyDir: {}, configMap: { name: b } }]', ['volumes', 0]],
  ['an init container with a probe', 'initContainers: [{ name: a, image: a:1, readinessProbe: { tcpSocket: { port: 80 } } }]', ['initContainers', 0, 'readinessProbe']],
  ['two containers with the same name', 'initContainers: [{ name: web, image: a:1 }]', ['initContainers', 0, 'name']],
  ['a restart policy of Jobs', 'restartPolicy: Never', ['restartPolicy']],
  ['a spread without a key', 'topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: ScheduleAnyway }]', ['topologySpreadConstraints', 0, 'topologyKey']],
  ['a toleration of everything without the operator Exists', 'tolerations: [{ effect: NoSchedule }]', ['tolerations', 0, 'operator']],
])('finds %s', (_, fields, path) => {
  expect(verdictsOn(rule, pod(fields))[0].violations).toMatchObject([{ path: [...POD, ...path] }]);
});

test.each<[string, string, string]>([
  ['text for true or false', 'stdin: "yes"', 'stdin is "yes"; allowed: true or false'],
  ['a number for the value of a variable', 'env: [{ name: PORT, value: 8080 }]', 'env[0].value is a number; allowed: text'],
  ['a mapping for a list', 'args: { port: 80 }', 'args is { "port": 80 }; allowed: a list'],
])('finds %s', (_, fields, part) => {
  expect(messagesOn(rule, container(fields))).toEqual([expect.stringContaining(part)]);
});

test('does not report a type error that the reading of manifests reports', () => {
  const { cluster, problems } = read(exampleManifests(container('livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: ten }')));
  expect(problems).toHaveLength(1);
  expect(rule.judge(cluster, TARGET).flatMap(({ violations }) => violations)).toEqual([]);
});

test('finds a duplicate mount path', () => {
  const mounts = 'volumeMounts: [{ name: a, mountPath: /data }, { name: a, mountPath: /data, subPath: b }]';
  const change = `kind: Deployment\nspec: { template: { spec: { volumes: [{ name: a, emptyDir: {} }], containers: [{ name: web, ${mounts} }] } } }\n`;
  expect(verdictsOn(rule, change)[0].violations).toMatchObject([{ path: [...WEB, 'volumeMounts', 1, 'mountPath'] }]);
});

test.each([
  ['a request that is its limit in another unit', container('resources: { requests: { cpu: 1.1 }, limits: { cpu: 1100m } }')],
  ['a sidecar with a probe', pod('initContainers: [{ name: a, image: a:1, restartPolicy: Always, readinessProbe: { tcpSocket: { port: 80 } } }]')],
  ['an action that is newer than the rule', container('lifecycle: { preStop: { $patch: replace, futureAction: {} } }')],
  ['a volume without a source, which is an empty directory', pod('volumes: [{ name: a }]')],
  ['a number that the API server replaces with its default', container('livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 0, periodSeconds: 0 }')],
  ['an excerpt without any image', container('image: null')],
  ['the image that Istio fills in', pod('containers: [{ name: web }, { name: istio-proxy, image: auto }]')],
])('does not report %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['a Job needs another restart policy than the default', 'batch/v1', 'Job', 'spec: { template: { spec: { containers: [{ name: a, image: a:1 }] } } }', 'spec.template.spec.restartPolicy is missing'],
  ['a Pod has its fields directly in its spec', 'v1', 'Pod', 'spec: { containers: [{ name: A, image: a:1 }] }', 'spec.containers[0].name is A'],
  ['a CronJob has its pods one template deeper', 'batch/v1', 'CronJob', 'spec: { jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [] } } } } }',
    'spec.jobTemplate.spec.template.spec.containers is []'],
])('takes into account that %s', (_, apiVersion, kind, spec, start) => {
  const [message, ...more] = messagesOn(rule, `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other }\n${spec}\n`);
  expect(message).toContain(start);
  expect(message).toContain(`The API server refuses the ${kind}, and the release stops: `);
  expect(more).toEqual([]);
});

test.each([
  ['a Service of Knative, whose container needs no name', 'apiVersion: serving.knative.dev/v1\nkind: Service', 'spec: { template: { spec: { containers: [{ image: a:1 }] } } }'],
  ['a patch of kustomize, which has neither selector nor images', 'apiVersion: apps/v1\nkind: Deployment', 'spec: { template: { spec: { containers: [{ name: a }] } } }'],
])('does not apply to %s', (_, head, spec) => {
  const change = `kind: Deployment\n$patch: delete\n---\n${head}\nmetadata: { name: other }\n${spec}\n`;
  expect(appliesTo(rule, change)).toBe(false);
});

test('a StatefulSet mounts the claims of its templates', () => {
  const spec = 'spec: { serviceName: a, selector: { matchLabels: { app: a } }, volumeClaimTemplates: [{ metadata: { name: data } }], '
    + 'template: { spec: { containers: [{ name: a, image: a:1, volumeMounts: [{ name: data, mountPath: /data }] }] } } }';
  expect(messagesOn(rule, `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: other }\n${spec}\n`)).toEqual([]);
});
