import { once } from '../../src/manifests/once';

test('the value of an object is computed only once, even if it is undefined', () => {
  const compute = jest.fn(({ answer }: { answer?: number }) => answer);
  const asked = once(compute);
  const [one, none] = [{ answer: 42 }, {}];
  expect([asked(one), asked(none), asked(one), asked(none)]).toEqual([42, undefined, 42, undefined]);
  expect(compute).toHaveBeenCalledTimes(2);
  expect(asked({ answer: 42 })).toBe(42);
  expect(compute).toHaveBeenCalledTimes(3);
});
