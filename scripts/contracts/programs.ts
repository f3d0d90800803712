/** A server with the operations in OPERATIONS. Others get 404, as from a server without them. */
export const SERVER = `
const { createServer } = require('node:http');
const known = new Set([...process.env.OPERATIONS.split(','), '/healthcheck']);
const server = createServer((request, response) => {
  response.writeHead(known.has(request.url) ? 200 : 404).end();
});
setTimeout(() => server.listen(8080), 3000);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

/** A client that calls each path in CALLS twenty times a second, and prints each second how many answers of each status it got. */
export const CLIENT = `
const { Agent, get } = require('node:http');
const { ROUTER, HOST, CALLS } = process.env;
const agent = new Agent({ keepAlive: true });
const counts = {};
const count = (path, answer) => {
  counts[path] ??= {};
  counts[path][answer] = (counts[path][answer] ?? 0) + 1;
};
setInterval(() => {
  for (const path of CALLS.split(',')) {
    const { hostname, port } = new URL(ROUTER);
    get({ agent, hostname, port, path, headers: { host: HOST }, timeout: 5000 }, response => {
      response.resume();
      count(path, response.statusCode);
    }).on('timeout', function () { this.destroy(new Error('timeout')); }).on('error', ({ code }) => count(path, code ?? 'timeout'));
  }
}, 50);
setInterval(() => console.log(JSON.stringify(counts)), 1000);
`;
