import { areColours, hasPodsBeside, isIdleColour } from '../../../src/analysis/traffic/sibling-pods';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

interface Other {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly labels?: string;
  readonly replicas?: number | string;
  readonly namespace?: string;
}

function other({ apiVersion = 'apps/v1', kind = 'Deployment', labels = 'app: web', replicas = 1, namespace = 'shop' }: Other = {}): string {
  const template = `template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: a, image: a }] } }`;
  const spec = kind === 'CronJob' ? `jobTemplate: { spec: { ${template} } }` : `replicas: ${replicas}, ${template}`;
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other, namespace: ${namespace} }\nspec: { ${spec} }\n`;
}

function service(name: string, selector: string): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { ${selector} }, ports: [{ port: 81 }] }\n`;
}

describe('other pods that answer for a Deployment', () => {
  const beside = (change: string) => {
    const manifests = manifestsIn(exampleManifests(change));
    return hasPodsBeside(manifests.workloads[0], manifests);
  };

  test.each([
    ['only its own', '', false],
    ['also those of another Deployment', other(), true],
    ['those of another Deployment with 0 replicas', other({ replicas: 0 }), false],
    ['those of another Deployment that may scale to 0', `${other({ replicas: 'null' })}${autoscaler(0)}`, false],
    ['those of another Deployment that always has a pod', `${other({ replicas: 0 })}${autoscaler(1)}`, true],
    ['only other pods', other({ labels: 'app: other' }), false],
    ['also those of a StatefulSet', other({ kind: 'StatefulSet' }), true],
    ['also those of an Argo Rollout', other({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }), true],
    ['those of a Job, which end', other({ apiVersion: 'batch/v1', kind: 'Job' }), false],
    ['those of a CronJob, which end', other({ apiVersion: 'batch/v1', kind: 'CronJob' }), false],
  ])('exist if a Service sends to them: %s', (_, change, found) => {
    expect(beside(change)).toBe(found);
  });

  test('must exist for each Service', () => {
    const change = `${other({ labels: 'app: web, track: canary' })}---\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { metadata: { labels: { track: stable } } } }\n`;
    expect(beside(`${change}${service('all', 'app: web')}`)).toBe(true);
    expect(beside(`${change}${service('stable', 'app: web, track: stable')}`)).toBe(false);
  });

  function autoscaler(min: number): string {
    return `---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: other }\nspec: { scaleTargetRef: { name: other }, minReplicaCount: ${min}, maxReplicaCount: 3 }\n`;
  }
});

describe('two colours of one service', () => {
  type Labels = Record<string, string>;
  const pods = (podLabels: Labels, namespace: string | undefined = 'shop') => ({ namespace, podLabels });

  test.each<[string, Labels, Labels]>([
    ['blue and green', { app: 'web', colour: 'blue' }, { app: 'web', colour: 'green' }],
    ['whatever the label is called', { app: 'web', slot: 'active' }, { app: 'web', slot: 'passive' }],
    ['in any order of the labels', { app: 'web', tier: 'front', colour: 'old' }, { colour: 'new', tier: 'front', app: 'web' }],
    ['without other labels', { track: 'stable' }, { track: 'canary' }],
    ['whatever their versions are', { app: 'web', colour: 'blue', version: '1.4.2' }, { app: 'web', colour: 'green', version: '1.5.0' }],
    ['the same twice', { app: 'web', colour: 'blue' }, { app: 'web', colour: 'blue' }],
    ['even if another label is also named after a colour', { app: 'stable', colour: 'blue' }, { app: 'stable', colour: 'green' }],
  ])('differ in only one label: %s', (_, one, theOther) => {
    expect(areColours(pods(one), pods(theOther))).toBe(true);
    expect(areColours(pods(theOther), pods(one))).toBe(true);
  });

  test.each<[string, Labels, Labels]>([
    ['none has a colour', { app: 'web' }, { app: 'web' }],
    ['their labels do not name colours', { app: 'web', colour: 'red' }, { app: 'web', colour: 'yellow' }],
    ['only one names a colour', { app: 'web', colour: 'blue' }, { app: 'web', colour: 'red' }],
    ['another label also differs', { app: 'web', colour: 'blue' }, { app: 'other', colour: 'green' }],
    ['the label is called differently', { app: 'web', colour: 'blue' }, { app: 'web', slot: 'green' }],
    ['one has an additional label', { app: 'web', colour: 'blue', tier: 'front' }, { app: 'web', colour: 'green' }],
    ['their versions are not versions', { app: 'web', colour: 'blue', version: 'one' }, { app: 'web', colour: 'green', version: 'two' }],
  ])('are not found: %s', (_, one, theOther) => {
    expect(areColours(pods(one), pods(theOther))).toBe(false);
    expect(areColours(pods(theOther), pods(one))).toBe(false);
  });

  test('are in one namespace', () => {
    const [blue, green] = [{ app: 'web', colour: 'blue' }, { app: 'web', colour: 'green' }];
    expect(areColours(pods(blue), pods(green, 'other'))).toBe(false);
    expect(areColours({ podLabels: blue }, { podLabels: green })).toBe(true);
    expect(areColours({ podLabels: blue }, pods(green))).toBe(false);
  });
});

describe('the inactive colour', () => {
  const idle = (replicas: number, change: string, labels = 'colour: blue') => {
    const manifests = manifestsIn(exampleManifests(`kind: Deployment\nspec: { replicas: ${replicas}, template: { metadata: { labels: { ${labels} } } } }\n${change}`));
    return isIdleColour(manifests.workloads[0], manifests);
  };
  const green = 'app: web, colour: green';

  test('has no pods while the other colour has some', () => {
    expect(idle(0, other({ labels: green }))).toBe(true);
    expect(idle(0, other({ labels: `${green}, track: stable` }), 'colour: blue, track: stable')).toBe(true);
  });

  test('needs a colour', () => {
    expect(idle(0, other({ labels: green }), '')).toBe(false);
  });

  test.each([
    ['it has pods itself', 1, other({ labels: green })],
    ['the other colour also has no pods', 0, other({ labels: green, replicas: 0 })],
    ['there is no other colour', 0, ''],
    ['the other Deployment is of another service', 0, other({ labels: 'app: other, colour: green' })],
    ['the other colour is in another namespace', 0, other({ labels: green, namespace: 'infra' })],
  ])('does not count: %s', (_, replicas, change) => {
    expect(idle(replicas, change)).toBe(false);
  });
});
