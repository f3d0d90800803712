import { HealthCheckAction } from '../intent/health-check';

type Json = any;

/** The request of a probe, without fields that equal their defaults. */
export function renderAction(action: HealthCheckAction, port: number): Json {
  switch (action.kind) {
    case 'http': return { httpGet: { path: action.path, port, ...renderScheme(action.scheme), ...renderHeaders(action.headers) } };
    case 'grpc': return { grpc: { port, ...action.service && { service: action.service } } };
    case 'tcp': return { tcpSocket: { port } };
    case 'command': return { exec: { command: [...action.command] } };
  }
}

export function renderScheme(scheme: string | undefined): Json {
  return scheme !== undefined && scheme !== 'HTTP' && { scheme };
}

function renderHeaders(headers: { [name: string]: string } | undefined): Json {
  const entries = Object.entries(headers ?? {}).sort(([one], [other]) => one < other ? -1 : 1);
  return entries.length > 0 && { httpHeaders: entries.map(([name, value]) => ({ name, value })) };
}
