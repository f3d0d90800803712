import { Journal } from '../../../src/rehearse/changes/journal';
import { disturb } from '../../../src/rehearse/disturb/disturb';
import { PodLife } from '../../../src/rehearse/observe/pod-life';
import { Plan } from '../../../src/rehearse/plan/plan';
import { Disturbance } from '../../../src/rehearse/rehearsal';
import { answered, failed, OK, standIn } from '../kubectl-stand-in';
import { service } from '../manifests';

const READY = { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
const deployment = (status: object) => answered({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', generation: 1 }, spec: { replicas: 2 }, status });
const JOURNAL: Journal = { id: 'abc', namespace: 'shop', makesNamespace: true, created: [], saved: [] };
const life = (name: string, node: string, more: Partial<PodLife> = {}): PodLife =>
  ({ name, node, controller: 'Deployment shop/web', revision: 'a', readiness: [], exits: [], ...more });

function run(disturbance: Disturbance, { status = READY as object, lives = [life('a', 'n1'), life('b', 'n2')], deadline = 1, fails = '' } = {}) {
  const plan = {
    id: 'abc',
    namespace: 'shop',
    disturbance,
    deadline,
    after: service('app:2'),
    workloads: [{ kind: 'Deployment', resource: 'deployments.apps', name: 'web', hasAutoscaler: false, replicas: 2 }],
  } as unknown as Plan;
  const kubectl = standIn(([verb]) => {
    if (verb === 'get') { return deployment(status); }
    return verb === fails ? failed('Error from server (Forbidden): no') : OK;
  });
  return disturb(kubectl, plan, JOURNAL, { lives: () => lives }, Date.now)
    .then(({ notes, unfinished }) => ({ notes: notes.map(({ text }) => text), unfinished, verbs: kubectl.calls.map(({ args }) => args.join(' ')).filter(call => !call.startsWith('get')) }));
}

test('an update applies AFTER', async () => {
  expect(await run({ kind: 'update' })).toEqual({ notes: ['applied AFTER'], unfinished: undefined, verbs: ['apply --filename=-'] });
});

test('a restart, a scaling and a rollback are those of kubectl', async () => {
  expect((await run({ kind: 'restart' })).verbs).toEqual(['rollout restart deployments.apps/web']);
  expect((await run({ kind: 'scale', replicas: 2 })).verbs).toEqual(['scale deployments.apps/web --replicas=2']);
  expect((await run({ kind: 'rollback' })).verbs).toEqual(['apply --filename=-', 'rollout undo deployments.apps/web']);
});

test('a broken version ends with the deadline, and says how far it came', async () => {
  const { unfinished } = await run({ kind: 'update' }, { status: { ...READY, updatedReplicas: 1 } });
  expect(unfinished).toBe('After 1 s: Deployment web has 2 of 2 pods available, and 1 of the new revision.');
});

test('it has not ended while an old pod is still stopping', async () => {
  const { unfinished } = await run({ kind: 'update' }, { lives: [life('a', 'n1', { deleted: 5 })] });
  expect(unfinished).toBe('After 1 s: a is still stopping.');
});

test('what the API server refuses is a result', async () => {
  expect(await run({ kind: 'update' }, { fails: 'apply' }))
    .toMatchObject({ unfinished: 'kubectl reported: Error from server (Forbidden): no.' });
});

test('all pods of the workloads are evicted, but those that stop already, and no others', async () => {
  const lives = [life('a', 'n1'), life('b', 'n2', { deleted: 1, gone: 2 }), life('x', 'n1', { controller: 'Job shop/x' })];
  expect((await run({ kind: 'evict' }, { lives })).notes).toEqual(['evicted a']);
});

test('a drain cordons the node, evicts from it, and uncordons it', async () => {
  const { notes } = await run({ kind: 'drain', node: 'n1' });
  expect(notes).toEqual(['cordoned node n1', 'evicted a', 'uncordoned node n1']);
});

test('the node is uncordoned although the evictions do not end', async () => {
  const { verbs, unfinished } = await run({ kind: 'drain', node: 'n1' }, { status: {} });
  expect(unfinished).toContain('0 of 2 pods available');
  expect(verbs[verbs.length - 1]).toBe('uncordon n1');
});
