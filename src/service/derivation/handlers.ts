import { checkCommand } from './actions';
import { LOST } from '../checks/consequences';
import { PropErrors } from '../checks/prop-errors';
import { checkKind } from '../checks/type-guards';

/** Refuses a hook that would be lost, or whose command is not a list of strings. */
export function checkHandler(errors: PropErrors, prop: string, given: unknown): void {
  checkKind(errors, prop, given, 'Handler', LOST);
  const { tcpSocketOptions } = (given ?? {}) as { tcpSocketOptions?: unknown };
  if (tcpSocketOptions !== undefined) {
    errors.add({
      prop,
      given,
      shown: 'Handler.fromTcpSocket',
      allowed: 'Handler.fromCommand or Handler.fromHttpGet',
      because: 'The kubelet cannot run it: the hook fails, and the container is killed, or gets SIGTERM at once.',
      remedy: 'use one of them, or leave the hook out',
    });
  }
  checkItsCommand(errors, `${prop} (Handler.fromCommand)`, given, 'The kubelet kills the container, or sends SIGTERM at once.');
}

/** The same for a probe of a helper container. */
export function checkHelperProbe(errors: PropErrors, prop: string, given: unknown): void {
  checkKind(errors, prop, given, 'Probe', LOST);
  checkItsCommand(errors, `${prop} (Probe.fromCommand)`, given, 'The check fails each time: the pod never becomes ready, or its container is restarted over and over.');
}

function checkItsCommand(errors: PropErrors, prop: string, given: unknown, because: string): void {
  const { commandOptions } = (given ?? {}) as { commandOptions?: { command?: unknown } };
  if (commandOptions) { checkCommand(errors, prop, commandOptions.command, because); }
}
