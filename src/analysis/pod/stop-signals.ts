import { placeOf } from './containers';
import { imageName, imageParts } from './image-reference';
import { isBefore, NGINX_ASKS_FOR_QUIT } from './image-signals';
import { Container, hubRepository, stringAt, Workload } from '../../manifests';

/** A server, and the signal on which it finishes its requests before it exits. */
interface Server {
  readonly called: string;
  readonly graceful: string;
}

const NGINX: Server = { called: 'nginx', graceful: 'SIGQUIT' };
const HAPROXY: Server = { called: 'HAProxy', graceful: 'SIGUSR1' };
const HTTPD: Server = { called: 'Apache httpd', graceful: 'SIGWINCH' };
const PHP_FPM: Server = { called: 'PHP-FPM', graceful: 'SIGQUIT' };

/** Facts about a known image. */
export interface KnownImage extends Server {
  /** Its STOPSIGNAL. */
  readonly signal: string;
}

interface ServerImage {
  readonly server: Server;
  readonly since?: readonly number[];
  readonly tag?: RegExp;
}

/** The images whose Dockerfiles are known, by their repositories; `since`: the first version whose STOPSIGNAL is the graceful one. */
const IMAGES: ReadonlyMap<string, ServerImage> = new Map([
  ['nginx', { server: NGINX, since: NGINX_ASKS_FOR_QUIT }],
  ['nginxinc/nginx-unprivileged', { server: NGINX, since: NGINX_ASKS_FOR_QUIT }],
  ['bitnami/nginx', { server: NGINX, since: [1, 27, 5] }],
  ['bitnamilegacy/nginx', { server: NGINX, since: [1, 27, 5] }],
  ['haproxy', { server: HAPROXY }],
  ['httpd', { server: HTTPD }],
  ['php', { server: PHP_FPM, tag: /fpm/ }],
]);

/** Facts about an image; undefined if its tag is too vague, or the image is unknown. */
export function knownImage(image: string): KnownImage | undefined {
  const known = IMAGES.get(hubRepository(image));
  if (!known || !(known.tag ?? /^/).test(imageParts(image).tag ?? '')) { return undefined; }
  const { server, since } = known;
  return { ...server, signal: since && isBefore(image, since) ? 'SIGTERM' : server.graceful };
}

/** `lifecycle.stopSignal`, which overrides that of the image. */
export function writtenSignal(workload: Workload, container: Container): string | undefined {
  return stringAt(placeOf(workload, container), ['lifecycle', 'stopSignal']) || undefined;
}

/** Whether a hook asks the server to finish its requests before the signal is sent. */
export function asksToFinish({ preStop }: Container): boolean {
  return preStop?.kind === 'exec' && /\bquit\b|SIGQUIT|USR1|WINCH|graceful/i.test(preStop.command.join(' '));
}

/** Whether both are builds of the same program, by their names. */
export function sameProgram(one: Container, other: Container): boolean {
  return imageName(one.image) === imageName(other.image);
}

// `kill -QUIT 1`, and the equivalent of nginx.
const SENT = /\bkill\s+-(?:s\s+)?(?:SIG)?(TERM|QUIT|INT|USR1|USR2|HUP)\s+1(?!\d)/;
const NGINX_QUIT = /\bnginx\s+-s\s+quit\b/;

/** The signal that asks a container to stop: the one that its hook sends, else its stopSignal, else that of its image. */
export function stopSignalOf(workload: Workload, container: Container): string {
  return sentByHook(container) ?? writtenSignal(workload, container) ?? knownImage(container.image)?.signal ?? 'SIGTERM';
}

// HUP alone makes most servers reload their configuration: it stops only one whose hook then waits for its end.
function sentByHook({ preStop }: Container): string | undefined {
  if (preStop?.kind !== 'exec') { return undefined; }
  const command = preStop.command.join(' ');
  const signal = SENT.exec(command)?.[1];
  if (signal === undefined || (signal === 'HUP' && !/\bwhile\b/.test(command))) { return NGINX_QUIT.test(command) ? 'SIGQUIT' : undefined; }
  return `SIG${signal}`;
}
