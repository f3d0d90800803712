import * as fc from 'fast-check';
import { recorded } from './recorded';
import { podLives } from '../../../src/rehearse/observe/pod-lives';
import { Sighting } from '../../../src/rehearse/observe/sighting';

const update = recorded('update');
const all = [...update.pods, ...update.slices, ...update.events];

test('an update: each old pod is deleted, taken out of the endpoints, ends and is gone, in this order', () => {
  const old = podLives(all).filter(({ revision }) => revision === '7f6fc6fcc5');
  expect(old).toEqual([
    {
      name: 'web-7f6fc6fcc5-jlj9j',
      controller: 'Deployment shop/web',
      revision: '7f6fc6fcc5',
      node: 'n1',
      created: 0,
      started: 200,
      readiness: [{ at: 500, ready: true }, { at: 2300, ready: false }],
      deleted: 1800,
      gracePeriod: 20,
      sigtermDue: 6800,
      endpointRemoved: 1000,
      exits: [{ at: 2300, container: 'app', code: 0, reason: 'Completed' }],
      gone: 2500,
    },
    expect.objectContaining({ name: 'web-7f6fc6fcc5-wsbfw', node: 'n2', deleted: 1100, endpointRemoved: 700, gone: 2200 }),
  ]);
});

test('an update: new pods have no end', () => {
  const created = podLives(all).filter(({ revision }) => revision === 'f9b95756b');
  const noEnd = { deleted: undefined, gone: undefined, endpointRemoved: undefined, sigtermDue: undefined, exits: [] };
  expect(created).toMatchObject([noEnd, noEnd]);
  expect(created.map(({ readiness }) => readiness)).toEqual([[{ at: 1000, ready: true }], [{ at: 1700, ready: true }]]);
});

test('pods, slices and events may come in any order to each other', () => {
  const interleaved = fc.array(fc.constantFrom('pods' as const, 'slices' as const, 'events' as const), { maxLength: 60 });
  const expected = podLives(all);
  fc.assert(fc.property(interleaved, turns => {
    const rest = { pods: [...update.pods], slices: [...update.slices], events: [...update.events] };
    const mixed = turns.flatMap(turn => rest[turn].shift() ?? []);
    expect(podLives([...mixed, ...rest.events, ...rest.slices, ...rest.pods])).toEqual(expected);
  }));
});

test('what is shown once more, as a watch does that begins again, changes nothing', () => {
  const expected = podLives(all);
  fc.assert(fc.property(fc.array(fc.nat(all.length - 1)), repeated => {
    const again = all.flatMap((each, i) => repeated.includes(i) ? [each, { ...each, at: each.at + 1 }] : [each]);
    expect(podLives(again)).toEqual(expected);
  }));
});

const pod = (at: number, more: Partial<Extract<Sighting, { kind: 'pod' }>> = {}): Sighting => ({
  at, kind: 'pod', uid: 'u1', name: 'web-1', controller: 'Deployment shop/web', revision: 'a', ready: true, running: true, exits: [], ...more,
});
const list = (at: number, uids: string[], isFirst = false): Sighting => ({ at, kind: 'listed', what: 'pods', uids, asked: at - 10, isFirst });
const slice = (at: number, uid: string, ready: string[], isHeadless = false): Sighting => ({ at, kind: 'slice', uid, isHeadless, ready });

test('a pod that was there before has no creation and no start', () => {
  expect(podLives([pod(0), list(20, ['u1'], true)])).toMatchObject([{ created: undefined, started: undefined, readiness: [{ at: 0, ready: true }] }]);
});

test('a pod that was removed while the watch was cut is gone when the next list lacks it', () => {
  expect(podLives([pod(0), list(20, ['u1'], true), list(900, ['u2'])])).toMatchObject([{ gone: 900, deleted: 900 }]);
});

test('a pod that was created after a list had been asked for is not gone', () => {
  expect(podLives([pod(895), list(900, [])])).toMatchObject([{ gone: undefined }]);
});

test('a pod that takes the name of another one has a life of its own', () => {
  const lives = podLives([pod(0), { at: 10, kind: 'pod gone', uid: 'u1' }, pod(20, { uid: 'u2' })]);
  expect(lives.map(({ name, created, gone }) => ({ name, created, gone }))).toEqual([{ name: 'web-1', created: 0, gone: 10 }, { name: 'web-1', created: 20 }]);
});

