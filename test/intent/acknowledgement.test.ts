import { isReason } from '../../src/intent/acknowledgement';

test.each(['it waits by itself', '?', ' x '])('%j is a reason', reason => {
  expect(isReason(reason)).toBe(true);
});

test.each([undefined, null, 1, {}, '', ' \n\t', '\u200b', '\u0000 \u0007'])('%j is not a reason', reason => {
  expect(isReason(reason)).toBe(false);
});
