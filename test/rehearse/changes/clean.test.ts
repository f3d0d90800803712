import { clean } from '../../../src/rehearse/changes/clean';
import { journalObjects } from '../../../src/rehearse/changes/journal';
import { Json, savedOf } from '../../../src/rehearse/changes/saved-object';
import { Answer } from '../../../src/rehearse/kubectl';
import { answered, failed, OK, standIn } from '../kubectl-stand-in';

const NOW = { pause: async () => undefined };
const LABEL = 'cdk8s-zero-downtime/rehearsal';
const namespace = (labels: object = {}): Answer => answered({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
const colour = (value: string): Json => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', uid: 'u' }, data: { colour: value } });
const added: Json = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'new', labels: { [LABEL]: 'abc' } } };

/** A cluster with a journal, and objects that are put back and removed. */
function cluster(live: Json[], journal: Parameters<typeof journalObjects>[0]) {
  let objects = [...live];
  let pages: readonly Json[] = journalObjects(journal);
  const nameIn = (input: string): string => JSON.parse(input).metadata.name;
  return standIn((args, options = {}) => {
    const [verb, what] = args;
    if (verb === 'get' && what === 'namespace') { return namespace(); }
    if (verb === 'get' && what === 'configmaps') { return answered({ items: pages }); }
    if (verb === 'get' && what === 'horizontalpodautoscalers') { return answered({ items: [] }); }
    if (verb === 'get' && what === '--filename=-') {
      const names = JSON.parse(options.input!).items.map((item: any) => item.metadata.name);
      return answered({ items: objects.filter((each: any) => names.includes(each.metadata.name)) });
    }
    if (verb === 'replace') { objects = objects.map((each: any) => each.metadata.name === nameIn(options.input!) ? JSON.parse(options.input!) : each); }
    if (verb === 'create') { objects.push(JSON.parse(options.input!)); }
    if (verb === 'delete' && what === '--filename=-') { objects = objects.filter((each: any) => each.metadata.name !== nameIn(options.input!)); }
    if (verb === 'delete' && what === 'configmaps') { pages = []; }
    return OK;
  });
}

const JOURNAL = {
  id: 'abc', namespace: 'shop', makesNamespace: false, created: [{ apiVersion: 'v1', kind: 'Service', name: 'new' }], saved: [savedOf(colour('blue'))],
};

test('in place, what was changed is put back, what was added is removed, and the second time there is nothing to do', async () => {
  const kubectl = cluster([colour('green'), added], JOURNAL);
  expect(await clean(kubectl, 'abc', NOW)).toEqual({ done: ['restored ConfigMap settings', 'removed Service new'], problems: [] });
  expect(await clean(kubectl, 'abc', NOW)).toEqual({ done: [], problems: [] });
});

test('what is as before is left alone', async () => {
  const kubectl = cluster([colour('blue')], JOURNAL);
  expect(await clean(kubectl, 'abc', NOW)).toEqual({ done: [], problems: [] });
  expect(kubectl.calls.filter(({ args }) => args[0] === 'replace')).toEqual([]);
});

test('what was removed meanwhile is created again', async () => {
  expect((await clean(cluster([], JOURNAL), 'abc', NOW)).done).toEqual(['restored ConfigMap settings']);
});

test('an object of the same name that the rehearsal did not make stays', async () => {
  const others = { ...added, metadata: { name: 'new' } };
  expect(await clean(cluster([colour('blue'), others], JOURNAL), 'abc', NOW)).toEqual({ done: [], problems: [] });
});

test('a node that was cordoned is uncordoned before anything else', async () => {
  const kubectl = cluster([colour('green')], { ...JOURNAL, cordons: 'n1' });
  expect((await clean(kubectl, 'abc', NOW)).done[0]).toBe('uncordoned node n1');
  expect(kubectl.calls.find(({ args }) => args[0] !== 'get')!.args).toEqual(['uncordon', 'n1']);
});

test('a namespace of the rehearsal is removed as a whole', async () => {
  const kubectl = standIn(([verb, what]) => verb === 'get' && what === 'namespace' ? namespace({ [LABEL]: 'abc' }) : OK);
  expect(await clean(kubectl, 'abc', NOW)).toEqual({ done: ['removed namespace shop'], problems: [] });
});

test('a namespace of another rehearsal is not removed', async () => {
  const kubectl = standIn(([verb, what]) => verb === 'get' && what === 'namespace' ? namespace({ [LABEL]: 'other' }) : OK);
  expect((await clean(kubectl, 'abc', NOW)).done).toEqual([]);
});

test('the journal stays while something could not be put back', async () => {
  const whole = cluster([colour('green')], JOURNAL);
  const kubectl = {
    ...whole,
    call: async (args: readonly string[], options?: object) => args[0] === 'replace'
      ? failed('Error from server (Forbidden): denied by policy') : whole.call(args, options),
  };
  expect((await clean(kubectl, 'abc', NOW)).problems).toEqual(['kubectl reported: Error from server (Forbidden): denied by policy.']);
  expect(whole.calls.some(({ args }) => args[0] === 'delete' && args[1] === 'configmaps')).toBe(false);
});

test('without the namespace there is nothing to do', async () => {
  expect(await clean(standIn(() => OK), 'abc', NOW)).toEqual({ done: [], problems: [] });
});

test('a namespace that the last call of a killed rehearsal still makes is removed, too', async () => {
  let isThere = false;
  const kubectl = standIn(([verb, what]) => verb === 'get' && what === 'namespace' && isThere ? namespace({ [LABEL]: 'abc' }) : OK);
  const pause = async () => { isThere = true; };
  expect(await clean(kubectl, 'abc', { pause })).toEqual({ done: ['removed namespace shop'], problems: [] });
});
