import { mappingAt, numberAt, FieldCursor, portAt, stringAt, stringsAt } from '../fields';
import { isAnsweredAtOnce } from './instant-requests';
import { CONTAINER_PATHS } from './paths';
import { isEndless, sleepSeconds } from './sleep-seconds';

/** The hook that runs in a container before SIGTERM. */
export type PreStopHook =
  | { readonly kind: 'sleep'; readonly seconds: number }
  /** `seconds` is the sum of its sleeps, if the command shows them; `isEndless` if it ends only when it is killed. */
  | { readonly kind: 'exec'; readonly command: string[]; readonly seconds?: number; readonly isEndless?: true }
  | { readonly kind: 'httpGet'; readonly path: string; readonly port?: number | string; readonly scheme: string }
  /** `tcpSocket`, which the kubelet does not run, an empty hook, or one that is newer than this library. */
  | { readonly kind: 'unknown' };

/** The preStop hook of a container; undefined if it has none. */
export function preStopOf(container: FieldCursor): PreStopHook | undefined {
  const hook = mappingAt(container, CONTAINER_PATHS.preStop);
  if (hook.value === undefined) { return undefined; }
  const sleep = mappingAt(hook, ['sleep']);
  if (sleep.value) { return { kind: 'sleep', seconds: numberAt(sleep, ['seconds']) ?? 0 }; }
  const exec = mappingAt(hook, ['exec']);
  if (exec.value) {
    const command = stringsAt(exec, ['command']);
    return { kind: 'exec', command, seconds: sleepSeconds(command), ...isEndless(command) && { isEndless: true } };
  }
  const http = mappingAt(hook, ['httpGet']);
  if (!http.value) { return { kind: 'unknown' }; }
  return { kind: 'httpGet', path: stringAt(http, ['path']) || '/', port: portAt(http, ['port']), scheme: stringAt(http, ['scheme']) || 'HTTP' };
}

/** How long a hook delays SIGTERM: undefined if it is not known, as for most programs and HTTP requests. */
export function hookSeconds(hook: PreStopHook | undefined): number | undefined {
  if (hook?.kind === 'httpGet') { return isAnsweredAtOnce(hook.path) ? 0 : undefined; }
  return hook?.kind === 'sleep' || hook?.kind === 'exec' ? hook.seconds : undefined;
}
