import { addTo, groupedBy } from '../../src/manifests';

test('everything stands under each of its keys, in the given order', () => {
  const groups = groupedBy(['an', 'na', 'b'], word => word);
  expect([...groups]).toEqual([['a', ['an', 'na']], ['n', ['an', 'na']], ['b', ['b']]]);
});

test('what has no key is in no group', () => {
  expect(groupedBy([1, 2], () => []).size).toBe(0);
});

test('the first of a group makes it', () => {
  const groups = new Map<string, number[]>();
  addTo(groups, 'odd', 1);
  addTo(groups, 'odd', 3);
  expect(groups.get('odd')).toEqual([1, 3]);
});
