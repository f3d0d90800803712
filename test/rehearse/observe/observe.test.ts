import { Answer, Kubectl } from '../../../src/rehearse/kubectl';
import { observe } from '../../../src/rehearse/observe/observe';
import { answered, OK, standIn } from '../kubectl-stand-in';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop', uid: 'u1' }, status: {} };

test('a watch that is cut begins again, and what was removed meanwhile is gone', async () => {
  let items: object[] = [POD];
  const cuts: Record<string, (() => void)[]> = {};
  const kubectl: Kubectl = {
    ...standIn(() => answered({ items })),
    stream: ([, what], onLine) => {
      if (what === 'pods') { items.forEach(object => onLine(JSON.stringify({ type: 'ADDED', object }))); }
      let end: () => void;
      const ended = new Promise<Answer>(resolve => { end = () => resolve(OK); });
      (cuts[what] ??= []).push(() => end());
      return { ended, stop: async () => { end(); return ended; } };
    },
  };
  let now = 0;
  const observer = observe(kubectl, () => ++now, () => 0);
  await observer.ready;
  expect(observer.lives()).toMatchObject([{ name: 'web-1', created: undefined, gone: undefined }]);
  items = [];
  cuts.pods[0]();
  await new Promise(resolve => setTimeout(resolve, 700));
  expect(cuts.pods).toHaveLength(2);
  expect(observer.gaps()).toMatchObject([{ what: 'pods' }]);
  expect(await observer.stop()).toMatchObject([{ name: 'web-1', gone: expect.any(Number) }]);
});
