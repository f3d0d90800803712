import { localPortOf, targetOf } from '../../../src/rehearse/load/origin';

test.each([
  ['https://shop.example.com', 'https://shop.example.com', '/'],
  ['http://shop.example.com:8080/orders?limit=1', 'http://shop.example.com:8080', '/orders?limit=1'],
  ['HTTPS://Shop.example.com:443/a b', 'https://shop.example.com', '/a%20b'],
  ['http://[::1]:8080', 'http://[::1]:8080', '/'],
])('%s is an origin and the first request', (given, origin, path) => {
  expect(targetOf(given)).toEqual({ value: { origin, request: { path } } });
});

test.each(['shop.example.com', 'ftp://shop.example.com', 'https://', 'http://shop example', 42, undefined])('fails when %j is not an HTTP URL', given => {
  expect(targetOf(given)).toEqual({ wrong: expect.stringMatching(/^is .*\. Allowed: an address that begins with http:\/\/ or https:\/\/, such as ".*"\.$/) });
});

test('fails when the URL holds a password, which is not repeated', () => {
  const refused = targetOf('https://ann:secret@shop.example.com/');
  expect(refused).toEqual({ wrong: expect.stringMatching(/^contains a user name or a password, .* Write a file for --requests with the header Authorization\.$/) });
  expect(JSON.stringify([refused, targetOf('ftp://ann:secret@shop.example.com/')])).not.toContain('secret');
});

test('fails when the URL has a fragment', () => {
  expect(targetOf('https://shop.example.com/#top')).toEqual({ wrong: 'has a fragment, "#top", which clients do not send. Leave it out.' });
});

test.each([
  ['http://localhost:8080', 8080], ['http://shop.localhost', 80], ['https://127.0.0.2', 443], ['http://[::1]:81', 81], ['http://0.0.0.0:82', 82],
  ['http://shop.example.com', undefined], ['http://localhost.example.com', undefined], ['http://10.0.0.1', undefined],
])('%s is the port %p of this machine', (origin, port) => {
  expect(localPortOf(origin)).toBe(port);
});

test('the address to connect to decides where a port is, not the name', () => {
  expect(localPortOf('http://shop.example.com:8080', '127.0.0.1')).toBe(8080);
  expect(localPortOf('http://localhost:8080', '10.0.0.1')).toBeUndefined();
});