test('the end of a container is told once, although it is shown as the last state of the next one, too', () => {
  const end = { id: 'c1', container: 'app', code: 1, reason: 'Error' };
  expect(podLives([pod(0), pod(10, { exits: [end] }), pod(20, { exits: [end, { ...end, id: 'c2', code: 137 }] })])[0].exits)
    .toEqual([{ at: 10, container: 'app', code: 1, reason: 'Error' }, { at: 20, container: 'app', code: 137, reason: 'Error' }]);
});

test('a container that ended before the rehearsal does not count as ended in it', () => {
  const end = { id: 'c1', container: 'app', code: 1 };
  expect(podLives([pod(0, { exits: [end] }), list(20, ['u1'], true), pod(30, { exits: [end] })])[0].exits).toEqual([]);
});

test('the grace period is that of the deletion, and not the 0 of its end', () => {
  expect(podLives([pod(0), pod(10, { gracePeriod: 20, hookSeconds: 5 }), pod(5100, { gracePeriod: 0, hookSeconds: 5 })]))
    .toMatchObject([{ deleted: 10, gracePeriod: 20, sigtermDue: 5010 }]);
});

test('a hook that is longer than the grace period is cut', () => {
  expect(podLives([pod(0, { gracePeriod: 3, hookSeconds: 60 })])).toMatchObject([{ sigtermDue: 3000 }]);
});

test('a hook of unknown length leaves SIGTERM unknown', () => {
  expect(podLives([pod(0, { gracePeriod: 3 })])[0].sigtermDue).toBeUndefined();
});

test('SIGTERM comes at once when the hook fails', () => {
  expect(podLives([pod(0, { gracePeriod: 30, hookSeconds: 20 }), { at: 400, kind: 'hook failed', uid: 'u1' }])).toMatchObject([{ sigtermDue: 400 }]);
});

test('a pod that moves to another slice is not removed; one that leaves the last is', () => {
  const moved = [pod(0), slice(1, 's1', ['u1']), slice(10, 's2', ['u1']), slice(20, 's1', [])];
  expect(podLives(moved)[0].endpointRemoved).toBeUndefined();
  expect(podLives([...moved, slice(30, 's2', [])])[0].endpointRemoved).toBe(30);
});

test('a pod that is ready again has not been removed', () => {
  expect(podLives([pod(0), slice(1, 's1', ['u1']), slice(10, 's1', []), slice(20, 's1', ['u1'])])[0].endpointRemoved).toBeUndefined();
});

test('a slice that was removed while the watch was interrupted no longer has pods', () => {
  expect(podLives([pod(0), slice(1, 's1', ['u1']), { ...list(900, []), what: 'slices' } as Sighting])[0].endpointRemoved).toBe(900);
});

test('the slice of a headless Service counts only for pods that no other Service has', () => {
  const both = [pod(0), slice(1, 's1', ['u1'], true), slice(2, 's2', ['u1']), slice(10, 's2', [])];
  expect(podLives(both)[0].endpointRemoved).toBe(10);
  expect(podLives([pod(0), slice(1, 's1', ['u1'], true), slice(10, 's1', [], true)])[0].endpointRemoved).toBe(10);
});

describe('a container that crashes, and a hook that fails', () => {
  const seen = recorded('crash-and-failed-hook', () => undefined);
  const lives = podLives([...seen.pods, ...seen.slices, ...seen.events]);

  test('each crash is told once', () => {
    const { exits, readiness } = lives.find(({ controller }) => controller === 'Deployment shop/bad')!;
    expect(exits.map(({ container, code, reason }) => ({ container, code, reason }))).toEqual(exits.map(() => ({ container: 'app', code: 1, reason: 'Error' })));
    expect(exits.length).toBeGreaterThanOrEqual(2);
    expect(readiness.length).toBeGreaterThanOrEqual(exits.length);
  });

  test('SIGTERM is due when the hook fails', () => {
    const [first, second] = lives.filter(({ controller }) => controller === 'StatefulSet shop/store');
    expect(first).toMatchObject({ name: 'store-0', gracePeriod: 15, sigtermDue: expect.any(Number), gone: expect.any(Number) });
    expect(second).toMatchObject({ name: 'store-0', created: expect.any(Number), gone: undefined });
  });
});
