import { scopesOf } from '../../../src/analysis/scheduling/namespace-scope';

const share = (limiting: { namespace?: string; file: string }, object: { namespace?: string; file: string }): boolean =>
  scopesOf([limiting])(object) !== undefined;

test('objects that state the same namespace share it, in whatever files they are', () => {
  expect(share({ namespace: 'shop', file: 'a/quota.yaml' }, { namespace: 'shop', file: 'b/web.yaml' })).toBe(true);
  expect(share({ namespace: 'shop', file: 'a.yaml' }, { namespace: 'crm', file: 'a.yaml' })).toBe(false);
});

test('an object that states no namespace shares none with one that states it', () => {
  expect(share({ namespace: 'shop', file: 'a.yaml' }, { file: 'a.yaml' })).toBe(false);
  expect(share({ file: 'a.yaml' }, { namespace: 'shop', file: 'a.yaml' })).toBe(false);
});

test.each([
  ['the same file', 'apps/shop/all.yaml', true],
  ['the same folder', 'apps/shop/web.yaml', true],
  ['a folder below', 'apps/shop/web/base/web.yaml', true],
  ['another application', 'apps/crm/web.yaml', false],
  ['the folder above', 'apps/web.yaml', false],
  ['a folder whose name begins the same', 'apps/shop-admin/web.yaml', false],
])('without a stated namespace, an object of apps/shop limits those of %s', (_, file, shares) => {
  expect(share({ file: 'apps/shop/all.yaml' }, { file })).toBe(shares);
});

test('without a folder, all objects share a namespace', () => {
  expect(share({ file: '-' }, { file: '-' })).toBe(true);
  expect(share({ file: 'quota.yaml' }, { file: 'apps/web.yaml' })).toBe(true);
});

test('the nearest folder above an object counts', () => {
  const scopeOf = scopesOf([{ file: 'apps/quota.yaml' }, { file: 'apps/shop/quota.yaml' }]);
  expect(scopeOf({ file: 'apps/shop/web/web.yaml' })).toBe(scopeOf({ file: 'apps/shop/quota.yaml' }));
  expect(scopeOf({ file: 'apps/crm/web.yaml' })).toBe(scopeOf({ file: 'apps/quota.yaml' }));
  expect(scopeOf({ file: 'web.yaml' })).toBeUndefined();
});
