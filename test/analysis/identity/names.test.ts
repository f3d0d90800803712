import { ADDRESS_LABEL, hasConstructHash, isConstructRename, stemOf } from '../../../src/analysis/identity/names';

test.each([
  ['shop-cart-c8a1f2e3', true, 'shop-cart'], ['c8a1f2e3', true, ''], ['shop-c8012345', true, 'shop'], ['shop-c8a1f2e3-c8b4d5e6', true, 'shop-c8a1f2e3'],
  ['shop-cart', false, 'shop-cart'], ['shop-d8a1f2e3', false, 'shop-d8a1f2e3'], ['shop-c8a1f2e', false, 'shop-c8a1f2e'], ['shop-c8a1f2e34', false, 'shop-c8a1f2e34'], ['shop-c8a1f2g3', false, 'shop-c8a1f2g3'],
  ['shopc8a1f2e3', false, 'shopc8a1f2e3'], ['shop-c8a1f2e3-x', false, 'shop-c8a1f2e3-x'], ['shop.c8a1f2e3', false, 'shop.c8a1f2e3'], ['', false, ''],
])('%j ends with the hash of a construct: %s; without it, it is %j', (name, has, stem) => {
  expect(hasConstructHash(name)).toBe(has);
  expect(stemOf(name)).toBe(stem);
});

test.each([
  ['shop-cart-c8a1f2e3', 'shop-cart-c8b4d5e6'], ['shop-cart-c8a1f2e3', 'store-front-c8b4d5e6'], ['shop-cart-c8a1f2e3', 'shop-cart'], ['shop-cart', 'shop-cart-c8a1f2e3'], ['shop-cart-c8a1f2e3', 'cart'],
  ['cart', 'shop-cart-c8a1f2e3'], ['cart-c8a1f2e3', 'shop-cart'],
])('a construct may be renamed from %s to %s', (before, after) => {
  expect(isConstructRename(before, after)).toBe(true);
  expect(isConstructRename(after, before)).toBe(true);
});

test.each([
  ['shop-cart-c8a1f2e3', 'store'], ['shop-cart-c8a1f2e3', 'shop'], ['shop-cart-c8a1f2e3', 'art'], ['shop-cart', 'cart'], ['shop-cart', 'shop-cart'], ['cart', 'shop-cart'], ['cart-c8a1f2e3', 'shopcart'],
])('no construct is renamed from %s to %s', (before, after) => {
  expect(isConstructRename(before, after)).toBe(false);
  expect(isConstructRename(after, before)).toBe(false);
});

test('cdk8s-plus selects pods by its own label', () => {
  expect(ADDRESS_LABEL).toBe('cdk8s.io/metadata.addr');
});
