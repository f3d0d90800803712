import { Agent, request } from 'node:http';
import { RoutedRequest } from '../../src/analysis/traffic/request-routing';

const agent = new Agent({ keepAlive: true, maxSockets: 10 });

/** The version that answers a request, `none` for 404 of the router, else what came instead. */
export function ask(router: string, { host, path, method, headers, query }: RoutedRequest): Promise<string> {
  const search = new URLSearchParams([...query]).toString();
  const { hostname, port } = new URL(router);
  return new Promise(resolve => {
    const asked = { path: search === '' ? path : `${path}?${search}`, method, headers: { ...Object.fromEntries(headers), host } };
    const sent = request({ agent, hostname, port, timeout: 5000, ...asked }, response => {
      const version = response.headers['x-version'];
      const { statusCode } = response;
      const other = statusCode === 404 ? 'none' : `status ${statusCode}`;
      response.resume().on('end', () => resolve(statusCode === 200 && typeof version === 'string' ? version : other));
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout'))).on('error', error => resolve(error.message)).end();
  });
}
