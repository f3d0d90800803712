import { inPresentTense } from '../../../src/comparers/openapi/present-tense';

it.each([
  ['deleted the `query` request parameter `x`', 'The release removes the `query` request parameter `x`'],
  ["the `v` response's property `type` changed from `was` to `changed`", "The `v` response's property `type` changes from `was` to `changed`"],
  ['for the `query` request parameter `x`, the maxLength was decreased from `20` to `10`', 'For the `query` request parameter `x`, the maxLength is decreased from `20` to `10`'],
  ['the request property `a` became nullable', 'The request property `a` becomes nullable'],
  ['API removed without deprecation', 'The release removes the operation without deprecation'],
  ['endpoint added', 'The operation is added'],
  ['webhook `x` removed', 'Webhook `x` is removed'],
  ['the mandatory response header `x` removed for the status `200`', 'The mandatory response header `x` is removed for the status `200`'],
])('%s is told in the present tense', (past, present) => {
  expect(inPresentTense(past)).toBe(present);
});
