import { isMapping } from '../../../src/manifests';
import { Journal, journalFrom, journalObjects, keepsSecrets } from '../../../src/rehearse/changes/journal';
import { Json } from '../../../src/rehearse/changes/saved-object';
import { objects } from '../manifests';

const configMap = (name: string, size = 1): Json => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text: 'x'.repeat(size) } });
const secret: Json = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' }, data: { key: 'aHVzaA==' } };
const journal = (saved: Json[]): Journal =>
  ({ id: 'abc', namespace: 'shop', makesNamespace: false, cordons: 'n1', created: [{ apiVersion: 'v1', kind: 'Service', name: 'new' }], saved });

/** As the API server has them: Secrets in base64. */
function stored(made: readonly Json[]) {
  return objects(JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: made.map(({ stringData, ...rest }) => isMapping(stringData)
      ? { ...rest, data: Object.fromEntries(Object.entries(stringData).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')])) }
      : rest),
  }));
}

test('what was saved is read again', () => {
  const written = journal([configMap('a'), secret, configMap('b')]);
  expect(journalFrom(stored(journalObjects(written)))).toEqual({ ...written, saved: [configMap('a'), configMap('b'), secret] });
});

test('a Secret is kept in a Secret only', () => {
  const made = journalObjects(journal([secret]));
  expect(made.map(({ kind }) => kind)).toEqual(['ConfigMap', 'ConfigMap', 'Secret']);
  expect(JSON.stringify(made.filter(({ kind }) => kind === 'ConfigMap'))).not.toContain('aHVzaA==');
  expect(keepsSecrets(stored(made))).toBe(true);
  expect(keepsSecrets(stored(journalObjects(journal([configMap('a')]))))).toBe(false);
});

test('a crash after any object of it leaves no Secret that is not looked for', () => {
  const [head, ...rest] = journalObjects(journal([secret, configMap('a')]));
  const written = [...rest, head];
  const secrets = written.findIndex(({ kind }) => kind === 'Secret');
  const isLookedFor = (count: number): boolean => keepsSecrets(stored(written.slice(0, count).filter(({ kind }) => kind === 'ConfigMap')));
  expect(written.map((_, i) => i + 1).filter(count => count > secrets).map(isLookedFor)).not.toContain(false);
});

test('all that it makes has the labels', () => {
  const labels = { 'cdk8s-zero-downtime/rehearsal': 'abc', 'cdk8s-zero-downtime/rehearsal-journal': 'true' };
  expect(journalObjects(journal([secret, configMap('a')])).map(({ metadata }) => metadata))
    .toEqual([0, 1, 2, 3].map(() => expect.objectContaining({ labels, namespace: 'shop' })));
});

test('no ConfigMap is larger than the API server takes', () => {
  const written = journal(Array.from({ length: 5 }, (_, i) => configMap(`c${i}`, 400_000)));
  const made = journalObjects(written);
  expect(made.length).toBe(4);
  expect(Math.max(...made.map(each => JSON.stringify(each.data).length))).toBeLessThan(1024 * 1024);
  expect(journalFrom(stored(made))?.saved).toEqual(written.saved);
});

test('an object that no ConfigMap holds is refused before anything is changed', () => {
  expect(() => journalObjects(journal([configMap('big', 1_000_000)])))
    .toThrow('ConfigMap big is too large to be saved in the cluster, so it could not be restored after a crash. Nothing was changed.');
});

test('without its head nothing had been changed', () => {
  expect(journalFrom(stored(journalObjects(journal([configMap('a')])).slice(1)))).toBeUndefined();
});
