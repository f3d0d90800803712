import { Refusals } from '../checks/refusals';

/** A path that the kubelet can ask for. */
export function checkHttpPath(refusals: Refusals, prop: string, path: unknown, because: string): void {
  if (typeof path === 'string' && /^\/[!-~]*$/.test(path) && !path.includes('#')) { return; }
  refusals.add({
    prop,
    given: path,
    allowed: "a path that begins with '/' and has no spaces, such as '/healthcheck'",
    because,
    remedy: typeof path === 'string' && /^[!-~]+$/.test(path) && !path.includes('#') ? `write '/${path}'` : 'give the path that the application answers',
  });
}

/** A command with at least a program in it. */
export function checkCommand(refusals: Refusals, prop: string, command: unknown, because: string): void {
  if (Array.isArray(command) && command.length > 0 && command.every(word => typeof word === 'string') && command[0] !== '') { return; }
  refusals.add({
    prop,
    given: command,
    allowed: "a list of words of which the first is the program, such as ['/bin/check', '--quick']",
    because,
    remedy: typeof command === 'string' ? 'write the words as a list; they are not run in a shell' : 'name the program',
  });
}
