import { Mask, masked } from '../../src/sources/cluster/desired-state/mask';
import { ownedMask } from '../../src/sources/cluster/desired-state/owned-mask';
import { writtenMask } from '../../src/sources/cluster/desired-state/written-mask';

type Json = Record<string, any>;

const owned = (value: unknown, ...fields: Json[]) => masked(value, fields.map(ownedMask));
const written = (value: unknown, ...by: unknown[]) => masked(value, by.map(writtenMask));

describe('fieldsV1', () => {
  test.each<[string, unknown, Json, unknown]>([
    ['keys of a mapping', { a: 1, b: 2, c: 3 }, { 'f:a': {}, 'f:c': {} }, { a: 1, c: 3 }],
    ['nothing', { a: 1 }, { 'f:b': {} }, {}],
    ['all of it', { a: { b: [1, { c: 2 }] } }, { 'f:a': {} }, { a: { b: [1, { c: 2 }] } }],
    ['a mapping itself, without what is in it', { a: { b: 1 } }, { 'f:a': { '.': {} } }, { a: {} }],
    ['items by their keys', { a: [{ name: 'x', v: 1, w: 1 }, { name: 'y', v: 2 }] }, { 'f:a': { 'k:{"name":"x"}': { '.': {}, 'f:name': {}, 'f:v': {} } } }, { a: [{ name: 'x', v: 1 }] }],
    ['items by several keys', [{ port: 1, protocol: 'TCP' }, { port: 1, protocol: 'UDP' }], { 'k:{"port":1,"protocol":"UDP"}': { 'f:port': {} } }, [{ port: 1 }]],
    ['whole items', [{ name: 'x', v: 1 }], { 'k:{"name":"x"}': {} }, [{ name: 'x', v: 1 }]],
    ['values', ['a', 'b', 3, null], { 'v:"b"': {}, 'v:3': {}, 'v:null': {} }, ['b', 3, null]],
    ['indexes', ['a', 'b'], { 'i:1': {} }, ['b']],
    ['keys with dots, slashes and colons', { 'a.b/c:d': 1, 'f:x': 2 }, { 'f:a.b/c:d': {}, 'f:f:x': {} }, { 'a.b/c:d': 1, 'f:x': 2 }],
    ['a scalar where a mapping was owned', { a: 1 }, { 'f:a': { 'f:b': {} } }, { a: 1 }],
    ['broken steps', [{ name: 'x' }, 'a'], { 'k:{': {}, 'k:"x"': {}, 'v:': {}, 'x:1': {}, '': {}, '.': {} }, []],
    ['steps without a set', { a: 1, b: [1] }, { 'f:a': null, 'f:b': { 'v:1': 'x' } }, { b: [] }],
  ])('%s', (_, value, fields, part) => {
    expect(owned(value, fields)).toEqual(part);
  });

  test('several managers together own the fields of each', () => {
    const value = { a: [{ name: 'x', v: 1, w: 2, z: 3 }, { name: 'y', v: 1 }], b: 1, c: 1 };
    expect(owned(value, { 'f:a': { 'k:{"name":"x"}': { 'f:name': {}, 'f:v': {} } } }, { 'f:a': { 'k:{"name":"x"}': { 'f:w': {} } }, 'f:b': {} }))
      .toEqual({ a: [{ name: 'x', v: 1, w: 2 }], b: 1 });
    expect(owned(value, { 'f:a': {} }, { 'f:a': { 'k:{"name":"x"}': {} } })).toEqual({ a: value.a });
  });

  test('names of object prototypes are only names', () => {
    expect(owned({ constructor: 1, toString: 2 }, { 'f:toString': {} })).toEqual({ toString: 2 });
    expect(owned({ a: 1 }, JSON.parse('{"__proto__": {"f:a": {}}}'))).toEqual({});
    expect(JSON.stringify(owned(JSON.parse('{"__proto__": 1}'), JSON.parse('{"f:__proto__": {}}')))).toBe('{"__proto__":1}');
  });
});

describe('what was written', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['has the values that run', { a: 2, b: 3 }, { a: 1 }, { a: 2 }],
    ['is left out where it is gone', { a: 1 }, { a: 1, b: 2 }, { a: 1 }],
    ['is found again by name', [{ name: 'y', v: 1 }, { name: 'x', v: 2, w: 3 }], [{ name: 'x', v: 9 }], [{ name: 'x', v: 2 }]],
    ['mounts by path, since a volume may be mounted twice', [{ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/b', readOnly: true }],
      [{ name: 'v', mountPath: '/b' }], [{ name: 'v', mountPath: '/b' }]],
    ['ports by number and protocol', [{ port: 1, protocol: 'TCP', nodePort: 3 }, { port: 1, protocol: 'UDP' }], [{ port: 1, protocol: 'UDP' }, { port: 1 }],
      [{ port: 1 }, { port: 1, protocol: 'UDP' }]],
    ['rules by their place', [{ host: 'a', x: 1 }, { host: 'b', x: 1 }], [{ host: 'c' }, { host: 'b' }], [{ host: 'a' }, { host: 'b' }]],
    ['all of a list whose items cannot be told apart', [{ host: 'a', x: 1 }, { host: 'b', x: 1 }], [{ host: 'a' }], [{ host: 'a', x: 1 }, { host: 'b', x: 1 }]],
    ['all of a list of plain values', ['a', 'b'], ['a'], ['a', 'b']],
    ['values of another type', { cpu: '50m', a: [1], b: 'x' }, { cpu: 0.05, a: 'x', b: { c: 1 } }, { cpu: '50m', a: [1], b: 'x' }],
    ['mappings that became lists', { a: [1] }, { a: { b: 1 } }, { a: [] }],
    ['lists that became mappings', { a: { b: 1 } }, { a: [1] }, { a: {} }],
  ])('%s', (_, now, before, part) => {
    expect(written(now, before)).toEqual(part);
  });

  test('and what is going to be written', () => {
    expect(written({ a: [{ name: 'x', v: 1, w: 2 }], replicas: 3, paused: false }, { a: [{ name: 'x', v: 9 }] }, { a: [{ name: 'x', w: 9 }], replicas: 2 }))
      .toEqual({ a: [{ name: 'x', v: 1, w: 2 }], replicas: 3 });
  });
});

test('without a mask, nothing is selected', () => {
  expect([masked({ a: 1 }, []), masked([1], []), masked('a', [] as Mask[])]).toEqual([{}, [], 'a']);
});
