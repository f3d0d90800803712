import { EXPECTED_STATUS, expectedStatus } from '../../../src/rehearse/load/expected-status';

test.each([
  [EXPECTED_STATUS, [{ from: 200, to: 399 }]],
  ['200-399,404', [{ from: 200, to: 399 }, { from: 404, to: 404 }]],
  [' 204 , 301-302', [{ from: 204, to: 204 }, { from: 301, to: 302 }]],
])('reads %j', (given, value) => {
  expect(expectedStatus(given)).toEqual({ value });
});

test.each([['2xx', '"2xx"'], ['399-200', '"399-200"'], ['200,', '""'], ['600', '"600"'], ['', '""'], [200, '""'], [undefined, '""']])(
  'fails when %j is not a status', (given, shown) => {
    expect(expectedStatus(given)).toEqual({
      wrong: `has ${shown}. Allowed: statuses and ranges of them from 100 to 599, with commas between them, such as "200-399,404".`,
    });
  });
