import { configChangedInPlace as rule } from '../../../../src/rules/diff/config';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const pod = (spec: string) => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }\n`;
const all = (...parts: string[]) => parts.join('---\n');
const changed = (data: string) => `kind: ConfigMap\ndata: { ${data} }\n`;
const config = (data: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web-config }\ndata: { ${data} }\n${more}\n`;
const annotated = (annotations: string) => `kind: Deployment\nmetadata: { annotations: { ${annotations} } }\n`;
const checksum = (value: string) => `kind: Deployment\nspec: { template: { metadata: { annotations: { checksum/config: '${value}' } } } }\n`;

const IMAGE = pod('containers: [{ name: web, image: \'registry.example.com/web:1.4.3\' }]');
const ENV = pod('containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }] }]');
const KEY = pod('containers: [{ name: web, env: [{ name: A, valueFrom: { configMapKeyRef: { name: web-config, key: A } } }] }]');
const mounted = (mount: string, items = '') =>
  pod(`containers: [{ name: web, volumeMounts: [{ name: v, mountPath: /v ${mount} }] }], volumes: [{ name: v, configMap: { name: web-config ${items} } }]`);
const FILES = mounted('');
const CHANGE = changed('A: "2"');

const severities = (change: string, before: string) => violationsOn(rule, change, before).map(({ severity }) => severity);

test('fails when variables change and the pods are not restarted', () => {
  const [verdict] = verdictsOn(rule, rule.examples.unsafe);
  const [violation] = verdict.violations;
  expect(verdict.object.kind).toBe('ConfigMap');
  expect(verdict.workload?.name).toBe('web');
  expect(violation.path).toEqual(['data', 'LOG_LEVEL']);
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('The content of ConfigMap web-config changes (LOG_LEVEL) while the pods of Deployment web use it: '
    + 'nothing restarts them, so each pod keeps the old content until it is restarted for another reason, and no rollout stops a mistake.');
  expect(violation.fix).toBe('Put the new content into another ConfigMap whose name ends with a hash of the content, refer to that one in the pods, and keep ConfigMap web-config as it is for one more release.');
  expect(violation.recipe).toBeUndefined();
});

test('warns when variables change with the pods', () => {
  const [violation] = violationsOn(rule, all(IMAGE, CHANGE), all(ENV, config('A: "1"')));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('The content of ConfigMap web-config changes (A) while the pods of Deployment web use it: '
    + 'an old pod that is restarted during the rollout starts with it, and so do all pods after a rollback.');
});

test.each([['alone', CHANGE], ['with the pods', all(IMAGE, CHANGE)]])('warns when files change %s', (_, change) => {
  const [violation] = violationsOn(rule, change, all(FILES, config('A: "1"')));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('The content of ConfigMap web-config changes (A) while the pods of Deployment web use it: '
    + 'it appears in all running pods within about a minute, including old ones, and no rollout stops it.');
});

test.each([['variables', ENV], ['files', FILES]])('informs when %s change with a checksum', (_, use) => {
  const [violation] = violationsOn(rule, all(checksum('b'), CHANGE), all(use, checksum('a'), config('A: "1"')));
  expect(violation.severity).toBe('info');
  expect(violation.message).toBe('The content of ConfigMap web-config changes (A) while the pods of Deployment web use it: '
    + 'they are replaced, but until then an old pod may start with it, and a rollback does not restore the old content.');
});

test('an unchanged checksum restarts no pod, and a new one does', () => {
  expect(severities(CHANGE, all(ENV, checksum('a'), config('A: "1"')))).toEqual(['warning']);
  expect(severities(all(checksum('a'), CHANGE), all(ENV, config('A: "1"')))).toEqual(['info']);
});

test.each([
  ['reloader.stakater.com/auto: "true"'],
  ['configmap.reloader.stakater.com/auto: "true"'],
  ['configmap.reloader.stakater.com/reload: "other, web-config"'],
  ['wave.pusher.com/update-on-config-change: "true"'],
])('informs when a controller restarts the pods: %s', annotation => {
  expect(severities(CHANGE, all(ENV, annotated(annotation), config('A: "1"')))).toEqual(['info']);
});

