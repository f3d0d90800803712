import { autoscaled, RECREATE, rolling } from './changes';
import { surgeBlockedByVolume as rule } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const claim = (modes: string, name = 'uploads', more = '') => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}${more} }
spec: { accessModes: ${modes} }
`;
const mounting = (...claims: string[]) => `---
kind: Deployment
spec: { template: { spec: { volumes: [${claims.map(name => `{ name: ${name}, persistentVolumeClaim: { claimName: ${name} } }`).join(', ')}] } } }
`;
const MOUNTED = mounting('uploads');

test('names the claim, and the remedy', () => {
  expect(verdictsOn(rule, claim('[ReadWriteOnce]') + MOUNTED)).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'template', 'spec', 'volumes', 0, 'persistentVolumeClaim', 'claimName'],
      message: 'PersistentVolumeClaim uploads is ReadWriteOnce, but the Deployment runs 3 pods: those on other nodes than the first wait for the volume forever, and updates get stuck.',
      fix: 'Claim a ReadWriteMany volume in spec.template.spec.volumes[0].persistentVolumeClaim.claimName if several pods may write to it at once, or make web a StatefulSet whose pods have their own volumes.',
    }],
  }]);
});

test('a volume for one pod has no room for the new one', () => {
  expect(messagesOn(rule, claim('[ReadWriteOncePod]') + MOUNTED + rolling('', 1))).toEqual([
    'PersistentVolumeClaim uploads is ReadWriteOncePod, but each update starts the new pod before the old one stops: the new one waits for the volume forever, and updates get stuck.',
  ]);
});

test('a single pod that is stopped first passes', () => {
  for (const mode of ['ReadWriteOnce', 'ReadWriteOncePod']) {
    const single = claim(`[${mode}]`) + MOUNTED + rolling('maxSurge: 0, maxUnavailable: 1', 1);
    expect(messagesOn(rule, single)).toEqual([]);
    expect(appliesTo(rule, single)).toBe(true);
    expect(messagesOn(rule, claim(`[${mode}]`) + MOUNTED + rolling('', 1) + RECREATE)).toEqual([]);
    expect(messagesOn(rule, claim(`[${mode}]`) + MOUNTED + rolling('maxSurge: 1, maxUnavailable: 1', 1))).toEqual([]);
    expect(messagesOn(rule, claim(`[${mode}]`) + MOUNTED + rolling('maxSurge: 1, maxUnavailable: 0', 1))).toHaveLength(1);
  }
});

test('two pods need it at the same time whatever the strategy', () => {
  expect(messagesOn(rule, claim('[ReadWriteOnce]') + MOUNTED + rolling('', 2) + RECREATE)).toHaveLength(1);
  expect(messagesOn(rule, claim('[ReadWriteOnce]') + MOUNTED + autoscaled(1, 4))).toEqual([expect.stringContaining('runs up to 4 pods')]);
  expect(messagesOn(rule, claim('[ReadWriteOncePod]') + MOUNTED + rolling('', 2))).toEqual([
    'PersistentVolumeClaim uploads is ReadWriteOncePod, but the Deployment runs 2 pods: all but the first wait for the volume forever, and updates get stuck.',
  ]);
});

test('a volume that many nodes can mount passes', () => {
  for (const modes of ['[ReadWriteMany]', '[ReadOnlyMany]', '[ReadWriteOnce, ReadWriteMany]']) {
    expect(messagesOn(rule, claim(modes) + MOUNTED)).toEqual([]);
    expect(appliesTo(rule, claim(modes) + MOUNTED)).toBe(true);
  }
});

test('judges each volume', () => {
  const verdicts = verdictsOn(rule, claim('[ReadWriteMany]') + claim('[ReadWriteOnce]', 'cache') + claim('[ReadWriteOnce]', 'data') + mounting('uploads', 'cache', 'data'));
  expect(verdicts[0].violations.map(({ path }) => path[4])).toEqual([1, 2]);
});

test('does not apply to missing claims, claims without accessModes, or 0 pods', () => {
  expect(appliesTo(rule, MOUNTED)).toBe(false);
  expect(appliesTo(rule, claim('[ReadWriteOnce]'))).toBe(false);
  expect(appliesTo(rule, claim('[]') + MOUNTED)).toBe(false);
  expect(appliesTo(rule, claim('[ReadWriteOnce]', 'uploads', ', namespace: other') + MOUNTED)).toBe(false);
  expect(appliesTo(rule, claim('[ReadWriteOnce]').replace('apiVersion: v1', 'apiVersion: example.com/v1') + MOUNTED)).toBe(false);
  expect(appliesTo(rule, claim('[ReadWriteOnce]') + MOUNTED + rolling('', 0))).toBe(false);
  expect(appliesTo(rule, claim('[ReadWriteOnce]').replace('PersistentVolumeClaim', 'Claim') + MOUNTED)).toBe(false);
});

test('the fix stops the old pod first, and acknowledges it with the reason', () => {
  const [{ violations: [{ fix, edits, byHand }] }] = verdictsOn(rule, claim('[ReadWriteOnce]') + MOUNTED + rolling('maxSurge: 1, maxUnavailable: 0', 1));
  expect(fix).toBe("Set spec.strategy.type to Recreate, and metadata.annotations['cdk8s-zero-downtime/acknowledge.recreate-strategy'] to "
    + '"Only one pod at a time may hold its data: PersistentVolumeClaim uploads, ReadWriteOnce", and remove spec.strategy.rollingUpdate, '
    + 'or first move its data to a store that several pods may write to at once, such as a database.');
  expect(edits).toHaveLength(3);
  expect(byHand).toBe('whether users can do without it during each update');
});

test('is only a warning for storage of one node, since the update proceeds there', () => {
  const local = claim('[ReadWriteOnce]').replace('spec: {', 'spec: { storageClassName: local-path,');
  const [{ violations: [violation] }] = verdictsOn(rule, local + MOUNTED + rolling('', 1));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('PersistentVolumeClaim uploads is ReadWriteOnce, and its storage does not keep a second pod away, so an update proceeds, '
    + 'but until the old pod has stopped both have the same files open: applications that lock them wait or fail.');
});

test('never recommends a volume that several stores open at the same time', () => {
  const store = '---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: "mysql:8.0.36" }] } } }\n';
  expect(verdictsOn(rule, claim('[ReadWriteOnce]') + MOUNTED + store)[0].violations[0].fix).not.toContain('ReadWriteMany');
});
