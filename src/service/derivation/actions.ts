import { isCommandLine } from '../../analysis/pod/shell';
import { oneLine } from '../checks/format-value';
import { PropErrors } from '../checks/prop-errors';
import { isListOfWords } from '../checks/type-guards';

/** Refuses a path that the kubelet cannot request. */
export function checkHttpPath(errors: PropErrors, prop: string, path: unknown, because: string): void {
  if (typeof path === 'string' && /^\/[!-~]*$/.test(path) && !path.includes('#')) { return; }
  errors.add({
    prop,
    given: path,
    allowed: "a path that begins with '/' and has no spaces, such as '/healthcheck'",
    because,
    remedy: typeof path === 'string' && /^[-\w.~]+(\/[!-~]*)?$/.test(path) && !path.includes('#')
      ? `write '/${oneLine(path)}'`
      : 'give the path that the application answers',
  });
}

/** Refuses a command without a program. */
export function checkCommand(errors: PropErrors, prop: string, command: unknown, because: string): void {
  if (isListOfWords(command) && command.length > 0 && command[0] !== '') {
    checkCommandLine(errors, prop, command);
    return;
  }
  errors.add({
    prop,
    given: command,
    allowed: "a list of words of which the first is the program, such as ['/bin/check', '--quick']",
    because,
    remedy: isListOfWords(command) ? 'name the program' : 'write the words as a list of strings; they are not run in a shell',
  });
}

/** Refuses a whole command line in one word. */
export function checkCommandLine(errors: PropErrors, prop: string, command: unknown): void {
  if (!isListOfWords(command) || !isCommandLine(command)) { return; }
  const [line] = command;
  const isPlain = /^[-\w./:=@%+, ]+$/.test(line);
  errors.add({
    prop,
    given: command,
    allowed: "a list of words of which the first is the program, such as ['/bin/check', '--quick']",
    because: 'No shell splits the line, and no program has that name: the container does not start, or the check or hook fails each time.',
    remedy: isPlain ? `write [${line.trim().split(/ +/).map(word => `'${word}'`).join(', ')}]`
      : "write ['/bin/sh', '-c', '…'], or the words as a list of strings",
  });
}

/** Refuses an unknown scheme of an HTTP request that the kubelet sends. */
export function checkScheme(errors: PropErrors, prop: string, scheme: unknown, because: string): void {
  if (scheme === undefined || scheme === 'HTTP' || scheme === 'HTTPS') { return; }
  errors.add({ prop, given: scheme, allowed: 'ConnectionScheme.HTTP or ConnectionScheme.HTTPS', because, remedy: 'use one of them, or leave it out' });
}