test.each([
  ['reloader.stakater.com/auto: "false"'],
  ['secret.reloader.stakater.com/auto: "true"'],
  ['configmap.reloader.stakater.com/reload: other'],
  ['reloader.stakater.com/search: "true"'],
])('fails when the annotation for a controller does not cover the change: %s', annotation => {
  expect(severities(CHANGE, all(ENV, annotated(annotation), config('A: "1"')))).toEqual(['warning']);
});

test('a controller that searches by annotation finds matching objects', () => {
  const match = 'kind: ConfigMap\nmetadata: { annotations: { reloader.stakater.com/match: "true" } }\n';
  expect(severities(CHANGE, all(ENV, annotated('reloader.stakater.com/search: "true"'), config('A: "1"'), match))).toEqual(['info']);
  expect(severities(CHANGE, all(ENV, config('A: "1"'), match))).toEqual(['warning']);
});

test('annotations of the pods count for the controller as well', () => {
  const told = 'kind: Deployment\nspec: { template: { metadata: { annotations: { reloader.stakater.com/auto: "true" } } } }\n';
  expect(severities(CHANGE, all(ENV, told, config('A: "1"')))).toEqual(['info']);
});

test.each<[string, string, string, string | undefined]>([
  ['one key, which changes', KEY, 'A: "2"', 'warning'],
  ['one key, and another changes', KEY, 'B: "2"', undefined],
  ['one key, and another is removed', KEY, 'B: null', undefined],
  ['all keys, and one is removed', ENV, 'B: null', 'warning'],
  ['all keys, and one is new', ENV, 'C: "1"', 'info'],
  ['all files, and one is new', FILES, 'C: "1"', undefined],
  ['all files, and one is removed', FILES, 'B: null', 'warning'],
  ['one file, which changes', mounted(', subPath: A'), 'A: "2"', 'warning'],
  ['one file, and another changes', mounted(', subPath: A'), 'B: "2"', undefined],
  ['one file of a directory, which changes', mounted(', subPath: A/x'), 'A: "2"', 'warning'],
  ['a file whose name is computed', mounted(', subPathExpr: $(A)'), 'B: "2"', 'warning'],
  ['one file by another name, which changes', mounted(', subPath: a.conf', ', items: [{ key: A, path: a.conf }]'), 'A: "2"', 'warning'],
  ['one file by another name, and another changes', mounted(', subPath: a.conf', ', items: [{ key: A, path: a.conf }]'), 'B: "2"', undefined],
  ['some files, of which one changes', mounted('', ', items: [{ key: A, path: a }]'), 'A: "2"', 'warning'],
  ['some files, and another changes', mounted('', ', items: [{ key: A, path: a }]'), 'B: "2"', undefined],
  ['some files, and one is new', mounted('', ', items: [{ key: A, path: a }]'), 'C: "2"', undefined],
])('pods that read %s', (_, use, data, severity) => {
  expect(severities(changed(data), all(use, config('A: "1", B: "1"')))).toEqual(severity ? [severity] : []);
});

test('a new key is not reported with a rollout or a controller', () => {
  expect(severities(all(IMAGE, changed('C: "1"')), all(ENV, config('A: "1"')))).toEqual([]);
  expect(severities(changed('C: "1"'), all(ENV, annotated('reloader.stakater.com/auto: "true"'), config('A: "1"')))).toEqual([]);
});

test('leaves removed keys that pods need to another rule', () => {
  expect(severities(changed('A: null'), all(KEY, config('A: "1", B: "1"')))).toEqual([]);
});

