import { LoadPlan } from '../../../src/rehearse/load/load-plan';
import { repeatedRequests } from '../../../src/rehearse/load/repeated-requests';
import { parseRequests, readRequests } from '../../../src/rehearse/load/requests-file';

const GOOD = `# The requests of the shop.
GET /orders?limit=1 HTTP/1.1
Accept: application/json
// Not of this user.
X-Empty:

### another
# @name order
# @expect 201,409
POST /orders
Content-Type: application/json

{
  "item": 1
}

###
DELETE /cart

###
`;

test('reads requests as editors do', () => {
  expect(parseRequests('shop.http', GOOD)).toEqual({
    problems: [],
    requests: [
      { method: 'GET', path: '/orders?limit=1', headers: { 'Accept': 'application/json', 'X-Empty': '' } },
      {
        method: 'POST',
        path: '/orders',
        headers: { 'Content-Type': 'application/json' },
        body: '{\n  "item": 1\n}',
        expect: [{ from: 201, to: 201 }, { from: 409, to: 409 }],
      },
      { method: 'DELETE', path: '/cart' },
    ],
  });
});

test('reads files with the line ends of Windows', () => {
  expect(parseRequests('shop.http', `\uFEFF${GOOD.replaceAll('\n', '\r\n')}`)).toEqual(parseRequests('shop.http', GOOD));
});

test.each([
  ['FETCH /', 1, 'The method is "FETCH". Allowed: GET, HEAD, OPTIONS, PUT, DELETE, POST or PATCH, and a path, as in "GET /orders".'],
  ['GET', 1, 'The path is empty.'],
  ['GET https://shop.example.com/', 1, 'The path is "https://shop.example.com/".'],
  ['GET /{{id}}', 1, 'The path is "/{{id}}".'],
  ['GET /ä', 1, 'The path is "/ä".'],
  ['GET /a b', 1, 'The path is followed by "b". Allowed: nothing, or HTTP/1.1. Encode spaces in a path as %20.'],
  ['GET /\nGET /b', 2, '"GET /b" is not a header. Write a line with ### between two requests.'],
  ['GET /\nAccept', 2, '"Accept" is not a header. Allowed: "Name: value".'],
  ['GET /\nHost: a', 2, 'The header Host is set by the load. Remove it. Name the host with --host.'],
  ['GET /\nContent-Length: 3', 2, 'The header Content-Length is set by the load. Remove it.'],
  ['GET /\nAuthorization: Bearer {{token}}', 2, 'The value of Authorization has a {{variable}}, which is not replaced. Write its value.'],
  ['GET /\nA B: c', 2, 'The header "A B" has a character that HTTP does not allow.'],
  ['GET /\nA: \u0001', 2, 'The header "A" has a character that HTTP does not allow.'],
  ['GET /\n\nbody', 1, 'GET has a body, which servers ignore or reject. Remove it, or choose another method.'],
  ['POST /\n\n< ./body.json', 3, 'The body has "< ./body.json", which only editors replace or run. Write the body itself.'],
  ['POST /\n\n{"a": {{b}}}', 3, 'The body has "{"a": {{b}}}", which only editors replace'],
  ['# @expect 2xx\nGET /', 1, '@expect has "2xx". Allowed: statuses'],
  ['', 1, 'This file has no request.'],
  ['# nothing\n###\n', 1, 'This file has no request.'],
])('fails when a file has %j', (text, line, message) => {
  const { problems } = parseRequests('shop.http', text);
  expect(problems).toEqual([{ level: 'error', file: 'shop.http', line, message: expect.stringContaining(message) }]);
});

test('fails when the file is not there', () => {
  expect(readRequests('no/such.http')).toMatchObject({ requests: [], problems: [{ level: 'error', file: 'no/such.http' }] });
});

test('a plan says how often it sends a request that does something each time', () => {
  const { requests } = parseRequests('shop.http', GOOD);
  const plan: LoadPlan = {
    origin: 'http://127.0.0.1',
    rate: 60,
    ramp: 5,
    streams: ['new', 'keep', 'slow'],
    requests,
    slowRequests: [{ path: '/slow' }],
    slowRate: 0,
    expect: [],
    timeout: 1000,
  };
  expect(repeatedRequests(plan, 102.5)).toEqual([{ method: 'POST', path: '/orders', times: 2000 }]);
  expect(repeatedRequests({ ...plan, requests: [{ path: '/' }] }, 100)).toEqual([]);
});
