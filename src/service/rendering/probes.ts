import { HealthCheckAction } from '../../intent/health-check';
import { Probe } from '../derivation/start';
import { Stop } from '../derivation/stop';

type Json = any;

/** A probe with all its numbers, so that no default of a cluster has a say. */
export function renderProbe({ action, port, timing, gracePeriod }: Probe): Json {
  return {
    ...renderAction(action, port),
    ...timing.initialDelay > 0 && { initialDelaySeconds: timing.initialDelay },
    periodSeconds: timing.period,
    timeoutSeconds: timing.timeout,
    failureThreshold: timing.failureThreshold,
    successThreshold: timing.successThreshold,
    ...gracePeriod && { terminationGracePeriodSeconds: gracePeriod },
  };
}

/** The hook that fills the stop delay; undefined if the application does that itself. */
export function renderPreStop({ hook, stopDelay }: Stop, mainPort: number): Json {
  switch (hook.kind) {
    case 'sleep': return { sleep: { seconds: stopDelay } };
    case 'shell': return { exec: { command: ['/bin/sh', '-c', `sleep ${stopDelay}`] } };
    case 'command': return { exec: { command: [...hook.command] } };
    case 'httpGet': return { httpGet: { path: hook.path, port: hook.port ?? mainPort, ...renderScheme(hook.scheme) } };
    case 'none': return undefined;
  }
}

/** What is asked, without a field that says no more than its default. */
export function renderAction(action: HealthCheckAction, port: number): Json {
  switch (action.kind) {
    case 'http': return { httpGet: { path: action.path, port, ...renderScheme(action.scheme), ...renderHeaders(action.headers) } };
    case 'grpc': return { grpc: { port, ...action.service && { service: action.service } } };
    case 'tcp': return { tcpSocket: { port } };
    case 'command': return { exec: { command: [...action.command] } };
  }
}

function renderScheme(scheme: string | undefined): Json {
  return scheme !== undefined && scheme !== 'HTTP' && { scheme };
}

function renderHeaders(headers: { [name: string]: string } | undefined): Json {
  const entries = Object.entries(headers ?? {}).sort(([one], [other]) => one < other ? -1 : 1);
  return entries.length > 0 && { httpHeaders: entries.map(([name, value]) => ({ name, value })) };
}
