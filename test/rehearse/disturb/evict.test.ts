import { evictPods } from '../../../src/rehearse/disturb/evict';
import { Answer } from '../../../src/rehearse/kubectl';
import { failed, OK, standIn } from '../kubectl-stand-in';

const BUDGET = failed('Error from server (TooManyRequests): Cannot evict pod as it would violate the pod\'s disruption budget.');

async function evict(pods: string[], answers: Record<string, Answer[]>, seconds = 60) {
  let now = 0;
  const kubectl = standIn(([, raw]) => answers[/pods\/([^/]*)\//.exec(raw)![1]].shift() ?? BUDGET);
  const sleep = async (milliseconds: number) => { now += milliseconds; };
  const evicted = await evictPods({ kubectl, clock: () => now, sleep }, pods, seconds * 1000);
  return { ...evicted, calls: kubectl.calls, now };
}

test('each pod is evicted at once, by the Eviction API', async () => {
  const { notes, unfinished, calls } = await evict(['a', 'b'], { a: [OK], b: [OK] });
  expect(notes.map(({ text }) => text)).toEqual(['evicted a', 'evicted b']);
  expect(unfinished).toBeUndefined();
  expect(calls[0]).toEqual({
    args: ['create', '--raw=/api/v1/namespaces/shop/pods/a/eviction', '--filename=-'],
    input: '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"a","namespace":"shop"}}',
  });
});

test('a pod that a budget refuses is asked for again every 5 s, while the others are evicted', async () => {
  const { notes, now } = await evict(['a', 'b'], { a: [BUDGET, BUDGET, OK], b: [OK] });
  expect(notes).toEqual([
    { at: 0, text: 'the budget refused the eviction of a (429)' },
    { at: 0, text: 'evicted b' },
    { at: 10_000, text: 'evicted a, after the budget had refused it 2 times' },
  ]);
  expect(now).toBe(10_000);
});

test('it ends although a budget never allows an eviction', async () => {
  const { unfinished, now } = await evict(['a'], { a: [] }, 12);
  expect(unfinished).toBe('the budget refused the eviction of a 3 times, to the end.');
  expect(now).toBe(10_000);
});

test('a pod that is gone by itself needs no eviction', async () => {
  const { notes, unfinished } = await evict(['a'], { a: [failed('Error from server (NotFound): pods "a" not found')] });
  expect(notes.map(({ text }) => text)).toEqual(['a was removed before it was evicted']);
  expect(unfinished).toBeUndefined();
});

test('what will never be allowed is not asked for again', async () => {
  const two = failed('Error from server (InternalError): This pod has more than one PodDisruptionBudget');
  const { unfinished, calls } = await evict(['a'], { a: [two] });
  expect(unfinished).toBe('a could not be evicted: kubectl reported: Error from server (InternalError): '
    + 'This pod has more than one PodDisruptionBudget.');
  expect(calls).toHaveLength(1);
});
