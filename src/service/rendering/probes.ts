import { Probe } from '../derivation/probe';
import { Stop } from '../derivation/stop';
import { renderAction, renderScheme } from '../probe-action';

type Json = any;

/** A probe with all its numbers, so that it does not depend on the defaults of a cluster. */
export function renderProbe({ action, port, timing }: Probe, gracePeriod?: number): Json {
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

/** The hook that fills the stop delay, or sends a signal of its own; undefined if the application needs none. */
export function renderPreStop({ hook, stopDelay }: Stop, mainPort?: number): Json {
  switch (hook.kind) {
    case 'sleep': return { sleep: { seconds: stopDelay } };
    case 'shell': return { exec: { command: ['/bin/sh', '-c', `sleep ${stopDelay}`] } };
    case 'command': return { exec: { command: [...hook.command] } };
    case 'httpGet': return { httpGet: { path: hook.path, port: hook.port ?? mainPort!, ...renderScheme(hook.scheme) } };
    // The hook ends with the process: SIGTERM, which is sent after a hook, would cut off the job.
    case 'signal': return { exec: { command: ['/bin/sh', '-c', `kill -${hook.signal.replace(/^SIG/, '')} 1 && while sleep 1; do :; done`] } };
    case 'none': return undefined;
  }
}