test('names no more than three keys, and the pods of several workloads', () => {
  const jobs = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: jobs }\nspec: { selector: { matchLabels: { app: jobs } }, template: { metadata: { labels: '
    + '{ app: jobs } }, spec: { containers: [{ name: jobs, image: "jobs:1", envFrom: [{ configMapRef: { name: web-config } }] }] } } }\n';
  const [verdict] = verdictsOn(rule, changed('A: "2", B: "2", C: "2", D: "2", E: "2"'), all(ENV, jobs, config('A: "1", B: "1", C: "1", D: "1", E: "1"')));
  expect(verdict.workload).toBeUndefined();
  expect(verdict.violations[0].message).toContain('changes (A, B, C and 2 more) while the pods of Deployment web and 1 more use it');
});

test('has the severity of the worst use, and names only its owners', () => {
  const both = pod('containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }], volumeMounts: [{ name: v, mountPath: /v }] }], '
    + 'volumes: [{ name: v, configMap: { name: web-config } }]');
  expect(severities(CHANGE, all(both, config('A: "1"')))).toEqual(['warning']);
  expect(severities(all(IMAGE, CHANGE), all(both, config('A: "1"')))).toEqual(['warning']);
});

describe('Secrets', () => {
  const secret = (data: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: web }\n${data}\n`;
  const env = pod('containers: [{ name: web, envFrom: [{ secretRef: { name: web } }] }]');
  const found = (old: string, now: string) => violationsOn(rule, `kind: Secret\n${now}\n`, all(env, secret(old)));

  test('are reported without their values', () => {
    const [violation] = found('data: { TOKEN: aHVudGVyMg== }', 'data: { TOKEN: aHVudGVyMw== }');
    expect(violation.path).toEqual(['data', 'TOKEN']);
    expect(`${violation.message} ${violation.fix}`).not.toMatch(/hunter|aHVud/);
  });

  test.each([
    ['data becomes stringData', 'data: { A: Zm9v }', 'data: null\nstringData: { A: foo }'],
    ['stringData overrides data', 'data: { A: Zm9v }', 'data: { A: YmFy }\nstringData: { A: foo }'],
    ['base64 is broken into lines', 'data: { A: Zm9vZm9v }', 'data: { A: "Zm9v\\nZm9v\\n" }'],
    ['what is encrypted is encrypted again', 'data: { A: Zm9v }\nsops: { mac: a }', 'data: { A: YmFy }'],
    ['a certificate is renewed', 'type: kubernetes.io/tls\ndata: { tls.crt: Zm9v }', 'data: { tls.crt: YmFy }'],
    ['a token is renewed', 'type: kubernetes.io/service-account-token\ndata: { token: Zm9v }', 'data: { token: YmFy }'],
    ['it is immutable', 'immutable: true\ndata: { A: Zm9v }', 'data: { A: YmFy }'],
  ])('pass when %s', (_, old, now) => {
    expect(found(old, now)).toEqual([]);
  });

  test('fail when stringData changes, or a key that is in both fields', () => {
    expect(found('stringData: { A: foo }', 'stringData: { A: bar }').map(({ path }) => path)).toEqual([['stringData', 'A']]);
    expect(found('data: { A: Zm9v }\nstringData: { A: bar }', 'stringData: { A: baz }')).toHaveLength(1);
    expect(found('data: { A: Zm9v }', 'data: null\nstringData: { A: bar }')).toHaveLength(1);
  });

  test('are also read as files', () => {
    const files = pod('containers: [{ name: web, volumeMounts: [{ name: v, mountPath: /v }] }], volumes: [{ name: v, projected: { sources: [{ secret: { name: web } }] } }]');
    expect(severities('kind: Secret\ndata: { A: YmFy }\n', all(files, secret('data: { A: Zm9v }')))).toEqual(['warning']);
  });
});

test('binary content counts, and the same in another field does not', () => {
  expect(severities('kind: ConfigMap\nbinaryData: { A: Ag== }\n', all(ENV, config('', 'binaryData: { A: AQ== }')))).toEqual(['warning']);
  expect(severities('kind: ConfigMap\ndata: null\nbinaryData: { A: Zm9v }\n', all(ENV, config('A: foo')))).toEqual([]);
});

test('a value that is not text is compared as it is', () => {
  expect(severities('kind: ConfigMap\ndata: { A: 2 }\n', all(ENV, config('A: 1')))).toEqual(['warning']);
  expect(severities(IMAGE, all(ENV, config('A: 1')))).toEqual([]);
});

test('passes when the content stays the same', () => {
  expect(messagesOn(rule, rule.examples.safe)).toEqual([]);
  expect(appliesTo(rule, IMAGE)).toBe(true);
});

test.each([
  ['what no pod reads', config('A: "1"')],
  ['volumes that nothing mounts', all(pod('volumes: [{ name: v, configMap: { name: web-config } }]'), config('A: "1"'))],
  ['jobs', all('apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: jobs }\nspec: { schedule: "0 6 * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, '
    + 'containers: [{ name: jobs, image: "jobs:1", envFrom: [{ configMapRef: { name: web-config } }] }] } } } } }\n', config('A: "1"'))],
])('does not apply to %s', (_, before) => {
  expect(appliesTo(rule, CHANGE, before)).toBe(false);
});

describe('a name that a program looks up', () => {
  const argo = (use: string) => all(use.replaceAll('web-config', 'argocd-cm'), config('A: "1"').replace('web-config', 'argocd-cm'));
  const CHANGED = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: argocd-cm }\ndata: { A: "2" }\n';

  test('stays, and the pods that read it at their start are restarted', () => {
    const [violation] = violationsOn(rule, CHANGED, argo(ENV));
    expect(violation.severity).toBe('warning');
    expect(violation.fix).toBe('Keep the name of ConfigMap argocd-cm, since Argo CD finds it by that name; set spec.template.metadata.annotations[\'checksum/config\'] '
      + 'of Deployment web to a hash of the content, which restarts the pods, and keep the old content ready, to apply it again if the new content has a mistake.');
  });

  test('stays, and its program applies mounted files by itself', () => {
    const [violation] = violationsOn(rule, CHANGED, argo(FILES));
    expect(violation.severity).toBe('info');
    expect(violation.message).toBe('The content of ConfigMap argocd-cm changes (A) while the pods of Deployment web use it: '
      + 'Argo CD watches it and applies it in all pods, without a rollout that could stop a mistake.');
    expect(violation.fix).toBe('Keep the name of ConfigMap argocd-cm, since Argo CD finds it by that name; '
      + 'keep the old content ready, to apply it again if the new content has a mistake.');
  });

  test.each([
    ['an argument names it', pod('containers: [{ name: web, args: ["--configmap=$(POD_NAMESPACE)/web-config"] }]'), 'an argument or a variable of a container names it'],
    ['a variable names it', pod('containers: [{ name: web, env: [{ name: CONFIG_LOGGING_NAME, value: web-config }] }]'), 'an argument or a variable of a container names it'],
    ['a Role names it', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: web }\nrules: [{ apiGroups: [""], resources: [configmaps], resourceNames: [web-config], verbs: [get] }]\n',
      'a Role allows access to it by that name'],
  ])('stays if %s', (_, told, because) => {
    const [{ fix }] = violationsOn(rule, CHANGE, all(FILES, told, config('A: "1"')));
    expect(fix).toContain(`Keep the name of ConfigMap web-config, since ${because}; keep the old`);
  });

  test.each([
    ['a variable for something else', pod('containers: [{ name: web, env: [{ name: APP, value: web-config }] }]')],
    ['a Role for another object', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: web }\nrules: [{ apiGroups: [""], resources: [configmaps], resourceNames: [other], verbs: [get] }]\n'],
  ])('may change beside %s', (_, told) => {
    expect(violationsOn(rule, CHANGE, all(FILES, told, config('A: "1"')))[0].fix).toContain('Put the new content into another ConfigMap');
  });
});
